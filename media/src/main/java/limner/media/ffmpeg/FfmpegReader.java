package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import java.util.OptionalInt;
import limner.media.decode.Decoded;
import limner.media.decode.PictureReader;
import limner.media.decode.ReadListener;
import limner.media.index.Damage;
import limner.media.index.FrameIndex;
import limner.media.index.PacketMark;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// A demuxer and a decoder that run together. One thread, except [#interrupt()]; the opener closes it.
final class FfmpegReader implements PictureReader {
    /// A bit of AVFrame.flags, missing from the bindings: the decoder knows that the picture is not what was encoded.
    static final int AV_FRAME_FLAG_CORRUPT = 1;

    /// A decoder that keeps failing while it is emptied would never end.
    private static final int MOST_FAILURES_AT_END = 1000;

    /// GIF files use delays below two hundredths of a second to mean "none stated"; browsers then show the picture for
    /// a tenth. In ticks of the format, hundredths of a second.
    private static final int GIF_SHORTEST = 2;

    private static final int GIF_USUAL = 10;

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /// One more than cores, as FFmpeg itself chooses: a thread that waits for another's rows leaves no core idle.
    private static final int USUAL_THREADS = CORES == 1 ? 1 : Math.min(8, CORES + 1);

    private final NativeHandles handles;
    private final ScalerPool scalers;
    private final FfmpegLog log;
    private final MediaFile file;
    private int threads;
    private final @Nullable FfmpegDevice device;
    private final MediaInfo info;
    private final PacketMarks marks = new PacketMarks();
    private volatile FfmpegInput input;
    private FfmpegDecoder decoder;
    private final boolean gif;
    private long gifDelay;
    private boolean fresh = true;
    private boolean atEnd;
    private boolean skipping;
    private volatile boolean interrupted;

    FfmpegReader(
            NativeHandles handles,
            ScalerPool scalers,
            FfmpegLog log,
            MediaFile file,
            OptionalInt stream,
            int threads,
            @Nullable FfmpegDevice device) {
        this.handles = handles;
        this.scalers = scalers;
        this.log = log;
        this.file = file;
        this.threads = threads == 0 ? USUAL_THREADS : threads;
        this.device = device;
        log.listen();
        this.input = new FfmpegInput(handles, file);
        try {
            this.info = FfmpegProbe.describe(input.format(), stream, file);
            this.gif = info.container().equals("gif");
            this.decoder = openDecoder(input);
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private FfmpegDecoder openDecoder(FfmpegInput from) {
        int streams = from.format().nb_streams();
        if (info.stream() >= streams) {
            throw new MediaException.Changed(file.path());
        }
        from.only(info.stream());
        try {
            return new FfmpegDecoder(handles, file, from.stream(info.stream()), threads, device);
        } finally {
            log.listen();
        }
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    @Override
    public @Nullable Decoded next(ReadListener listener) {
        log.listen();
        fresh = false;
        int failuresAtEnd = 0;
        while (true) {
            int code = decoder.receive();
            if (code >= 0) {
                if (decoder.frame().width() > 0 && decoder.frame().data(0) != null) {
                    return take();
                }
                continue;
            }
            if (code == AVERROR_EOF()) {
                return null;
            }
            if (code != AVERROR_EAGAIN()) {
                listener.damage(Damage.Kind.PACKET_REFUSED);
            }
            if (!atEnd) {
                feed(listener);
            } else if (++failuresAtEnd > MOST_FAILURES_AT_END) {
                return null;
            }
        }
    }

    private void feed(ReadListener listener) {
        AVPacket packet = input.next(info.stream());
        if (packet == null) {
            atEnd = true;
            if (input.readingFailed()) {
                listener.damage(Damage.Kind.READING_ENDED);
            }
            decoder.sendEnd();
            return;
        }
        if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
            listener.damage(Damage.Kind.PACKET_INCOMPLETE);
        }
        int tag = listener.packet(mark(packet));
        skipUnreferenced(listener.isPassedOver(tag));
        int code = decoder.send(packet, tag);
        if (code < 0 && code != AVERROR_EOF()) {
            listener.damage(Damage.Kind.PACKET_REFUSED);
        }
    }

    private PacketMark mark(AVPacket packet) {
        return marks.of(packet, FfmpegPicture.bytes(packet.data().address(), packet.size()));
    }

    private Decoded take() {
        AVFrame frame = decoder.frame();
        boolean concealed = (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0;
        long pts = PacketMarks.stamp(frame.best_effort_timestamp());
        if (pts != FrameIndex.NO_PTS && gif) {
            pts += gifDelay;
            gifDelay += frame.duration() < GIF_SHORTEST ? GIF_USUAL - frame.duration() : 0;
        }
        int tag = decoder.tag();
        if (device != null) {
            device.download(frame, input.stream(info.stream()).codecpar().format());
        }
        return new Decoded(FfmpegPicture.take(handles, scalers, frame), tag, pts, concealed);
    }

    @Override
    public boolean seekToStamp(long stamp) {
        log.listen();
        return afterSeek(input.seekToStamp(info.stream(), stamp));
    }

    @Override
    public boolean prefersBytes() {
        return input.prefersBytes();
    }

    @Override
    public boolean seekToByte(long position) {
        log.listen();
        return afterSeek(input.seekToByte(position));
    }

    private boolean afterSeek(boolean done) {
        fresh = false;
        atEnd = false;
        decoder.flush();
        return done;
    }

    @Override
    public void restart(int threads) {
        int wanted = threads == 0 ? USUAL_THREADS : threads;
        boolean other = wanted != this.threads;
        this.threads = wanted;
        if (!fresh) {
            restart();
        } else if (other) {
            log.listen();
            FfmpegDecoder started = openDecoder(input);
            decoder.close();
            decoder = started;
        }
    }

    @Override
    public void restart() {
        if (fresh) {
            return;
        }
        log.listen();
        OpenedInput next = OpenedInput.of(handles, file, this::openDecoder);
        decoder.close();
        input.close();
        decoder = next.decoder();
        input = next.input();
        if (interrupted) {
            input.interrupt();
        }
        fresh = true;
        atEnd = false;
        skipping = false;
        gifDelay = 0;
    }

    private void skipUnreferenced(boolean skip) {
        if (skip != skipping) {
            skipping = skip;
            decoder.skipUnreferenced(skip);
        }
    }

    @Override
    public double position() {
        return input.position();
    }

    @Override
    public void interrupt() {
        interrupted = true;
        input.interrupt();
    }

    @Override
    public void close() {
        decoder.close();
        input.close();
        FfmpegLog.deaf();
    }
}
