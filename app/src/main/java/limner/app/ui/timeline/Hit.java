package limner.app.ui.timeline;

import limner.model.label.IntervalEvent;
import limner.model.media.Sequence;

/// What is under the pointer.
sealed interface Hit {

    /// Which part of an event the pointer has.
    enum Part {
        START,
        BODY,
        END
    }

    /// The names at the left of the rows.
    record OnName(Row row) implements Hit {}

    record OnRuler(int frame) implements Hit {}

    /// The strip that shows the state of each frame.
    record OnStates(int frame) implements Hit {}

    /// The strip of small pictures.
    record OnFilm(int frame) implements Hit {}

    record OnSequence(Sequence sequence, int frame) implements Hit {}

    record OnKeyframe(TrackBar bar, int index) implements Hit {}

    /// On a track, between its keyframes.
    record OnTrack(TrackBar bar, int frame) implements Hit {}

    record OnEvent(IntervalEvent event, Part part, int frame) implements Hit {}

    /// On an event lane, where there is no event.
    record OnLane(Row.Lane lane, int frame) implements Hit {}

    /// On a row that shows amounts; the frame is the nearest one that has something.
    record OnAmount(Row row, int frame, int amount) implements Hit {}

    /// Where there is nothing.
    record OnTime(int frame) implements Hit {}

    /// Outside of everything, such as a corner.
    record Nowhere() implements Hit {}
}
