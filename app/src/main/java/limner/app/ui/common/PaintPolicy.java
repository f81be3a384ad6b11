package limner.app.ui.common;

/// What paint may do to what is on the frame already.
public enum PaintPolicy {
    /// Cover anything; masks may lie over each other.
    OVERLAP,
    /// Cover only pixels that belong to no other mask or outline.
    EMPTY,
    /// Cover only pixels of one chosen object.
    INSIDE,
    /// Cover anything, and take it from the masks that are seen underneath.
    OVERWRITE;

    /// The one after it, from the last to the first.
    public PaintPolicy next() {
        return values()[(ordinal() + 1) % values().length];
    }
}
