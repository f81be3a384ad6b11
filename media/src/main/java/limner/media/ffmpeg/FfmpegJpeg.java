package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.io.IOException;
import java.nio.ByteBuffer;
import limner.media.proxy.ProxyCodec;
import limner.media.proxy.ScreenPixels;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;

/// JPEG by FFmpeg's own encoder and decoder, with BT.601 at full range as JFIF has it. Any thread.
///
/// FFmpeg's encoder scales one table for everything by a number of its own, so it is given the two tables of ITU-T T.81
/// annex K as the Independent JPEG Group scales them for quality 95, and the number that leaves them as they are. It
/// steps the mean of each square by one level, whatever the table says.
public final class FfmpegJpeg implements ProxyCodec {
    /// The number by which FFmpeg's encoder multiplies, then divides.
    private static final int UNSCALED = 8;

    private static final int QUALITY = 95;

    /// FFmpeg rounds sizes up to a multiple of this before it compares them with a bound.
    private static final long ALIGNED = 64;

    private static final int ONE = 1 << 16;

    /// ITU-T T.81, table K.1, row by row.
    private static final int[] LUMA = {
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
        51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
        120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    };

    /// ITU-T T.81, table K.2: only its top left corner is less than 99.
    private static final int[] CHROMA_CORNER = {17, 18, 24, 47, 18, 21, 26, 66, 24, 26, 56, 99, 47, 66, 99, 99};

    static {
        NativeMemory.manageOurselves();
    }

    private final NativeHandles handles = new NativeHandles();

    private final ScalerPool scalers = new ScalerPool(handles);

    /// What it decodes is its own, so nobody wants to hear what FFmpeg says about it; making a log keeps it from being
    /// printed.
    public FfmpegJpeg() {
        new FfmpegLog();
    }

    @Override
    public byte[] encode(ScreenPixels pixels, int width, int height) {
        try (BytePointer data = new BytePointer(pixels.bgra())) {
            Source source = new Source(data, AV_PIX_FMT_BGR0, pixels.width(), pixels.height(), 4);
            return encode(source, width, height, QUALITY, Bytes.OF_THIS_MACHINE);
        }
    }

