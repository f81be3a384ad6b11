package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_P010LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// Devices give 4:2:0 with both chroma values side by side, and 10 bits in the upper part of 16; software gives each in
/// a plane of its own, and 10 bits in the lower part. No value changes on the way.
final class SemiPlanar {
    /// Bits below the 10 that count.
    private static final int PADDING = 6;

    private SemiPlanar() {}

    /// Turns the content of `frame` into `format`; false when it is not such a pair of formats, and nothing was done.
    static boolean split(AVFrame frame, int format) {
        boolean eight =
                frame.format() == AV_PIX_FMT_NV12 && (format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P);
        boolean ten = frame.format() == AV_PIX_FMT_P010LE && format == AV_PIX_FMT_YUV420P10LE;
        if (!eight && !ten) {
            return false;
        }
        AVFrame apart = av_frame_alloc();
        try {
            apart.format(format);
            apart.width(frame.width());
            apart.height(frame.height());
            if (av_frame_get_buffer(apart, 0) < 0 || av_frame_copy_props(apart, frame) < 0) {
                throw new OutOfMemoryError("no memory for a picture of " + frame.width() + " x " + frame.height());
            }
            int bytes = eight ? 1 : 2;
            int chromaWidth = (frame.width() + 1) / 2;
            int chromaHeight = (frame.height() + 1) / 2;
            for (int y = 0; y < frame.height(); y++) {
                copy(row(frame, 0, y, frame.width() * bytes), 0, 1, row(apart, 0, y, frame.width() * bytes), bytes);
            }
            for (int y = 0; y < chromaHeight; y++) {
                ByteBuffer both = row(frame, 1, y, chromaWidth * 2 * bytes);
                copy(both, 0, 2, row(apart, 1, y, chromaWidth * bytes), bytes);
                copy(both, 1, 2, row(apart, 2, y, chromaWidth * bytes), bytes);
            }
            av_frame_unref(frame);
            av_frame_move_ref(frame, apart);
            return true;
        } finally {
            av_frame_free(apart);
        }
    }

    /// Every `step`-th value of `from`, from number `first` on, to `to`.
    private static void copy(ByteBuffer from, int first, int step, ByteBuffer to, int bytes) {
        int count = to.capacity() / bytes;
        for (int x = 0; x < count; x++) {
            int at = first + x * step;
            if (bytes == 1) {
                to.put(x, from.get(at));
            } else {
                to.putShort(x * 2, (short) ((from.getShort(at * 2) & 0xFFFF) >>> PADDING));
            }
        }
    }

    private static ByteBuffer row(AVFrame frame, int plane, int y, int bytes) {
        long address = frame.data(plane).address() + (long) y * frame.linesize(plane);
        return FfmpegPicture.bytes(address, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
