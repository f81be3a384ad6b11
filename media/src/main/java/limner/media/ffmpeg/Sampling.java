package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_count_planes;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/// Takes every n-th pixel of a part of a frame, in its own format: stored values are never mixed. Stateless.
final class Sampling {

    private Sampling() {}

    /// A new frame of its own memory, which the caller frees.
    static AVFrame sample(AVFrame from, AVPixFmtDescriptor pixels, int x, int y, int width, int height, int step) {
        AVFrame to = av_frame_alloc();
        to.format(from.format()).width(Math.ceilDiv(width, step)).height(Math.ceilDiv(height, step));
        if (av_frame_get_buffer(to, 0) < 0 || av_frame_copy_props(to, from) < 0) {
            av_frame_free(to);
            throw new OutOfMemoryError("no memory for a picture of " + width / step + " x " + height / step);
        }
        boolean bits = (pixels.flags() & AV_PIX_FMT_FLAG_BITSTREAM) != 0;
        boolean palette = (pixels.flags() & AV_PIX_FMT_FLAG_PAL) != 0;
        int planes = palette ? 1 : av_pix_fmt_count_planes(from.format());
        for (int i = 0; i < planes; i++) {
            boolean chroma = i == 1 || i == 2;
            int acrossShift = chroma ? pixels.log2_chroma_w() : 0;
            int downShift = chroma ? pixels.log2_chroma_h() : 0;
            int columns = -(-to.width() >> acrossShift);
            int rows = -(-to.height() >> downShift);
            int lastColumn = -(-from.width() >> acrossShift) - 1;
            int lastRow = -(-from.height() >> downShift) - 1;
            for (int row = 0; row < rows; row++) {
                int source = Math.min(lastRow, (y >> downShift) + row * step);
                MemorySegment in = row(from, i, source);
                MemorySegment out = row(to, i, row);
                if (bits) {
                    bits(in, x, step, out, columns, lastColumn);
                } else {
                    bytes(in, x >> acrossShift, step, out, columns, lastColumn, bytesPerPixel(pixels, i));
                }
            }
        }
        if (palette) {
            MemorySegment.copy(row(from, 1, 0), 0, row(to, 1, 0), 0, FfmpegPicture.PALETTE_BYTES);
        }
        return to;
    }

    private static MemorySegment row(AVFrame frame, int plane, int row) {
        long stride = frame.linesize(plane);
        long length = Math.max(FfmpegPicture.PALETTE_BYTES, Math.abs(stride));
        return MemorySegment.ofAddress(frame.data(plane).address() + row * stride)
                .reinterpret(length);
    }

    private static int bytesPerPixel(AVPixFmtDescriptor pixels, int plane) {
        int most = 1;
        for (int c = 0; c < pixels.nb_components(); c++) {
            if (pixels.comp(c).plane() == plane) {
                most = Math.max(most, pixels.comp(c).step());
            }
        }
        return most;
    }

    private static void bytes(MemorySegment in, int x, int step, MemorySegment out, int columns, int last, int each) {
        if (step == 1 && x + columns - 1 <= last) {
            MemorySegment.copy(in, (long) x * each, out, 0, (long) columns * each);
            return;
        }
        for (int column = 0; column < columns; column++) {
            long at = (long) Math.min(last, x + column * step) * each;
            MemorySegment.copy(in, at, out, (long) column * each, each);
        }
    }

    /// The first pixel is the highest bit.
    private static void bits(MemorySegment in, int x, int step, MemorySegment out, int columns, int last) {
        for (int column = 0; column < columns; column++) {
            int at = Math.min(last, x + column * step);
            int bit = in.get(ValueLayout.JAVA_BYTE, at >> 3) >> 7 - (at & 7) & 1;
            byte before = (column & 7) == 0 ? 0 : out.get(ValueLayout.JAVA_BYTE, column >> 3);
            out.set(ValueLayout.JAVA_BYTE, column >> 3, (byte) (before | bit << 7 - (column & 7)));
        }
    }
}
