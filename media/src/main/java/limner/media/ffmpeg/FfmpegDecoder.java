package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_COPY_OPAQUE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/// A decoder for one stream. One thread; the opener closes it.
final class FfmpegDecoder implements AutoCloseable {
    private final NativeHandles handles;
    private final AVCodecContext context;
    private final AVFrame frame;
    private boolean closed;

    /// @param device what decodes, or null for software
    FfmpegDecoder(NativeHandles handles, MediaFile file, AVStream stream, int threads, @Nullable FfmpegDevice device) {
        this.handles = handles;
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        String name = FfmpegProbe.text(avcodec_get_name(stream.codecpar().codec_id()));
        if (codec == null || codec.isNull()) {
            throw new MediaException.NoDecoder(file.path(), name);
        }
        context = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        boolean large =
                PixelLimit.isLarge(stream.codecpar().width(), stream.codecpar().height());
        context.thread_count(large ? 1 : threads);
        if (threads > 1 && !large) {
            context.log_level_offset(FfmpegLog.UNHEARD);
        }
        context.max_pixels(PixelLimit.of(file));
        // A picture then carries the tag of the packet it came from.
        context.flags(context.flags() | AV_CODEC_FLAG_COPY_OPAQUE);
        if (device != null) {
            try {
                device.attach(context, codec);
            } catch (RuntimeException e) {
                avcodec_free_context(context);
                throw e;
            }
        }
        int code = avcodec_open2(context, codec, (PointerPointer<?>) null);
        if (code < 0) {
            avcodec_free_context(context);
            throw new MediaException.NoDecoder(file.path(), name + ", " + FfmpegErrors.words(code));
        }
        frame = av_frame_alloc();
        handles.opened();
    }

    /// Hands over a packet under a tag of 0 or more, or -1; FFmpeg's result code.
    int send(AVPacket packet, int tag) {
        packet.opaque(new Tag(tag + 1L));
        return avcodec_send_packet(context, packet);
    }

    void sendEnd() {
        avcodec_send_packet(context, (AVPacket) null);
    }

    /// Decodes into [#frame()]; FFmpeg's result code.
    int receive() {
        return avcodec_receive_frame(context, frame);
    }

    AVFrame frame() {
        return frame;
    }

    int tag() {
        Pointer opaque = frame.opaque();
        return opaque == null ? -1 : (int) (opaque.address() - 1);
    }

    void skipUnreferenced(boolean skip) {
        context.skip_frame(skip ? AVDISCARD_NONREF : AVDISCARD_DEFAULT);
    }

    void flush() {
        avcodec_flush_buffers(context);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            av_frame_free(frame);
            avcodec_free_context(context);
            handles.closed();
        }
    }

    /// A number in the place of an address; FFmpeg only passes it on.
    private static final class Tag extends Pointer {
        Tag(long value) {
            address = value;
        }
    }
}
