package limner.model.exchange;

import java.util.Objects;

/// What becomes of things for which formats have no one way.
///
/// @param holes regions with holes
/// @param parts regions that do not hang together
/// @param regions regions in general
public record Choices(Holes holes, Parts parts, Regions regions) {

    /// What becomes of a region with holes where outlines have none.
    public enum Holes {
        /// It is written as pixels; where a format has none, as [#BRIDGE].
        KEEP,
        /// The outline goes in along a cut without width, round the hole and back: pixels stay as they are.
        BRIDGE,
        /// Holes are filled.
        OUTER_ONLY,
        /// Such objects are left out.
        SKIP
    }

    /// What becomes of a region of several parts.
    public enum Parts {
        /// It stays one object; where a format has no way to say so, as [#SPLIT].
        KEEP,
        /// One outline goes from part to part along cuts without width.
        BRIDGE,
        /// Each part becomes an object of its own.
        SPLIT,
        /// Only the largest part is written.
        OUTER_ONLY,
        /// Such objects are left out.
        SKIP
    }

    /// How regions are written where a format has outlines and pixels.
    public enum Regions {
        /// Outlines as outlines, pixels as pixels.
        AS_DRAWN,
        /// Outlines wherever they can say it.
        OUTLINES,
        /// Pixels, which all programs understand alike.
        MASKS
    }

    /// Nothing is changed that need not be.
    public static final Choices FAITHFUL = new Choices(Holes.KEEP, Parts.KEEP, Regions.AS_DRAWN);

    public Choices {
        Objects.requireNonNull(holes, "holes");
        Objects.requireNonNull(parts, "parts");
        Objects.requireNonNull(regions, "regions");
    }
}
