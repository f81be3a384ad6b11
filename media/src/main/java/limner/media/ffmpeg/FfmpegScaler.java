package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_BT2020;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_FCC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_SMPTE240M;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/// One conversion context of swscale, unscaled. One thread at a time; the owner closes it.
///
/// The pointer form of the call is used: the form that takes whole frames refuses interlaced pictures.
final class FfmpegScaler implements AutoCloseable {
    /// What is converted to what.
    ///
    /// @param exact interpolated chroma and exact rounding, the same on every machine; else fast, for the screen
    record Job(int width, int height, int from, int to, int matrix, boolean fullRange, boolean exact) {}

    private static final int ONE = 1 << 16;

    private final NativeHandles handles;
    private final Job job;
    private final SwsContext context;
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4);

    FfmpegScaler(NativeHandles handles, Job job) {
        this.handles = handles;
        this.job = job;
        int flags = job.exact()
                ? SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT
                : SWS_POINT;
        context = sws_getContext(
                job.width(),
                job.height(),
                job.from(),
                job.width(),
                job.height(),
                job.to(),
                flags,
                null,
                null,
                (DoublePointer) null);
        if (context == null || context.isNull()) {
            throw new IllegalStateException("no conversion for " + job);
        }
        IntPointer matrix = sws_getCoefficients(job.matrix());
        sws_setColorspaceDetails(context, matrix, job.fullRange() ? 1 : 0, matrix, 1, 0, ONE, ONE);
        handles.opened();
    }

    Job job() {
        return job;
    }

    void convert(AVFrame frame, BytePointer target, int stride) {
        planes.put(0, target);
        strides.put(0, stride);
        for (int i = 1; i < 4; i++) {
            planes.put(i, (BytePointer) null);
            strides.put(i, 0);
        }
        int rows = sws_scale(context, frame.data(), frame.linesize(), 0, job.height(), planes, strides);
        if (rows != job.height()) {
            throw new IllegalStateException("only " + rows + " rows were converted for " + job);
        }
    }

    /// The matrix for a picture: what it states (FFmpeg's AVColorSpace, after ITU-T H.273), else by its size.
    static int matrix(int colorSpace, int width, int height) {
        if (colorSpace == AVCOL_SPC_BT709) {
            return SWS_CS_ITU709;
        }
        if (colorSpace == AVCOL_SPC_BT470BG || colorSpace == AVCOL_SPC_SMPTE170M) {
            return SWS_CS_ITU601;
        }
        if (colorSpace == AVCOL_SPC_BT2020_NCL || colorSpace == AVCOL_SPC_BT2020_CL) {
            return SWS_CS_BT2020;
        }
        if (colorSpace == AVCOL_SPC_SMPTE240M) {
            return SWS_CS_SMPTE240M;
        }
        if (colorSpace == AVCOL_SPC_FCC) {
            return SWS_CS_FCC;
        }
        return height >= 720 || width >= 1280 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }

    @Override
    public void close() {
        sws_freeContext(context);
        planes.deallocate();
        strides.deallocate();
        handles.closed();
    }
}
