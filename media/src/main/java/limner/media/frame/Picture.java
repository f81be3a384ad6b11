package limner.media.frame;

import java.nio.ByteBuffer;
import java.util.List;

/// One decoded picture in the decoder's own format; **whoever receives a picture closes it**, and [#retain()] makes
/// one more owner. The native memory goes when the last owner has closed.
///
/// Reading is safe from any number of threads while at least one owner has not closed. Coordinates are those of the
/// coded picture: no rotation is applied.
public interface Picture extends AutoCloseable {
    /// Width in pixels; it may differ between pictures of one file.
    int width();

    /// Height in pixels.
    int height();

    /// FFmpeg's name of the pixel format.
    String pixelFormat();

    /// How this picture by itself asks to be turned, as stills do by EXIF. Pixels, sizes and digests are those of the
    /// picture as coded, not yet turned. A video states one turn for all its pictures, in `MediaInfo`.
    default Orientation orientation() {
        return Orientation.UPRIGHT;
    }

    /// Native bytes this picture keeps alive, for budgets.
    long byteSize();

    /// What the stored values mean.
    SampleFormat samples();

    /// The values stored for a pixel, in native units and in the order of [SampleFormat#channels()]; chroma is that of
    /// the sample whose place the pixel shares.
    double[] valuesAt(int x, int y);

    /// Converts as the file says; the same as [#toBgra(ByteBuffer, Display)] with [Display#NEUTRAL].
    default void toBgra(ByteBuffer target) {
        toBgra(target, Display.NEUTRAL);
    }

    /// Converts into `target` from its position on, rows packed, four bytes a pixel in the order blue, green, red,
    /// alpha, colours multiplied by alpha: what JavaFX calls `BYTE_BGRA_PRE`. The position does not move. Shown
    /// neutrally over black these are the colours of [#toRgb24], which see.
    ///
    /// @param target a direct buffer with at least `width × height × 4` bytes left
    void toBgra(ByteBuffer target, Display display);

    /// Converts into `target` from its position on, rows packed, three bytes a pixel in the order red, green, blue,
    /// with chroma interpolated from where it was sampled and exact rounding: the same bytes whatever vector
    /// instructions a machine has. What is transparent lies over black. The position does not move.
    ///
    /// The matrix is the file's own; where it says nothing, BT.709 for pictures of more than 576 rows or of 1280
    /// columns and more, BT.601 for smaller ones. Transfer curves and primaries are left as they are: high dynamic
    /// range is not mapped to a lesser one.
    ///
    /// @param target a direct buffer with at least `width × height × 3` bytes left
    void toRgb24(ByteBuffer target);

    /// Windows, in the units of `samples().shown()`, that leave these shares (0 to 1) of the values below and above;
    /// one for gray, three for colours.
    List<Window> windows(double below, double above);

    /// Every `step`-th pixel of a part of this picture, in the same format and with the stored values, as a picture of
    /// its own that the caller closes: what a screen needs of a picture larger than itself. Where chroma is coarser
    /// than luma, the part begins at the chroma sample that its corner shares.
    ///
    /// @param x left column of the part as coded
    /// @param y top row of the part as coded
    /// @param step 1 for every pixel
    Picture sampled(int x, int y, int width, int height, int step);

    /// The MD5 (hex) that identifies this picture towards other programs: the luma plane, rows packed, native bit
    /// depth, little endian (gray and packed YUV have one too, alpha is left out). For formats without luma every
    /// plane as decoded, rows packed: packed RGB; planar RGB as G, B, R, A; a palette's indices, then its 256 colours;
    /// one bit a pixel as stored. That is what `ffmpeg -f framemd5` digests.
    String planeMd5();

    /// A 32-bit CRC over all planes, the index's proof that this is the picture it means.
    int checksum();

    /// One more owner of the same picture, to be closed in its turn.
    Picture retain();

    /// Gives up this ownership. Closing twice is harmless.
    @Override
    void close();
}