    /// A file for others: the same pixels give the same bytes on every machine, and nothing but the picture is in it.
    ///
    /// @param rgb `width × height` pixels of three bytes each, from the position on
    /// @param quality from 1 to 100 on the scale of the Independent JPEG Group
    public byte[] file(ByteBuffer rgb, int width, int height, int quality) {
        int length = Math.multiplyExact(Math.multiplyExact(width, height), 3);
        if (rgb.remaining() < length || quality < 1 || quality > 100) {
            throw new IllegalArgumentException("no JPEG of " + width + " x " + height + ", quality " + quality);
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(length)
                .put(rgb.duplicate().limit(rgb.position() + length))
                .flip();
        try (BytePointer data = new BytePointer(direct)) {
            Source source = new Source(data, AV_PIX_FMT_RGB24, width, height, 3);
            return encode(source, width, height, quality, Bytes.OF_ANY_MACHINE);
        }
    }

    /// Packed pixels.
    private record Source(BytePointer data, int format, int width, int height, int bytesOfPixel) {}

    private enum Bytes {
        /// As fast as it goes.
        OF_THIS_MACHINE,
        /// By the plain transform: the ones for single processors round otherwise.
        OF_ANY_MACHINE
    }

    private byte[] encode(Source source, int width, int height, int quality, Bytes bytes) {
        AVCodecContext context = avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_MJPEG));
        AVFrame frame = av_frame_alloc();
        AVPacket packet = av_packet_alloc();
        handles.opened();
        try (AVRational time = new AVRational().num(1).den(25)) {
            context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUVJ420P).color_range(AVCOL_RANGE_JPEG);
            context.time_base(time);
            context.thread_count(1);
            context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
            if (bytes == Bytes.OF_ANY_MACHINE) {
                context.flags(context.flags() | AV_CODEC_FLAG_BITEXACT);
                context.dct_algo(AVCodecContext.FF_DCT_INT);
            }
            context.global_quality(FF_QP2LAMBDA * UNSCALED);
            context.intra_matrix(table(LUMA, 8, quality));
            context.chroma_intra_matrix(table(CHROMA_CORNER, 4, quality));
            demand(avcodec_open2(context, context.codec(), (PointerPointer<?>) null));
            frame.format(AV_PIX_FMT_YUVJ420P).width(width).height(height).color_range(AVCOL_RANGE_JPEG);
            demand(av_frame_get_buffer(frame, 0));
            convert(source, frame);
            frame.quality(FF_QP2LAMBDA * UNSCALED);
            frame.pts(0);
            demand(avcodec_send_frame(context, frame));
            demand(avcodec_send_frame(context, null));
            demand(avcodec_receive_packet(context, packet));
            byte[] jpeg = new byte[packet.size()];
            FfmpegPicture.bytes(packet.data().address(), packet.size()).get(jpeg);
            return jpeg;
        } finally {
            av_packet_free(packet);
            av_frame_free(frame);
            avcodec_free_context(context);
            handles.closed();
        }
    }

    /// A table as the Independent JPEG Group scales it; the context frees it.
    ///
    /// @param corner the top left corner, `side` values a row; the rest is 99
    private static ShortPointer table(int[] corner, int side, int quality) {
        int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        ShortPointer table = new ShortPointer(av_malloc(64 * Short.BYTES));
        for (int i = 0; i < 64; i++) {
            int x = i % 8;
            int y = i / 8;
            int base = x < side && y < side ? corner[y * side + x] : 99;
            table.put(i, (short) Math.clamp((base * scale + 50) / 100, 1, 255));
        }
        return table;
    }

    private static void convert(Source from, AVFrame to) {
        SwsContext context = sws_getContext(
                from.width(),
                from.height(),
                from.format(),
                to.width(),
                to.height(),
                AV_PIX_FMT_YUV420P,
                SWS_AREA | SWS_ACCURATE_RND | SWS_BITEXACT,
                (SwsFilter) null,
                (SwsFilter) null,
                (DoublePointer) null);
        if (context == null || context.isNull()) {
            throw new OutOfMemoryError("no conversion of " + from.width() + " x " + from.height());
        }
        try (PointerPointer<BytePointer> source = new PointerPointer<>(4);
                IntPointer sourceStrides = new IntPointer(4);
                PointerPointer<BytePointer> target = new PointerPointer<>(4);
                IntPointer targetStrides = new IntPointer(4)) {
            IntPointer matrix = sws_getCoefficients(SWS_CS_ITU601);
            sws_setColorspaceDetails(context, matrix, 1, matrix, 1, 0, ONE, ONE);
            for (int i = 0; i < 4; i++) {
                source.put(i, i == 0 ? from.data() : null);
                sourceStrides.put(i, i == 0 ? from.width() * from.bytesOfPixel() : 0);
                target.put(i, to.data(i));
                targetStrides.put(i, to.linesize(i));
            }
            demand(sws_scale(context, source, sourceStrides, 0, from.height(), target, targetStrides));
        } finally {
            sws_freeContext(context);
        }
    }

    @Override
    public ScreenPixels decode(byte[] jpeg, int width, int height) throws IOException {
        AVCodecContext context = avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_MJPEG));
        AVFrame frame = av_frame_alloc();
        AVPacket packet = av_packet_alloc();
        handles.opened();
        try {
            context.thread_count(1);
            context.max_pixels((width + ALIGNED) * (height + ALIGNED));
            context.err_recognition(AV_EF_EXPLODE | AV_EF_CRCCHECK);
            demand(avcodec_open2(context, context.codec(), (PointerPointer<?>) null));
            if (av_new_packet(packet, jpeg.length) < 0) {
                throw new OutOfMemoryError("no memory for " + jpeg.length + " bytes");
            }
            FfmpegPicture.bytes(packet.data().address(), jpeg.length).put(jpeg);
            int done = avcodec_send_packet(context, packet);
            done = done < 0 ? done : avcodec_send_packet(context, (AVPacket) null);
            done = done < 0 ? done : avcodec_receive_frame(context, frame);
            if (done < 0) {
                throw new IOException(FfmpegErrors.words(done));
            }
            if (frame.width() != width || frame.height() != height) {
                throw new IOException("a picture of another size");
            }
            try (FfmpegPicture picture = FfmpegPicture.take(handles, scalers, frame)) {
                ByteBuffer bgra = ByteBuffer.allocateDirect(picture.width() * picture.height() * 4);
                picture.toBgra(bgra);
                return new ScreenPixels(picture.width(), picture.height(), bgra);
            }
        } finally {
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(context);
            handles.closed();
        }
    }

    private static void demand(int code) {
        if (code < 0) {
            throw new IllegalStateException("JPEG: " + FfmpegErrors.words(code));
        }
    }

    /// Native objects that are open.
    int openHandles() {
        return handles.open();
    }

    @Override
    public void close() {
        scalers.close();
    }
}
