package limner.model.release;

/// Whether a pixel of a picture may belong to several regions.
///
/// Boxes and skeletons that are written without a region are no regions: they neither take pixels nor lose any.
public enum Overlap {
    /// Every region as it was drawn.
    AS_DRAWN,
    /// A pixel belongs to the region that lies on top there. Those below lose it; the shape as it was drawn stands in
    /// the provenance, and so do regions of which nothing is left.
    TOPMOST
}
