package limner.media.report;

/// One column of the histogram of how long pictures are shown.
///
/// @param fromSeconds shortest duration that is counted here
/// @param toSeconds longest duration that is counted here, not before the shortest
/// @param frames number of pictures
public record DurationBin(double fromSeconds, double toSeconds, int frames) {
    public DurationBin {
        if (!(fromSeconds >= 0) || !(toSeconds >= fromSeconds) || frames < 0) {
            throw new IllegalArgumentException(frames + " from " + fromSeconds + " to " + toSeconds);
        }
    }
}
