package limner.model.release;

/// How a shape is written under COCO's `segmentation`.
public enum Encoding {
    /// Not at all: only the box is written.
    NONE,
    /// As rings, where rings say the same as the shape up to its border pixels; else as [#RLE], and that is counted.
    POLYGONS,
    /// As pixels, exactly.
    RLE
}
