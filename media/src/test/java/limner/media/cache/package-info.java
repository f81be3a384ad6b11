/// Tests of this package.
@NullMarked
package limner.media.cache;

import org.jspecify.annotations.NullMarked;
