/// From a frame number to the right picture: where to seek, what to count, how to check, when to give up.
@NullMarked
package limner.media.decode;

import org.jspecify.annotations.NullMarked;
