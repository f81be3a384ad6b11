package limner.media.report;

/// A picture that is shown so long that others seem to be missing after it.
///
/// @param frame the picture
/// @param fromSeconds its timestamp
/// @param toSeconds timestamp of the next picture
/// @param missing how many pictures of the usual duration would fit in between
public record Gap(int frame, double fromSeconds, double toSeconds, int missing) {
    public Gap {
        if (frame < 0 || missing < 1 || !(toSeconds > fromSeconds)) {
            throw new IllegalArgumentException("no gap after frame " + frame);
        }
    }
}
