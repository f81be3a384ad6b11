/// Tests of this package.
@NullMarked
package limner.media.decode;

import org.jspecify.annotations.NullMarked;
