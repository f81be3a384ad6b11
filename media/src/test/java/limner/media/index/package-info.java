/// Tests of this package.
@NullMarked
package limner.media.index;

import org.jspecify.annotations.NullMarked;
