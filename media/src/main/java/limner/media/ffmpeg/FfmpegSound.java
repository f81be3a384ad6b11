package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Optional;
import limner.media.sound.SoundFormat;
import limner.media.sound.SoundPiece;
import limner.media.sound.SoundReader;
import limner.media.source.AudioStream;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// A demuxer, a decoder of sound and a resampler that run together. One thread, except [#interrupt()]; the opener
/// closes it.
///
/// Times are the timestamps of the container, as those of the pictures are: start offsets, edit lists and the samples
/// that an encoder puts before the first one are accounted for by the demuxer and the decoder. Between timestamps time
/// is counted in samples; where the two differ by more than rounding, the timestamp holds.
final class FfmpegSound implements SoundReader {
    /// Containers round timestamps to a millisecond at worst.
    private static final double ROUNDING_SECONDS = 0.005;

    /// A decoder that was put elsewhere needs some packets before its output is right.
    private static final double RUN_UP_SECONDS = 0.25;

    private static final int RUN_UPS = 3;
    private static final int RUN_UP_GROWTH = 8;
    private static final long SEEK_NANOS = 8_000_000_000L;
    private static final int MOST_FAILURES_AT_END = 1000;

    private final NativeHandles handles;
    private final FfmpegLog log;
    private final MediaFile file;
    private final int stream;
    private final SoundFormat format;
    private final double tick;
    private final double firstStamp;
    private final FfmpegResampler resampler;
    private volatile FfmpegInput input;
    private FfmpegDecoder decoder;
    private double expected = Double.NaN;
    private boolean fromStart = true;
    private boolean atEnd;
    private boolean emptied;
    private @Nullable SoundPiece ready;
    private volatile boolean interrupted;
    private boolean closed;

    /// @param wanted what to make of it; empty for the stream's own rate, as far as it is one
    FfmpegSound(NativeHandles handles, FfmpegLog log, MediaFile file, int stream, Optional<SoundFormat> wanted) {
        this.handles = handles;
        this.log = log;
        this.file = file;
        this.stream = stream;
        log.listen();
        this.input = new FfmpegInput(handles, file);
        try {
            AudioStream told = FfmpegProbe.demandSound(input.format(), stream, file);
            int own = Math.clamp(told.sampleRate(), SoundFormat.LOWEST_RATE, SoundFormat.HIGHEST_RATE);
            this.format = wanted.orElseGet(() -> new SoundFormat(own, told.channels() == 1 ? 1 : 2));
            this.tick = FfmpegProbe.rational(input.stream(stream).time_base()).value();
            long first = input.stream(stream).start_time();
            this.firstStamp = first == AV_NOPTS_VALUE ? 0 : first * tick;
            this.decoder = openDecoder(input);
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
        this.resampler = new FfmpegResampler(handles, file, format);
    }

    private FfmpegDecoder openDecoder(FfmpegInput from) {
        boolean there = stream < from.format().nb_streams()
                && from.stream(stream).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
        if (!there) {
            throw new MediaException.Changed(file.path());
        }
        from.only(stream);
        try {
            return new FfmpegDecoder(handles, file, from.stream(stream), 1, null);
        } catch (MediaException.NoDecoder e) {
            throw new MediaException.NoSound(file.path(), "there is no decoder for it");
        }
    }

    @Override
    public SoundFormat format() {
        return format;
    }

    @Override
    public @Nullable SoundPiece next() {
        SoundPiece waiting = ready;
        if (waiting != null) {
            ready = null;
            return waiting;
        }
        return decode();
    }

    private @Nullable SoundPiece decode() {
        log.listen();
        int failuresAtEnd = 0;
        while (true) {
            int code = decoder.receive();
            if (code >= 0) {
                SoundPiece piece = take(decoder.frame());
                if (piece != null) {
                    return piece;
                }
            } else if (code == AVERROR_EOF() || (atEnd && ++failuresAtEnd > MOST_FAILURES_AT_END)) {
                return rest();
            } else if (!atEnd) {
                feed();
            }
        }
    }

    private void feed() {
        AVPacket packet = input.next(stream);
        if (packet == null) {
            atEnd = true;
            decoder.sendEnd();
            return;
        }
        int code = decoder.send(packet, -1);
        // A packet that is refused leaves a gap, which the next timestamp shows.
        if (code == AVERROR_EAGAIN()) {
            throw new MediaException.NoSound(file.path(), "its decoder takes nothing");
        }
    }

    private @Nullable SoundPiece take(AVFrame frame) {
        long stamp = frame.best_effort_timestamp();
        if (stamp == AV_NOPTS_VALUE && Double.isNaN(expected) && fromStart) {
            expected = firstStamp;
        }
        if (stamp != AV_NOPTS_VALUE) {
            double told = stamp * tick - resampler.delay();
            if (!(Math.abs(told - expected) <= ROUNDING_SECONDS)) {
                expected = told;
            }
        }
        return piece(resampler.convert(frame));
    }

    private @Nullable SoundPiece rest() {
        if (emptied) {
            return null;
        }
        emptied = true;
        return piece(resampler.rest());
    }

    private @Nullable SoundPiece piece(short[] samples) {
        if (samples.length == 0 || !Double.isFinite(expected)) {
            return null;
        }
        SoundPiece piece = new SoundPiece(expected, format, samples);
        expected = piece.end();
        return piece;
    }

    @Override
    public void seek(double seconds) {
        log.listen();
        long start = System.nanoTime();
        double runUp = RUN_UP_SECONDS;
        for (int i = 0; i < RUN_UPS; i++) {
            double target = seconds - runUp;
            if (target <= firstStamp || !input.seekToStamp(stream, Math.round(target / tick))) {
                break;
            }
            afterSeek();
            @Nullable SoundPiece first = decode();
            if (first != null && first.start() <= seconds) {
                passOver(first, seconds, start);
                return;
            }
            // The demuxer landed too far on, or there is no sound here.
            runUp *= RUN_UP_GROWTH;
        }
        restart();
        passOver(decode(), seconds, start);
    }

    private void passOver(@Nullable SoundPiece first, double seconds, long start) {
        SoundPiece piece = first;
        while (piece != null && piece.end() <= seconds) {
            if (System.nanoTime() - start > SEEK_NANOS) {
                throw new MediaException.TimedOut(file.path(), "finding a place in its sound");
            }
            piece = decode();
        }
        if (piece != null) {
            int before = Math.max(0, format.moments(seconds - piece.start()));
            SoundPiece rest = piece.from(before);
            ready = rest.moments() == 0 ? null : rest;
        }
    }

    private void afterSeek() {
        decoder.flush();
        resampler.reset();
        ready = null;
        atEnd = false;
        emptied = false;
        expected = Double.NaN;
        fromStart = false;
    }

    /// Opens the file anew: some cannot be wound back.
    private void restart() {
        OpenedInput next = OpenedInput.of(handles, file, this::openDecoder);
        decoder.close();
        input.close();
        decoder = next.decoder();
        input = next.input();
        if (interrupted) {
            input.interrupt();
        }
        afterSeek();
        fromStart = true;
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
        if (!closed) {
            closed = true;
            resampler.close();
            decoder.close();
            input.close();
            FfmpegLog.deaf();
        }
    }
}
