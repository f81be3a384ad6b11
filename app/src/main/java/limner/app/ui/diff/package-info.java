/// What differs between two releases, in numbers and picture by picture.
@NullMarked
package limner.app.ui.diff;

import org.jspecify.annotations.NullMarked;
