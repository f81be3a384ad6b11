package limner.model.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.label.IntervalEvent;
import limner.model.ontology.Ontology;

/// Events and budgets as tables for other programs: comma-separated values (RFC 4180) with a line of names, seconds
/// with six places after the point. Equal content gives equal text.
public final class EventTable {

    private static final String LINE = "\r\n";

    private static final String ID = "id";

    private static final String[] NAMES = {
        "class",
        "kind",
        "first_frame",
        "last_frame",
        "start_s",
        "end_s",
        "duration_s",
        ID,
        "subject",
        "actors",
        "targets",
        "modifiers"
    };

    private static final String[] AMOUNTS = {"class", "count", "total_s", "share", "mean_s", "median_s", "latency_s"};

    private EventTable() {}

    /// One line for each event, by first frame: class, first and last frame, start, end and length in seconds after the
    /// start of the video, for whom it was coded, and which labels it is about. A moment starts and ends with the start
    /// of its frame; several labels are parted by semicolons.
    public static String events(Ontology ontology, VideoEvents video) {
        return line(NAMES) + lines(ontology, video, List.of());
    }

    /// The same for several videos, with the name of the video in front.
    public static String events(Ontology ontology, List<VideoEvents> videos) {
        return line(Stream.concat(Stream.of("video"), Stream.of(NAMES)).toArray(String[]::new))
                + videos.stream()
                        .map(v -> lines(ontology, v, List.of(v.video())))
                        .collect(Collectors.joining());
    }

    private static String lines(Ontology ontology, VideoEvents video, List<String> before) {
        return video.events().stream()
                .sorted(Comparator.comparing(IntervalEvent::range)
                        .thenComparing(IntervalEvent::classId)
                        .thenComparing(IntervalEvent::id))
                .map(e -> line(Stream.concat(before.stream(), Stream.of(event(ontology, e, video)))
                        .toArray(String[]::new)))
                .collect(Collectors.joining());
    }

    private static String[] event(Ontology ontology, IntervalEvent e, VideoEvents video) {
        EventWords words = EventWords.of(ontology, e, video);
        return Stream.of(
                        course(
                                ontology.nameOf(e.classId()),
                                e.range().first(),
                                e.range().last(),
                                words),
                        Stream.of(e.id().toString()),
                        about(words))
                .flatMap(s -> s)
                .toArray(String[]::new);
    }

    /// The names of what [#row] says.
    public static String names() {
        return line(Stream.concat(Stream.of("video"), Stream.of(NAMES).filter(n -> !n.equals(ID)))
                .toArray(String[]::new));
    }

    /// One line for an event that is told in words, as [#events] has them but for the id.
    public static String row(String video, String name, int first, int last, EventWords words) {
        return line(Stream.of(Stream.of(video), course(name, first, last, words), about(words))
                .flatMap(s -> s)
                .toArray(String[]::new));
    }

    private static Stream<String> course(String name, int first, int last, EventWords words) {
        return Stream.of(
                name,
                words.isMoment() ? "point" : "interval",
                Integer.toString(first),
                Integer.toString(last),
                seconds(words.start()),
                seconds(words.end()),
                seconds(words.end() - words.start()));
    }

    private static Stream<String> about(EventWords words) {
        return Stream.of(
                words.subject(),
                EventWords.joined(words.actors()),
                EventWords.joined(words.targets()),
                EventWords.joined(words.modifiers()));
    }

    /// One line for each class; what does not exist is left empty.
    public static String budget(Ontology ontology, List<ClassBudget> budgets) {
        return line(AMOUNTS)
                + budgets.stream().map(b -> line(amounts(ontology, b))).collect(Collectors.joining());
    }

    /// The same over videos and individuals, which stand in front; empty for all of them.
    public static String budgets(Ontology ontology, List<BudgetRow> rows) {
        return line(Stream.concat(Stream.of("video", "subject"), Stream.of(AMOUNTS))
                        .toArray(String[]::new))
                + rows.stream()
                        .map(r -> line(Stream.concat(
                                        Stream.of(
                                                r.video(),
                                                r.subject()
                                                        .map(ontology::nameOf)
                                                        .orElse("")),
                                        Stream.of(amounts(ontology, r.budget())))
                                .toArray(String[]::new)))
                        .collect(Collectors.joining());
    }

    private static String[] amounts(Ontology ontology, ClassBudget b) {
        return new String[] {
            ontology.nameOf(b.classId()),
            Integer.toString(b.count()),
            seconds(b.seconds()),
            seconds(b.share()),
            seconds(b.mean()),
            seconds(b.median()),
            seconds(b.latency())
        };
    }

    private static String seconds(OptionalDouble value) {
        return value.isPresent() ? seconds(value.getAsDouble()) : "";
    }

    private static String seconds(double value) {
        return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String line(String... fields) {
        return Stream.of(fields).map(EventTable::quoted).collect(Collectors.joining(",")) + LINE;
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
