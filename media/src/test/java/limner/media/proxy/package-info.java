/// Lossy pictures on disk: that they are kept, found, bounded and never believed when damaged.
@NullMarked
package limner.media.proxy;

import org.jspecify.annotations.NullMarked;
