/// Decoded pictures kept within a number of bytes.
@NullMarked
package limner.media.cache;

import org.jspecify.annotations.NullMarked;
