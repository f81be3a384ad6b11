package limner.app.ui.objects;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.id.LabelId;
import limner.model.label.Extent;

/// What was done to one label, read off the log.
final class LabelStory {

    private LabelStory() {}

    /// One line.
    record Step(Instant at, String what) {}

    static List<Step> of(List<Recorded> log, LabelId label) {
        List<Step> steps = new ArrayList<>();
        for (Recorded r : log) {
            words(r.event(), label).ifPresent(w -> steps.add(new Step(r.stamp().at(), w)));
        }
        return steps;
    }

    private static Optional<String> words(LabelEvent event, LabelId id) {
        return switch (event) {
            case LabelEvent.LabelAdded(var l) when l.id().equals(id) -> Optional.of("added, frame " + l.firstFrame());
            case LabelEvent.LabelRemoved(var l) when l.id().equals(id) -> Optional.of("removed");
            case LabelEvent.LabelReclassified e when e.label().equals(id) -> Optional.of("class changed");
            case LabelEvent.LabelExtentChanged e
            when e.label().equals(id) ->
                Optional.of(e.after() == Extent.TRACK ? "made a track" : "made a label of one frame");
            case LabelEvent.KeyframeAdded e when e.label().equals(id) -> Optional.of("keyframe, frame " + e.frame());
            case LabelEvent.KeyframeRemoved e
            when e.label().equals(id) -> Optional.of("keyframe removed, frame " + e.frame());
            case LabelEvent.KeyframeChanged e when e.label().equals(id) -> Optional.of(changed(e));
            case LabelEvent _ -> Optional.empty();
        };
    }

    private static String changed(LabelEvent.KeyframeChanged e) {
        if (e.before().outside() != e.after().outside()) {
            return (e.after().outside() ? "gone from frame " : "back from frame ") + e.frame();
        }
        if (e.before().occluded() != e.after().occluded()) {
            return (e.after().occluded() ? "occluded from frame " : "visible from frame ") + e.frame();
        }
        return "reshaped, frame " + e.frame();
    }
}
