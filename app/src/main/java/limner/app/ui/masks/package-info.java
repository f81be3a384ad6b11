/// Work on whole masks: fill, grow, smooth and so on with a look beforehand, and joining, overlapping and cutting out.
@NullMarked
package limner.app.ui.masks;

import org.jspecify.annotations.NullMarked;
