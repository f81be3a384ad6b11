package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BAYER;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_FLOAT;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_XYZ12BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_XYZ12LE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import limner.media.frame.SampleFormat;
import limner.media.frame.SampleFormat.Encoding;
import limner.media.frame.SampleFormat.Model;
import limner.media.frame.SampleRows;
import limner.media.frame.Window;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/// The stored values of a frame, read by FFmpeg's own description of its pixel format. Good while the frame is in use;
/// one thread.
final class FfmpegSamples implements SampleRows {
    private final Component[] components;

    FfmpegSamples(AVFrame frame, AVPixFmtDescriptor pixels) {
        boolean floats = (pixels.flags() & AV_PIX_FMT_FLAG_FLOAT) != 0;
        boolean bits = (pixels.flags() & AV_PIX_FMT_FLAG_BITSTREAM) != 0;
        components = new Component[pixels.nb_components()];
        for (int i = 0; i < components.length; i++) {
            AVComponentDescriptor c = pixels.comp(i);
            boolean chroma = i == 1 || i == 2;
            int shiftX = chroma ? pixels.log2_chroma_w() : 0;
            int shiftY = chroma ? pixels.log2_chroma_h() : 0;
            int rows = -(-frame.height() >> shiftY);
            int columns = -(-frame.width() >> shiftX);
            int stored = c.depth() + c.shift() <= 8 ? 1 : c.depth() + c.shift() <= 16 ? 2 : 4;
            int row = bits ? (columns * c.step() + 7) / 8 : (columns - 1) * c.step() + c.offset() + stored;
            int stride = frame.linesize(c.plane());
            long below = stride < 0 ? (long) (rows - 1) * -stride : 0;
            long length = (long) (rows - 1) * Math.abs(stride) + row;
            ByteBuffer bytes = FfmpegPicture.bytes(frame.data(c.plane()).address() - below, length);
            bytes.order((pixels.flags() & AV_PIX_FMT_FLAG_BE) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            Kind kind = bits ? Kind.BIT : floats ? (stored == 2 ? Kind.HALF : Kind.FLOAT) : Kind.values()[stored >> 1];
            int mask = c.depth() >= 32 ? -1 : (1 << c.depth()) - 1;
            components[i] = new Component(
                    bytes, kind, stride, (int) below, c.step(), c.offset(), c.shift(), mask, shiftX, shiftY, columns);
        }
    }

    /// What the numbers mean.
    static SampleFormat format(AVPixFmtDescriptor pixels, int format, int colorRange) {
        long flags = pixels.flags();
        int bits = pixels.comp(0).depth();
        boolean alpha = (flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
        if ((flags & AV_PIX_FMT_FLAG_PAL) != 0) {
            return SampleFormat.integers(Model.PALETTE, 8, List.of("index"));
        }
        if ((flags & AV_PIX_FMT_FLAG_BAYER) != 0 || format == AV_PIX_FMT_XYZ12LE || format == AV_PIX_FMT_XYZ12BE) {
            return SampleFormat.integers(Model.RGB, 8, List.of());
        }
        Model model =
                (flags & AV_PIX_FMT_FLAG_RGB) != 0 ? Model.RGB : pixels.nb_components() <= 2 ? Model.GRAY : Model.YUV;
        List<String> channels = new ArrayList<>(
                switch (model) {
                    case GRAY -> List.of("gray");
                    case RGB -> List.of("R", "G", "B");
                    case YUV -> List.of("Y", "Cb", "Cr");
                    case PALETTE -> List.of("index");
                });
        if (alpha) {
            channels.add("A");
        }
        if ((flags & AV_PIX_FMT_FLAG_FLOAT) != 0) {
            return SampleFormat.floats(model, bits, channels);
        }
        if (colorRange == AVCOL_RANGE_MPEG && model != Model.YUV && bits >= 8) {
            Window limited = new Window(Math.scalb(16.0, bits - 8), Math.scalb(235.0, bits - 8));
            return new SampleFormat(model, Encoding.INTEGER, bits, channels, limited);
        }
        return SampleFormat.integers(model, bits, channels);
    }

    @Override
    public void read(int channel, int y, float[] into) {
        components[channel].row(y, into);
    }

    double value(int channel, int x, int y) {
        Component c = components[channel];
        return c.value(c.start(y >> c.shiftY), x >> c.shiftX);
    }

    int channels() {
        return components.length;
    }

    /// How one value lies in memory.
    private enum Kind {
        BYTE,
        SHORT,
        INT,
        BIT,
        HALF,
        FLOAT
    }

    private record Component(
            ByteBuffer bytes,
            Kind kind,
            int stride,
            int first,
            int step,
            int offset,
            int shift,
            int mask,
            int shiftX,
            int shiftY,
            int columns) {

        int start(int y) {
            return first + y * stride;
        }

        double value(int start, int x) {
            int at = start + x * step + offset;
            return switch (kind) {
                case BYTE -> (bytes.get(at) & 0xFF) >> shift & mask;
                case SHORT -> (bytes.getShort(at) & 0xFFFF) >> shift & mask;
                case INT -> Integer.toUnsignedLong(bytes.getInt(at) >>> shift & mask);
                case HALF -> Float.float16ToFloat(bytes.getShort(at));
                case FLOAT -> bytes.getFloat(at);
                case BIT -> {
                    // Here the position within the byte says it all: `monob` states a shift beside it.
                    int bit = x * step + offset;
                    yield bytes.get(start + bit / 8) >> 8 - Integer.bitCount(mask) - bit % 8 & mask;
                }
            };
        }

        /// The two kinds that whole films are made of have a loop of their own.
        void row(int y, float[] into) {
            int start = start(y);
            int width = Math.min(into.length, columns);
            switch (kind) {
                case BYTE -> {
                    for (int x = 0, at = start + offset; x < width; x++, at += step) {
                        into[x] = (bytes.get(at) & 0xFF) >> shift & mask;
                    }
                }
                case SHORT -> {
                    for (int x = 0, at = start + offset; x < width; x++, at += step) {
                        into[x] = (bytes.getShort(at) & 0xFFFF) >> shift & mask;
                    }
                }
                case INT, HALF, FLOAT, BIT -> {
                    for (int x = 0; x < width; x++) {
                        into[x] = (float) value(start, x);
                    }
                }
            }
        }
    }
}
