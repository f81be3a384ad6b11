package limner.media.sound;

import java.util.Arrays;

/// Some samples that follow each other, and when the first of them is heard. Immutable, any thread.
public final class SoundPiece {
    private final double start;
    private final SoundFormat format;
    private final short[] samples;

    /// @param start seconds on the clock of the file, on which the timestamps of its pictures are too
    /// @param samples whole moments; taken over, not copied
    public SoundPiece(double start, SoundFormat format, short[] samples) {
        if (!Double.isFinite(start) || samples.length % format.channels() != 0) {
            throw new IllegalArgumentException("no piece of sound at " + start);
        }
        this.start = start;
        this.format = format;
        this.samples = samples;
    }

    /// When the first sample is heard, in seconds on the clock of the file.
    public double start() {
        return start;
    }

    /// When the sample after the last one would be heard.
    public double end() {
        return start + (double) moments() / format.rate();
    }

    public SoundFormat format() {
        return format;
    }

    /// Samples of one channel.
    public int moments() {
        return samples.length / format.channels();
    }

    /// One sample.
    public short sample(int moment, int channel) {
        return samples[moment * format.channels() + channel];
    }

    /// All samples, the channels of one moment beside each other; a copy.
    public short[] samples() {
        return samples.clone();
    }

    /// The samples from this moment on.
    public SoundPiece from(int moment) {
        int first = Math.clamp(moment, 0, moments());
        return first == 0
                ? this
                : new SoundPiece(
                        start + (double) first / format.rate(),
                        format,
                        Arrays.copyOfRange(samples, first * format.channels(), samples.length));
    }
}
