package limner.media.sound;

/// How samples are handed out: signed, 16 bits, the channels of one moment beside each other.
///
/// @param rate moments a second, from [#LOWEST_RATE] to [#HIGHEST_RATE]
/// @param channels 1 or 2; more channels of a file are mixed into these
public record SoundFormat(int rate, int channels) {
    public static final int LOWEST_RATE = 4_000;
    public static final int HIGHEST_RATE = 192_000;

    /// What every sound device plays.
    public static final SoundFormat USUAL = new SoundFormat(48_000, 2);

    public SoundFormat {
        if (rate < LOWEST_RATE || rate > HIGHEST_RATE || channels < 1 || channels > 2) {
            throw new IllegalArgumentException("no sound format: " + rate + " Hz, " + channels + " channels");
        }
    }

    /// Moments in so many seconds, rounded.
    public int moments(double seconds) {
        return (int) Math.clamp(Math.round(seconds * rate), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
