package limner.plugin.opencv;

/// How far a place is to be doubted, as a whole and by what speaks against it; each from 0 (nothing does) to 1 (the
/// thing is
/// lost).
///
/// @param motion there and back again does not lead to where it began
/// @param appearance it does not look as in the keyframe
/// @param size it grew or shrank more than things do from one picture to the next
public record Drift(double motion, double appearance, double size) {

    /// From here on a frame is worth a look.
    public static final double WORTH_A_LOOK = 0.5;

    /// Nothing to go by.
    static final Drift LOST = new Drift(1, 1, 1);

    public Drift {
        check(motion);
        check(appearance);
        check(size);
    }

    private static void check(double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException("drift is between 0 and 1: " + part);
        }
    }

    /// All of it: each sign takes its part of the trust that the others leave.
    public double total() {
        return 1 - (1 - motion) * (1 - appearance) * (1 - size);
    }

    /// How much a measure says on the way from one that is as good as it gets to one that means lost.
    static double ramp(double measure, double good, double lost) {
        double way = (measure - good) / (lost - good);
        return Double.isNaN(way) ? 1 : Math.clamp(way, 0, 1);
    }
}
