/// Small, lossy pictures on disk, to be seen for a moment until the exact one is there; never a source of values.
@NullMarked
package limner.media.proxy;

import org.jspecify.annotations.NullMarked;
