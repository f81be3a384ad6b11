/// Looking for frames and objects: one field, what it found, and the way there.
@NullMarked
package limner.app.ui.search;

import org.jspecify.annotations.NullMarked;
