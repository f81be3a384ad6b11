package limner.model.label;

/// How far a label reaches in time.
public enum Extent {
    /// One frame, the one of its only keyframe.
    FRAME,
    /// From its first keyframe on: interpolated between keyframes, held after the last one unless that is outside.
    TRACK
}
