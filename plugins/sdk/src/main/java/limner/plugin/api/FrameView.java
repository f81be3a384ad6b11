package limner.plugin.api;

import java.nio.ByteBuffer;
import java.util.Objects;

/// One decoded picture, as the annotator sees it: upright, square pixels, rows from the top.
///
/// The pixels may be read during the call that was given the frame, and not after it: the host uses the memory again.
///
/// @param width pixels in a row
/// @param height rows
/// @param frame number of the picture in its video, from 0 in presentation order
/// @param seconds when it is shown, from the start of the video
/// @param layout what the bytes of a pixel mean
/// @param stride bytes from one row to the next, at least `width` times the bytes of a pixel
/// @param pixels the bytes, read-only; row y starts at index `y * stride`
public record FrameView(
        int width, int height, int frame, double seconds, PixelLayout layout, int stride, ByteBuffer pixels) {

    public FrameView {
        Objects.requireNonNull(layout, "layout");
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture has at least one pixel: " + width + " x " + height);
        }
        if (frame < 0) {
            throw new IllegalArgumentException("frames start at 0: " + frame);
        }
        if (!Double.isFinite(seconds)) {
            throw new IllegalArgumentException("a time is a finite number of seconds: " + seconds);
        }
        long row = (long) width * layout.bytesPerPixel();
        if (stride < row) {
            throw new IllegalArgumentException("a row of " + row + " bytes does not fit a stride of " + stride);
        }
        long needed = (long) stride * (height - 1) + row;
        if (pixels.remaining() < needed) {
            throw new IllegalArgumentException(
                    "the picture needs " + needed + " bytes, the buffer has " + pixels.remaining());
        }
        pixels = pixels.slice().asReadOnlyBuffer();
    }

    /// The bytes from the first pixel on. Each call gives a buffer with a position of its own.
    @Override
    public ByteBuffer pixels() {
        return pixels.duplicate();
    }
}
