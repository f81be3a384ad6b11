package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_FLOAT;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import limner.media.frame.Display;
import limner.media.frame.Picture;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/// Makes pictures of known stored values in any pixel format.
final class MadeFrame {
    private final AVFrame frame = av_frame_alloc();
    private final AVPixFmtDescriptor pixels;

    MadeFrame(String format, int width, int height) {
        int number = av_get_pix_fmt(format);
        if (number < 0) {
            throw new IllegalArgumentException(format);
        }
        pixels = av_pix_fmt_desc_get(number);
        frame.format(number).width(width).height(height);
        if (av_frame_get_buffer(frame, 0) < 0) {
            throw new OutOfMemoryError(format);
        }
    }

    /// What is stored for a channel at a place of its own plane.
    interface Value {
        double at(int channel, int x, int y);
    }

    MadeFrame colours(int colorSpace, int range) {
        frame.colorspace(colorSpace).color_range(range);
        return this;
    }

    MadeFrame chroma(int location) {
        frame.chroma_location(location);
        return this;
    }

    MadeFrame interlaced() {
        frame.flags(frame.flags() | AVFrame.AV_FRAME_FLAG_INTERLACED);
        return this;
    }

    MadeFrame fill(Value value) {
        boolean floats = (pixels.flags() & AV_PIX_FMT_FLAG_FLOAT) != 0;
        ByteOrder order = (pixels.flags() & AV_PIX_FMT_FLAG_BE) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        for (int i = 0; i < pixels.nb_components(); i++) {
            AVComponentDescriptor c = pixels.comp(i);
            boolean chroma = i == 1 || i == 2;
            int w = chroma ? -(-frame.width() >> pixels.log2_chroma_w()) : frame.width();
            int h = chroma ? -(-frame.height() >> pixels.log2_chroma_h()) : frame.height();
            int stride = frame.linesize(c.plane());
            ByteBuffer b = FfmpegPicture.bytes(frame.data(c.plane()).address(), (long) stride * h)
                    .order(order);
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    int at = y * stride + x * c.step() + c.offset();
                    double v = value.at(i, x, y);
                    if (floats) {
                        b.putFloat(at, (float) v);
                    } else if (c.depth() + c.shift() <= 8) {
                        b.put(at, (byte) ((int) Math.round(v) << c.shift() | b.get(at) & (1 << c.shift()) - 1));
                    } else {
                        b.putShort(at, (short) ((int) Math.round(v) << c.shift()));
                    }
                }
            }
        }
        return this;
    }

    int shiftX() {
        return pixels.log2_chroma_w();
    }

    int shiftY() {
        return pixels.log2_chroma_h();
    }

    /// The picture, whose conversions belong to `scalers`.
    Picture picture(NativeHandles handles, ScalerPool scalers) {
        return FfmpegPicture.take(handles, scalers, frame);
    }

    /// Red, green and blue of every pixel, as models and files get them.
    static int[][] rgb(Picture picture) {
        int count = picture.width() * picture.height();
        ByteBuffer packed = ByteBuffer.allocateDirect(count * 3);
        picture.toRgb24(packed);
        int[][] rgb = new int[count][3];
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < 3; c++) {
                rgb[i][c] = packed.get(i * 3 + c) & 0xFF;
            }
        }
        return rgb;
    }

    /// Red, green, blue and alpha of every pixel, as the screen gets them.
    static int[][] screen(Picture picture, Display display) {
        int count = picture.width() * picture.height();
        ByteBuffer packed = ByteBuffer.allocateDirect(count * 4);
        picture.toBgra(packed, display);
        int[][] pixels = new int[count][];
        for (int i = 0; i < count; i++) {
            pixels[i] = new int[] {
                packed.get(i * 4 + 2) & 0xFF,
                packed.get(i * 4 + 1) & 0xFF,
                packed.get(i * 4) & 0xFF,
                packed.get(i * 4 + 3) & 0xFF
            };
        }
        return pixels;
    }
}
