package limner.model.label;

/// How far a computed shape may be off the one that somebody drew.
///
/// @param pixels what borders and points may be off, 0 or more
/// @param overlap intersection over union that masks must reach, from 0 to 1
public record Tolerance(double pixels, double overlap) {

    public Tolerance {
        if (!(pixels >= 0) || Double.isInfinite(pixels) || !(overlap >= 0 && overlap <= 1)) {
            throw new IllegalArgumentException(
                    "a tolerance is 0 pixels or more and an overlap from 0 to 1: " + pixels + ", " + overlap);
        }
    }

    boolean holds(Misfit misfit) {
        return misfit.pixels() <= pixels && misfit.overlap() >= overlap;
    }

    /// How bad a misfit is, for finding the worst; more is worse, whatever the shapes.
    double measure(Misfit misfit) {
        return Math.max(misfit.pixels() / Math.max(pixels, 1e-9), (1 - misfit.overlap()) / Math.max(1 - overlap, 1e-9));
    }
}
