package limner.model.ontology;

/// What a class is said of.
public enum ClassKind {
    /// A countable object with a shape.
    THING,
    /// An uncountable region such as sky or road.
    STUFF,
    /// A word said of a whole frame.
    FRAME_TAG,
    /// Something that happens at one frame.
    POINT_EVENT,
    /// Something that lasts from one frame to another.
    INTERVAL_EVENT,
    /// An individual for whom events are coded.
    SUBJECT;

    /// Whether labels of this class are drawn on the picture.
    public boolean drawn() {
        return this == THING || this == STUFF;
    }

    /// Whether labels of this class lie on a lane of the timeline.
    public boolean timed() {
        return this == POINT_EVENT || this == INTERVAL_EVENT;
    }
}
