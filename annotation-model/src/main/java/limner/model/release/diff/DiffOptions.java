package limner.model.release.diff;

/// How two releases are compared.
///
/// @param leastOverlap the least intersection over union, above 0 and up to 1, by which two objects without a common
///     label are taken for the same
/// @param listed how many pictures, objects, tags and events that differ are listed; all of them are counted
public record DiffOptions(double leastOverlap, int listed) {

    public DiffOptions {
        if (!(leastOverlap > 0 && leastOverlap <= 1)) {
            throw new IllegalArgumentException("the least overlap is above 0 and at most 1, not " + leastOverlap);
        }
        if (listed < 0) {
            throw new IllegalArgumentException("a list has 0 or more lines, not " + listed);
        }
    }

    /// Half of the pixels in common, a thousand lines.
    public static DiffOptions usual() {
        return new DiffOptions(0.5, 1000);
    }

    public DiffOptions withLeastOverlap(double overlap) {
        return new DiffOptions(overlap, listed);
    }

    public DiffOptions withListed(int lines) {
        return new DiffOptions(leastOverlap, lines);
    }
}
