package limner.media.frame;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Where finished rows of a picture go. One thread.
@FunctionalInterface
public interface PixelSink {

    /// Takes row `y`: a pixel an int, alpha in the highest byte, then red, green and blue, already multiplied by alpha.
    void row(int y, int[] pixels);

    /// Packs rows into `target` from its position on, four bytes a pixel: blue, green, red, alpha.
    static PixelSink bgra(ByteBuffer target, int width) {
        MemorySegment all = MemorySegment.ofBuffer(target);
        ValueLayout.OfInt pixel = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        return (y, pixels) -> MemorySegment.copy(pixels, 0, all, pixel, (long) y * width * 4, width);
    }

    /// Packs rows into `target` from its position on, three bytes a pixel: red, green, blue, as they are over black.
    static PixelSink rgb24(ByteBuffer target, int width) {
        int start = target.position();
        byte[] row = new byte[width * 3];
        return (y, pixels) -> {
            for (int x = 0, at = 0; x < width; x++, at += 3) {
                int pixel = pixels[x];
                row[at] = (byte) (pixel >> 16);
                row[at + 1] = (byte) (pixel >> 8);
                row[at + 2] = (byte) pixel;
            }
            target.put(start + y * row.length, row);
        };
    }

    /// The pixel made as opaque as `alpha` (0 to 255) says, its colours multiplied by that; its own alpha is dropped.
    static int multiplied(int pixel, int alpha) {
        int red = ((pixel >> 16 & 0xFF) * alpha + 127) / 255;
        int green = ((pixel >> 8 & 0xFF) * alpha + 127) / 255;
        int blue = ((pixel & 0xFF) * alpha + 127) / 255;
        return alpha << 24 | red << 16 | green << 8 | blue;
    }
}
