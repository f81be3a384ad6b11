/// What was done, newest first, to go back to.
@NullMarked
package limner.app.ui.history;

import org.jspecify.annotations.NullMarked;
