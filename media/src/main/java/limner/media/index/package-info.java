/// The frame index: which pictures a file holds, in which order, and the cache file that remembers it and distrusts
/// the world.
@NullMarked
package limner.media.index;

import org.jspecify.annotations.NullMarked;
