package limner.app.sound;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongSupplier;
import limner.media.session.SoundSession;
import limner.media.sound.SoundFormat;
import limner.media.sound.SoundPiece;
import limner.media.sound.SoundReader;
import limner.media.sound.Tempo;
import org.jspecify.annotations.Nullable;

/// Keeps a sink filled with the sound that belongs to the place the pictures will have when it is heard. The clock of
/// the
/// pictures rules; sound follows. Where the two part by some milliseconds, as clocks of sound devices do, samples are
/// stretched by at most two in a thousand, which nobody hears; where by more, as after a jump, sound fades out, goes
/// there
/// and fades in. One thread; knows no thread and no device.
final class SoundFollower implements AutoCloseable {
    static final double PIECE_SECONDS = 0.02;
    private static final double FADE_SECONDS = 0.005;

    /// More than this apart is not followed up but jumped.
    private static final double APART = 0.06;

    /// Less than this apart is left alone.
    private static final double TOGETHER = 0.004;

    private static final int GENTLY = 500;
    private static final double TIMESTAMP_ROUNDING = 0.002;

    private final SoundSession session;
    private final SoundReader reader;
    private final SoundSink sink;
    private final DoubleUnaryOperator fileSeconds;
    private final LongSupplier clock;
    private final SoundFormat format;
    private Optional<PlayPlace> place = Optional.empty();
    private @Nullable Tempo tempo;
    private double factor = 1;
    private boolean sounding;
    private double next;
    private double decoded;
    private long gap;
    private @Nullable SoundPiece held;
    private short[] ready = new short[0];
    private double volume = 1;
    private double gain;
    private boolean ended;

    /// @param clock nanoseconds, as places are stamped with
    SoundFollower(
            SoundSession session, int stream, SoundSink sink, DoubleUnaryOperator fileSeconds, LongSupplier clock) {
        this.session = session;
        this.format = sink.format();
        this.reader = session.reader(stream, format);
        this.sink = sink;
        this.fileSeconds = fileSeconds;
        this.clock = clock;
    }

    /// Whether sound can be followed at this speed.
    static boolean isHeard(double factor) {
        return factor >= Tempo.SLOWEST && factor <= Tempo.FASTEST;
    }

    /// Where the pictures are; empty while they stand still.
    void follow(Optional<PlayPlace> now) {
        place = now.filter(p -> isHeard(p.factor()));
    }

    /// How loud, from 0 to 1.
    void volume(double loud) {
        volume = loud * loud;
    }

    boolean isSounding() {
        return sounding;
    }

    /// Writes what there is room for.
    ///
    /// @return whether something was written; else there is nothing to do for some milliseconds
    boolean step() {
        int moments = format.moments(PIECE_SECONDS);
        if (sink.room() < moments + moments / GENTLY + format.moments(FADE_SECONDS)) {
            return false;
        }
        if (place.isEmpty()) {
            return fadeOut();
        }
        PlayPlace now = place.get();
        double wanted = due(now);
        if (Double.isNaN(wanted)) {
            return fadeOut();
        }
        boolean elsewhere = Math.abs(next - wanted) > APART || factor != now.factor();
        if (sounding && elsewhere) {
            fadeOut();
        }
        if (!sounding) {
            begin(now, wanted);
            wanted = due(now);
            if (Double.isNaN(wanted)) {
                return fadeOut();
            }
            passOver(wanted - next);
        }
        double ahead = next - wanted;
        int by = Math.abs(ahead) < TOGETHER ? 0 : (int) Math.signum(ahead) * Math.max(1, moments / GENTLY);
        write(stretched(pull(moments), moments + by), volume);
        return true;
    }

    /// The time on the clock of the file that is due when what is written next is heard; not a number where nothing is.
    private double due(PlayPlace now) {
        double at = now.at(clock.getAsLong() + Math.round(sink.queued() * 1e9 / format.rate()));
        return at >= now.until() || at < 0 ? Double.NaN : fileSeconds.applyAsDouble(at);
    }

