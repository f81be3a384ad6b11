/// Tests of this package.
@NullMarked
package limner.media.source;

import org.jspecify.annotations.NullMarked;
