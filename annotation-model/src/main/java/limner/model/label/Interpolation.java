package limner.model.label;

/// How a track goes from one keyframe to the next. It is said by the keyframe that begins the range.
public enum Interpolation {
    /// The shape goes evenly over into the next one. Where that cannot be (another kind of shape, a mask for a picture
    /// of another size) it stays as it is.
    LINEAR,
    /// The shape stays as it is until the next keyframe.
    HELD,
    /// What keyframes meant before this could be said: shapes go over number by number where they can be paired so
    /// (boxes, points, outlines with as many vertices), and stay as they are elsewhere. Projects from that time keep
    /// it,
    /// so that what they say does not change.
    PAIRED
}
