package limner.model.budget;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.ontology.Ontology;

/// The events of one video with the times of its frames.
///
/// @param video its name
/// @param labels the labels that events may be about
/// @param frames length of the video
public record VideoEvents(
        String video, Collection<IntervalEvent> events, Map<LabelId, Label> labels, int frames, FrameClock clock) {

    public VideoEvents {
        Objects.requireNonNull(video, "video");
        Objects.requireNonNull(clock, "clock");
        events = List.copyOf(events);
    }

    /// The events of one individual alone.
    public VideoEvents of(ClassId subject) {
        return where(e -> e.subject().filter(subject::equals).isPresent());
    }

    private VideoEvents where(Predicate<IntervalEvent> wanted) {
        return new VideoEvents(video, events.stream().filter(wanted).toList(), labels, frames, clock);
    }

    /// The individuals for whom there are events, in the order of the ontology.
    static List<ClassId> subjects(Ontology ontology, Collection<VideoEvents> videos) {
        TreeSet<ClassId> there = new TreeSet<>();
        videos.forEach(v -> v.events().forEach(e -> e.subject().ifPresent(there::add)));
        return ontology.classes().stream()
                .map(c -> c.id())
                .filter(there::contains)
                .toList();
    }
}
