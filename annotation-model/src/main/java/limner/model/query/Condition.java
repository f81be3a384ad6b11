package limner.model.query;

import java.util.Objects;
import limner.model.geometry.ShapeKind;
import limner.model.media.FrameState;

/// One thing a [Query] asks. Names of classes are compared without regard to upper and lower case, and a class stands
/// for those below it too.
public sealed interface Condition {

    /// Asked of an object, on a frame where it is.
    sealed interface OfThing extends Condition {}

    /// Asked of a frame, whatever is on it.
    sealed interface OfFrame extends Condition {}

    record OfClass(String name) implements OfThing {}

    /// What people call it ("Car 12") holds these letters, upper or lower case.
    record Named(String letters) implements OfThing {}

    /// Has a shape of this kind there.
    record OfShape(ShapeKind kind) implements OfThing {
        public OfShape {
            Objects.requireNonNull(kind, "kind");
        }
    }

    record OfKind(Kind kind) implements OfThing {
        public OfKind {
            Objects.requireNonNull(kind, "kind");
        }
    }

    record FromOrigin(Source source) implements OfThing {
        public FromOrigin {
            Objects.requireNonNull(source, "source");
        }
    }

    /// Of open suggestions alone.
    record Score(Amount amount) implements OfThing {}

    /// The number of pixels it covers on the frame; lines and points cover none.
    record Area(Amount amount) implements OfThing {}

    /// The frame is one of its keyframes.
    record Keyed() implements OfThing {}

    /// It is partly hidden there.
    record Occluded() implements OfThing {}

    /// What is said of this attribute on the frame: the choice, one of several choices, the number, yes or no; letters
    /// of
    /// a text. Upper and lower case do not matter.
    record Said(String attribute, String words) implements OfThing {}

    /// The number that is said of this attribute on the frame.
    record Measured(String attribute, Amount amount) implements OfThing {}

    /// An attribute that is required there has no value.
    record Incomplete() implements OfThing {}

    record InState(FrameState state) implements OfFrame {
        public InState {
            Objects.requireNonNull(state, "state");
        }
    }

    record Has(Content content) implements OfFrame {
        public Has {
            Objects.requireNonNull(content, "content");
        }
    }

    /// A label of this class is on the frame.
    record Shows(String className) implements OfFrame {}

    record Tagged(String className) implements OfFrame {}

    /// The frame lies in an event of this class.
    record During(String className) implements OfFrame {}

    record Frames(Amount amount) implements OfFrame {}

    /// The name of the video holds these letters, upper or lower case.
    record InVideo(String letters) implements OfFrame {}

    /// Kinds of objects.
    enum Kind {
        /// Drawn, on one frame or on many.
        LABEL,
        /// A label that reaches through time.
        TRACK,
        /// A label of one frame.
        SINGLE,
        /// Said by a model and not judged yet.
        SUGGESTION,
        /// On a lane of the timeline.
        EVENT
    }

    /// Where a label came from.
    enum Source {
        DRAWN,
        /// From a model's suggestion, however it was taken.
        SUGGESTED,
        /// From a suggestion that was taken as it was.
        ACCEPTED,
        /// From a suggestion that a person changed first.
        AMENDED,
        /// From a suggestion that a recorded rule took.
        POLICY,
        IMPORTED
    }

    /// What a frame may have.
    enum Content {
        LABELS,
        TRACKS,
        /// Such as nobody has judged yet.
        SUGGESTIONS,
        TAGS,
        EVENTS
    }
}
