package limner.app.ui.timeline;

import java.util.Optional;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.ontology.LabelClass;

/// What the pressed pointer is doing.
sealed interface Gesture {

    /// Whether it makes or changes something, and can be dropped.
    default boolean changes() {
        return switch (this) {
            case Marking _, Moving _, Drawing _ -> true;
            case Idle _, Scrubbing _, Panning _ -> false;
        };
    }

    record Idle() implements Gesture {}

    /// Takes the playhead along.
    record Scrubbing() implements Gesture {}

    /// Marks frames, from where it was pressed; `before` is what was marked until then.
    record Marking(int anchor, Optional<FrameRange> before) implements Gesture {}

    /// Drags the view.
    record Panning(double x, double y) implements Gesture {}

    /// Holds an event, or one end of it; `range` is where it would be let go.
    record Moving(IntervalEvent event, Hit.Part part, int grabbed, FrameRange range) implements Gesture {}

    /// On an empty piece of a lane: drags out a new event, unless the pointer stays where it is.
    record Drawing(LabelClass labelClass, int anchor, double x, FrameRange range, Stage stage) implements Gesture {}

    enum Stage {
        PRESSED,
        DRAGGED
    }

    /// Where an event is when the pointer has gone from one frame to another; ends never pass each other, and nothing
    /// leaves the video.
    static FrameRange moved(FrameRange range, Hit.Part part, int grabbed, int now, int frameCount) {
        int by = now - grabbed;
        return switch (part) {
            case START -> new FrameRange(Math.clamp((long) range.first() + by, 0, range.last()), range.last());
            case END ->
                new FrameRange(range.first(), Math.clamp((long) range.last() + by, range.first(), frameCount - 1));
            case BODY -> {
                int kept = Math.clamp(by, -range.first(), Math.max(-range.first(), frameCount - 1 - range.last()));
                yield new FrameRange(range.first() + kept, range.last() + kept);
            }
        };
    }

    /// The frames between two, whichever comes first.
    static FrameRange spanning(int a, int b) {
        return new FrameRange(Math.min(a, b), Math.max(a, b));
    }
}
