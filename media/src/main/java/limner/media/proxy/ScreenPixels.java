package limner.media.proxy;

import java.nio.ByteBuffer;

/// Pixels for the screen and for nothing else: not a [limner.media.frame.Picture], so that nobody reads values from it,
/// shows it to a model or writes it into a file. Whoever gets one must not write into it.
///
/// @param width in pixels
/// @param height in pixels
/// @param bgra direct, read from index 0: rows packed, four bytes a pixel in the order blue, green, red, alpha
public record ScreenPixels(int width, int height, ByteBuffer bgra) {
    public ScreenPixels {
        if (width < 1 || height < 1 || !bgra.isDirect() || bgra.capacity() < (long) width * height * 4) {
            throw new IllegalArgumentException("no pixels of " + width + " x " + height);
        }
    }

    /// Bytes it takes in memory.
    public long byteSize() {
        return (long) width * height * 4;
    }
}
