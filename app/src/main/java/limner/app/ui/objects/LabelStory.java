package limner.app.ui.objects;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.app.ui.common.Texts;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;

/// What was done to one label, read off the log.
final class LabelStory {

    private static final Texts TEXTS = Texts.beside(LabelStory.class);

    private LabelStory() {}

    /// One line.
    record Step(Instant at, String what) {}

    /// @param events those of one label, as [limner.model.session.ProjectSession#eventsOf] gives them
    static List<Step> of(List<Recorded> events) {
        List<Step> steps = new ArrayList<>();
        for (Recorded r : events) {
            words(r.event()).ifPresent(w -> steps.add(new Step(r.stamp().at(), w)));
        }
        return steps;
    }

    private static Optional<String> words(LabelEvent event) {
        return switch (event) {
            case LabelEvent.LabelAdded(var l) -> Optional.of(TEXTS.get("story.added", l.firstFrame()));
            case LabelEvent.LabelRemoved _ -> Optional.of(TEXTS.get("story.removed"));
            case LabelEvent.LabelReclassified _ -> Optional.of(TEXTS.get("story.class"));
            case LabelEvent.LabelRestacked _ -> Optional.of(TEXTS.get("story.restacked"));
            case LabelEvent.LabelExtentChanged e -> Optional.of(TEXTS.get("story." + e.after()));
            case LabelEvent.LabelAttributesChanged _ -> Optional.of(TEXTS.get("story.attributes"));
            case LabelEvent.KeyframeAdded e -> Optional.of(TEXTS.get("story.keyframe", e.frame()));
            case LabelEvent.KeyframeRemoved e -> Optional.of(TEXTS.get("story.noKeyframe", e.frame()));
            case LabelEvent.KeyframeChanged e -> Optional.of(TEXTS.get(changed(e), e.frame()));
            case LabelEvent _ -> Optional.empty();
        };
    }

    private static String changed(LabelEvent.KeyframeChanged e) {
        if (e.before().outside() != e.after().outside()) {
            return e.after().outside() ? "story.gone" : "story.back";
        }
        if (e.before().occluded() != e.after().occluded()) {
            return e.after().occluded() ? "story.occluded" : "story.visible";
        }
        if (e.before().withAttributes(e.after().attributes()).equals(e.after())) {
            return "story.said";
        }
        return e.before().interpolation() != e.after().interpolation()
                ? "story." + e.after().interpolation()
                : "story.reshaped";
    }
}
