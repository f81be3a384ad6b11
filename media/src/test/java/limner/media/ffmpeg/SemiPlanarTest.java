package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_P010LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;

/// The formats that devices give, value by value.
class SemiPlanarTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 21;

    private static AVFrame frame(int format) {
        AVFrame frame = av_frame_alloc();
        frame.format(format);
        frame.width(WIDTH);
        frame.height(HEIGHT);
        frame.pts(1234);
        assertEquals(0, av_frame_get_buffer(frame, 0));
        return frame;
    }

    private static ByteBuffer row(AVFrame frame, int plane, int y, int bytes) {
        long at = frame.data(plane).address() + (long) y * frame.linesize(plane);
        return FfmpegPicture.bytes(at, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int value(int plane, int x, int y, int most) {
        return (plane * 77 + x * 13 + y * 29) % (most + 1);
    }

    @Test
    void eightBitsAreTakenApartByteByByte() {
        AVFrame frame = frame(AV_PIX_FMT_NV12);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                row(frame, 0, y, WIDTH).put(x, (byte) value(0, x, y, 255));
            }
        }
        for (int y = 0; y < 11; y++) {
            for (int x = 0; x < 19; x++) {
                row(frame, 1, y, 38).put(2 * x, (byte) value(1, x, y, 255));
                row(frame, 1, y, 38).put(2 * x + 1, (byte) value(2, x, y, 255));
            }
        }
        assertTrue(SemiPlanar.split(frame, AV_PIX_FMT_YUV420P));
        assertEquals(AV_PIX_FMT_YUV420P, frame.format());
        assertEquals(1234, frame.pts(), "what belongs to the picture stays with it");
        for (int plane = 0; plane < 3; plane++) {
            int width = plane == 0 ? WIDTH : 19;
            for (int y = 0; y < (plane == 0 ? HEIGHT : 11); y++) {
                for (int x = 0; x < width; x++) {
                    assertEquals(
                            value(plane, x, y, 255), row(frame, plane, y, width).get(x) & 0xFF);
                }
            }
        }
        av_frame_free(frame);
    }

    @Test
    void tenBitsComeDownFromTheUpperPartOfSixteen() {
        AVFrame frame = frame(AV_PIX_FMT_P010LE);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                row(frame, 0, y, 2 * WIDTH).putShort(2 * x, (short) (value(0, x, y, 1023) << 6));
            }
        }
        for (int y = 0; y < 11; y++) {
            for (int x = 0; x < 19; x++) {
                row(frame, 1, y, 76).putShort(4 * x, (short) (value(1, x, y, 1023) << 6));
                row(frame, 1, y, 76).putShort(4 * x + 2, (short) (value(2, x, y, 1023) << 6));
            }
        }
        assertTrue(SemiPlanar.split(frame, AV_PIX_FMT_YUV420P10LE));
        for (int plane = 0; plane < 3; plane++) {
            int width = plane == 0 ? WIDTH : 19;
            for (int y = 0; y < (plane == 0 ? HEIGHT : 11); y++) {
                for (int x = 0; x < width; x++) {
                    assertEquals(
                            value(plane, x, y, 1023),
                            row(frame, plane, y, 2 * width).getShort(2 * x));
                }
            }
        }
        av_frame_free(frame);
    }

    @Test
    void otherFormatsAreLeftAlone() {
        AVFrame frame = frame(AV_PIX_FMT_NV12);
        assertFalse(SemiPlanar.split(frame, AV_PIX_FMT_YUV422P));
        assertEquals(AV_PIX_FMT_NV12, frame.format());
        av_frame_free(frame);
    }
}
