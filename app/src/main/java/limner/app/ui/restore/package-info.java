/// Going back to an earlier event of a project, in a file of its own.
@NullMarked
package limner.app.ui.restore;

import org.jspecify.annotations.NullMarked;
