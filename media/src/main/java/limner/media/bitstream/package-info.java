/// What the first bytes of a compressed packet say by the codec's own standard: whether it shows a picture, in which
/// order, and whether a decoder may start with it.
@NullMarked
package limner.media.bitstream;

import org.jspecify.annotations.NullMarked;