    private void begin(PlayPlace now, double wanted) {
        closeTempo();
        factor = now.factor();
        if (factor != 1) {
            tempo = session.tempo(format, factor);
        }
        reader.seek(wanted);
        next = wanted;
        decoded = wanted;
        gap = 0;
        held = null;
        ready = new short[0];
        gain = 0;
        ended = false;
        sounding = true;
    }

    /// What went by while the decoder was looking for its place.
    private void passOver(double seconds) {
        long left = Math.round(Math.clamp(seconds, 0, 2) / factor * format.rate());
        while (left > 0) {
            int part = (int) Math.min(left, format.moments(PIECE_SECONDS));
            pull(part);
            left -= part;
        }
    }

    private boolean fadeOut() {
        if (!sounding) {
            return false;
        }
        write(pull(format.moments(FADE_SECONDS)), 0);
        sounding = false;
        return true;
    }

    /// Moves the loudness to where it should be within some milliseconds: whatever jumps would click.
    private void write(short[] samples, double target) {
        int channels = format.channels();
        int fade = format.moments(FADE_SECONDS);
        double step = (target - gain) / fade;
        for (int m = 0; m * channels < samples.length; m++) {
            double loud = m < fade ? gain + step * (m + 1) : target;
            for (int c = 0; c < channels; c++) {
                samples[m * channels + c] = (short) Math.round(samples[m * channels + c] * loud);
            }
        }
        gain = target;
        sink.write(samples);
    }

    private short[] stretched(short[] samples, int moments) {
        int channels = format.channels();
        int from = samples.length / channels;
        if (moments == from) {
            return samples;
        }
        short[] out = new short[moments * channels];
        for (int m = 0; m < moments; m++) {
            double at = (double) m * (from - 1) / (moments - 1);
            int left = Math.min((int) at, from - 2);
            for (int c = 0; c < channels; c++) {
                double a = samples[left * channels + c];
                double b = samples[(left + 1) * channels + c];
                out[m * channels + c] = (short) Math.round(a + (b - a) * (at - left));
            }
        }
        return out;
    }

    /// The next samples as they are to be heard.
    private short[] pull(int moments) {
        int wanted = moments * format.channels();
        while (ready.length < wanted) {
            short[] more = decode();
            Tempo changed = tempo;
            short[] made = changed == null ? more : changed.push(more);
            int before = ready.length;
            ready = Arrays.copyOf(ready, before + made.length);
            System.arraycopy(made, 0, ready, before, made.length);
        }
        short[] out = Arrays.copyOf(ready, wanted);
        ready = Arrays.copyOfRange(ready, wanted, ready.length);
        next += moments * factor / format.rate();
        return out;
    }

    /// Some samples of the file, silence where it has none.
    private short[] decode() {
        int most = format.moments(PIECE_SECONDS);
        if (gap == 0 && held == null && !ended) {
            SoundPiece piece = reader.next();
            if (piece == null) {
                ended = true;
            } else {
                take(piece);
            }
        }
        if (ended && held == null) {
            return new short[most * format.channels()];
        }
        if (gap > 0) {
            int part = (int) Math.min(gap, most);
            gap -= part;
            decoded += (double) part / format.rate();
            return new short[part * format.channels()];
        }
        SoundPiece piece = held;
        held = null;
        if (piece == null) {
            return new short[0];
        }
        decoded = piece.end();
        return piece.samples();
    }

    private void take(SoundPiece piece) {
        double late = piece.start() - decoded;
        if (late > TIMESTAMP_ROUNDING) {
            gap = Math.round(late * format.rate());
            held = piece;
        } else if (late < -TIMESTAMP_ROUNDING) {
            SoundPiece rest = piece.from((int) Math.min(piece.moments(), Math.round(-late * format.rate())));
            held = rest.moments() == 0 ? null : rest;
        } else {
            held = piece;
        }
    }

    private void closeTempo() {
        Tempo open = tempo;
        if (open != null) {
            open.close();
            tempo = null;
        }
    }

    /// Ends a read that takes long. Any thread.
    void interrupt() {
        reader.interrupt();
    }

    @Override
    public void close() {
        closeTempo();
        reader.close();
    }
}
