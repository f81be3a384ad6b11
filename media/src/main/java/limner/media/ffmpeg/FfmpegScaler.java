package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_ICTCP;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.av_chroma_location_enum_to_pos;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_linesize;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_int;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_count_planes;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
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
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_init_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/// One conversion of swscale, unscaled, into memory of its own. One thread at a time; the owner closes it.
///
/// Chroma is interpolated from the places where the file says it was sampled; in interlaced pictures with fewer rows of
/// chroma, within each field. Y'CbCr goes to planar RGB because only that has both exact rounding and vector code;
/// packed BGRA is for what is RGB already, whose bytes are only moved.
final class FfmpegScaler implements AutoCloseable {
    /// What is converted to what.
    ///
    /// @param matrix swscale's number of the matrix
    /// @param fullRange of the source
    /// @param keepRange whether YUV comes out as it went in, only at other depth and with chroma for every pixel
    /// @param chroma FFmpeg's AVChromaLocation
    record Job(
            int width,
            int height,
            int from,
            int to,
            int matrix,
            boolean fullRange,
            boolean keepRange,
            int chroma,
            boolean interlaced) {

        /// @param frame the picture
        /// @param fullRangeFormat whether the name of its format says that its range is full
        static Job of(AVFrame frame, AVPixFmtDescriptor pixels, int to, boolean keepRange, boolean fullRangeFormat) {
            boolean fields = (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0
                    && pixels.log2_chroma_h() > 0
                    && frame.height() > 1;
            int chroma = frame.chroma_location();
            if (chroma == AVCHROMA_LOC_UNSPECIFIED) {
                chroma = fullRangeFormat ? AVCHROMA_LOC_CENTER : AVCHROMA_LOC_LEFT;
            }
            return new Job(
                    frame.width(),
                    frame.height(),
                    fullRangeFormat ? plain(pixels) : frame.format(),
                    to,
                    FfmpegScaler.matrix(frame.colorspace(), frame.width(), frame.height()),
                    frame.color_range() == AVCOL_RANGE_JPEG || fullRangeFormat,
                    keepRange,
                    chroma,
                    fields);
        }

        /// The same format under the name that leaves the range open.
        private static int plain(AVPixFmtDescriptor pixels) {
            return av_get_pix_fmt(FfmpegProbe.text(pixels.name()).replace("yuvj", "yuv"));
        }
    }

    private static final int ONE = 1 << 16;
    private static final int FLAGS =
            SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT;

    private final NativeHandles handles;
    private final Job job;
    private final AVPixFmtDescriptor source;
    private final int evenWidth;
    private final int evenHeight;
    private final SwsContext[] contexts;
    private final AVFrame result;
    private final PointerPointer<BytePointer> from = new PointerPointer<>(4);
    private final IntPointer fromStrides = new IntPointer(4);
    private final PointerPointer<BytePointer> to = new PointerPointer<>(4);
    private final IntPointer toStrides = new IntPointer(4);

    FfmpegScaler(NativeHandles handles, Job job) {
        this.handles = handles;
        this.job = job;
        this.source = av_pix_fmt_desc_get(job.from());
        // Chroma planes of half an odd size would be stretched by swscale, so odd pictures are made even first.
        int fields = job.interlaced() ? 2 : 1;
        this.evenWidth = roundUp(job.width(), 1 << source.log2_chroma_w());
        this.evenHeight = roundUp(job.height(), fields << source.log2_chroma_h());
        this.result = blank(job.to(), evenWidth, evenHeight);
        this.contexts = new SwsContext[fields];
        for (int field = 0; field < fields; field++) {
            contexts[field] = context(field);
        }
        handles.opened();
    }

    private static int roundUp(int size, int step) {
        return (size + step - 1) / step * step;
    }

    private static AVFrame blank(int format, int width, int height) {
        AVFrame frame = av_frame_alloc();
        frame.format(format).width(width).height(height);
        if (av_frame_get_buffer(frame, 0) < 0) {
            av_frame_free(frame);
            throw new OutOfMemoryError("no memory for a picture of " + width + " x " + height);
        }
        return frame;
    }

    private SwsContext context(int field) {
        SwsContext context = sws_alloc_context();
        int rows = evenHeight / contexts.length;
        set(context, "srcw", evenWidth);
        set(context, "srch", rows);
        set(context, "src_format", job.from());
        set(context, "dstw", evenWidth);
        set(context, "dsth", rows);
        set(context, "dst_format", job.to());
        set(context, "sws_flags", job.to() == AV_PIX_FMT_BGRA ? SWS_POINT : FLAGS);
        placeChroma(context, field);
        IntPointer matrix = sws_getCoefficients(job.matrix());
        int range = job.fullRange() ? 1 : 0;
        sws_setColorspaceDetails(context, matrix, range, matrix, job.keepRange() ? range : 1, 0, ONE, ONE);
        if (sws_init_context(context, (SwsFilter) null, (SwsFilter) null) < 0) {
            sws_freeContext(context);
            throw new IllegalStateException("no conversion for " + job);
        }
        return context;
    }

    /// In units of 1/256 of a luma pixel. The rows of a field lie two rows of the picture apart, and the second field
    /// begins one row lower.
    private void placeChroma(SwsContext context, int field) {
        int[] place = chromaPlace(job.chroma());
        if (source.log2_chroma_w() > 0) {
            set(context, "src_h_chr_pos", place[0]);
        }
        if (source.log2_chroma_h() > 0) {
            set(context, "src_v_chr_pos", job.interlaced() ? (place[1] + 256 * field) / 2 : place[1]);
        }
    }

    /// How far right of and below the top left of its luma pixels chroma was sampled, in 256ths of their distance.
    ///
    /// @param location FFmpeg's AVChromaLocation, a stated one
    static int[] chromaPlace(int location) {
        int[] x = {0};
        int[] y = {0};
        if (av_chroma_location_enum_to_pos(x, y, location) < 0) {
            return chromaPlace(AVCHROMA_LOC_LEFT);
        }
        return new int[] {x[0], y[0]};
    }

    private static void set(SwsContext context, String option, int value) {
        if (av_opt_set_int(context, option, value, 0) < 0) {
            throw new IllegalStateException("swscale has no option " + option);
        }
    }

    Job job() {
        return job;
    }

    /// Converts; the result is good until the next call and is at least as large as the picture.
    AVFrame convert(AVFrame frame) {
        if (evenWidth == job.width() && evenHeight == job.height()) {
            run(frame);
        } else {
            AVFrame even = evened(frame);
            try {
                run(even);
            } finally {
                av_frame_free(even);
            }
        }
        return result;
    }

    private void run(AVFrame frame) {
        int step = contexts.length;
        int rows = evenHeight / step;
        for (int field = 0; field < step; field++) {
            planes(frame, field, step, from, fromStrides);
            planes(result, field, step, to, toStrides);
            int done = sws_scale(contexts[field], from, fromStrides, 0, rows, to, toStrides);
            if (done != rows) {
                throw new IllegalStateException("only " + done + " rows were converted for " + job);
            }
        }
    }

    private static void planes(
            AVFrame frame, int field, int step, PointerPointer<BytePointer> planes, IntPointer strides) {
        boolean palette = (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_PAL) != 0;
        for (int i = 0; i < 4; i++) {
            BytePointer data = frame.data(i);
            int stride = frame.linesize(i);
            boolean whole = data == null || data.isNull() || field == 0 || (palette && i == 1);
            planes.put(i, whole ? data : data.getPointer((long) field * stride));
            strides.put(i, stride * step);
        }
    }

    /// A copy with an even size; what is added repeats what lies beside it in the same field.
    private AVFrame evened(AVFrame frame) {
        AVFrame even = blank(job.from(), evenWidth, evenHeight);
        int planes = av_pix_fmt_count_planes(job.from());
        for (int i = 0; i < planes; i++) {
            boolean chroma = i == 1 || i == 2;
            int shift = chroma ? source.log2_chroma_h() : 0;
            int rows = -(-job.height() >> shift);
            int allRows = evenHeight >> shift;
            int bytes = av_image_get_linesize(job.from(), job.width(), i);
            ByteBuffer target =
                    FfmpegPicture.bytes(even.data(i).address(), (long) (allRows - 1) * even.linesize(i) + bytes);
            for (int y = 0; y < allRows; y++) {
                int near = y < rows ? y : Math.max(0, y - contexts.length * ((y - rows) / contexts.length + 1));
                long at = frame.data(i).address() + (long) near * frame.linesize(i);
                target.put(y * even.linesize(i), FfmpegPicture.bytes(at, bytes), 0, bytes);
            }
        }
        return even;
    }

    /// The matrix for a picture: what it states (FFmpeg's AVColorSpace, after ITU-T H.273), else by its size.
    static int matrix(int colorSpace, int width, int height) {
        if (colorSpace == AVCOL_SPC_BT709) {
            return SWS_CS_ITU709;
        }
        if (colorSpace == AVCOL_SPC_BT470BG || colorSpace == AVCOL_SPC_SMPTE170M) {
            return SWS_CS_ITU601;
        }
        if (colorSpace == AVCOL_SPC_BT2020_NCL || colorSpace == AVCOL_SPC_BT2020_CL || colorSpace == AVCOL_SPC_ICTCP) {
            return SWS_CS_BT2020;
        }
        if (colorSpace == AVCOL_SPC_SMPTE240M) {
            return SWS_CS_SMPTE240M;
        }
        if (colorSpace == AVCOL_SPC_FCC) {
            return SWS_CS_FCC;
        }
        return height > 576 || width >= 1280 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }

    @Override
    public void close() {
        for (SwsContext context : contexts) {
            sws_freeContext(context);
        }
        av_frame_free(result);
        from.deallocate();
        fromStrides.deallocate();
        to.deallocate();
        toStrides.deallocate();
        handles.closed();
    }
}
