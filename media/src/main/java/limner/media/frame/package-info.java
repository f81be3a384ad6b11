/// One decoded picture: its pixels as the screen, a model or a PNG file wants them, and the digests that identify it.
@NullMarked
package limner.media.frame;

import org.jspecify.annotations.NullMarked;
