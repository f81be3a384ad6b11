package limner.media.index;

import java.util.Locale;

/// What came of comparing the pictures of one file in order with the same pictures reached in any order.
///
/// @param epochMilli when, in milliseconds since 1970
/// @param decoding what decoded the pictures in any order: [#SOFTWARE], or the name of a device
/// @param seed of the order in which they were asked for
/// @param frames how many pictures the index has; numbers without a picture are left out
/// @param inOrder how many were decoded anew from the start, one after the other; the others were compared with the
///     checksums that the index kept of its own pass in order
/// @param compared how many different pictures were reached and compared, by checksum and timestamp
/// @param accesses how often a picture was asked for: shuffled, and step by step backwards
/// @param seekPoints how many places to seek to were started from with success, the start of the file not counted
/// @param demoted how many places to seek to did not deliver and are no longer started from for what they failed at
/// @param different how many pictures were not the same
/// @param unreachable how many could not be reached
/// @param firstBad the lowest number among those, -1 for none
public record CheckVerdict(
        long epochMilli,
        String decoding,
        long seed,
        int frames,
        int inOrder,
        int compared,
        int accesses,
        int seekPoints,
        int demoted,
        int different,
        int unreachable,
        int firstBad) {
    /// Decoded without a device.
    public static final String SOFTWARE = "software";

    public CheckVerdict {
        boolean counts = frames >= 1 && inOrder >= 0 && compared >= 0 && accesses >= 0 && seekPoints >= 0;
        boolean results = demoted >= 0 && different >= 0 && unreachable >= 0 && firstBad >= -1;
        if (!counts || !results || inOrder > frames || compared > frames || (long) different + unreachable > frames) {
            throw new IllegalArgumentException("no check has such figures");
        }
        if (firstBad >= 0 != different + unreachable > 0) {
            throw new IllegalArgumentException("a bad picture has a number");
        }
    }

    /// Whether all that was compared was the same.
    public boolean holds() {
        return different == 0 && unreachable == 0;
    }

    /// Whether every picture of the index was compared.
    public boolean isWhole() {
        return inOrder == frames && compared + unreachable == frames;
    }

    /// The verdict in one sentence.
    public String sentence() {
        String by = decoding.equals(SOFTWARE) ? "" : ", decoded by " + decoding;
        if (!holds()) {
            String bad = different == 0 ? "" : count(different) + " came out otherwise than in order";
            bad += different > 0 && unreachable > 0 ? " and " : "";
            bad += unreachable == 0 ? "" : count(unreachable) + " could not be reached";
            return String.format(
                    Locale.ROOT,
                    "Does not hold: of %s%s, %s, the first of them frame %d.",
                    all(compared + unreachable),
                    by,
                    bad,
                    firstBad);
        }
        if (isWhole()) {
            return "Holds: " + all(frames) + " came out the same in order, shuffled and backwards" + by + ".";
        }
        return String.format(
                Locale.ROOT,
                "Holds for what was compared: %d of %d pictures, drawn from the whole file, came out shuffled and"
                        + " backwards as they did in order%s; the first %d were decoded anew in order for this.",
                compared,
                frames,
                by,
                inOrder);
    }

    private String all(int count) {
        return count == frames
                ? frames == 1 ? "the one picture" : "all " + frames + " pictures"
                : count(count) + " of " + frames + " pictures";
    }

    private static String count(int count) {
        return Integer.toString(count);
    }
}
