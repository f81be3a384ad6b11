package limner.model.budget;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import limner.model.label.EventLink;
import limner.model.label.IntervalEvent;
import limner.model.ontology.ClassKind;
import limner.model.ontology.Ontology;

/// What an event says, in words and seconds, for other programs.
///
/// @param isMoment whether it lasts no time
/// @param start seconds after the first frame of the video, by the times of its file
/// @param end the same; of a moment its start
/// @param length of the video, in seconds
/// @param subject for whom it was coded, or empty
/// @param actors labels that it is about as those that do something, such as `car 3`
/// @param targets labels that it is done to
/// @param modifiers name and value of each, as `hand=left`
public record EventWords(
        boolean isMoment,
        double start,
        double end,
        double length,
        String subject,
        List<String> actors,
        List<String> targets,
        List<String> modifiers) {

    public EventWords {
        Objects.requireNonNull(subject, "subject");
        actors = List.copyOf(actors);
        targets = List.copyOf(targets);
        modifiers = List.copyOf(modifiers);
    }

    /// @param video which it is of
    public static EventWords of(Ontology ontology, IntervalEvent e, VideoEvents video) {
        FrameClock clock = video.clock();
        boolean isMoment = ontology.find(e.classId())
                .filter(c -> c.kind() == ClassKind.POINT_EVENT)
                .isPresent();
        double zero = clock.start(0);
        double start = clock.start(e.range().first()) - zero;
        double end = isMoment ? start : clock.end(e.range().last()) - zero;
        return new EventWords(
                isMoment,
                start,
                end,
                Math.max(end, clock.end(Math.max(0, video.frames() - 1)) - zero),
                e.subject().map(ontology::nameOf).orElse(""),
                labels(ontology, e, video, EventLink.Role.ACTOR),
                labels(ontology, e, video, EventLink.Role.TARGET),
                modifiers(ontology, e));
    }

    private static List<String> modifiers(Ontology ontology, IntervalEvent e) {
        return e.details().modifiers().asMap().entrySet().stream()
                .flatMap(m -> ontology.attribute(m.getKey()).stream()
                        .map(a -> a.name() + "=" + a.type().words(m.getValue())))
                .toList();
    }

    private static List<String> labels(Ontology ontology, IntervalEvent e, VideoEvents video, EventLink.Role role) {
        return e.details().links().stream()
                .filter(l -> l.role() == role)
                .map(l -> Optional.ofNullable(video.labels().get(l.label()))
                        .map(label -> ontology.nameOf(label.classId()) + " " + label.number())
                        .orElseGet(() -> l.label().toString()))
                .toList();
    }

    /// Several of them in one field.
    public static String joined(List<String> words) {
        return words.stream().collect(Collectors.joining("; "));
    }
}
