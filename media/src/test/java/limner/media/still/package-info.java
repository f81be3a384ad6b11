/// Tests of what makes a sequence, and of the picture formats.
@NullMarked
package limner.media.still;

import org.jspecify.annotations.NullMarked;
