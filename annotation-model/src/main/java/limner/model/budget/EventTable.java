package limner.model.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.label.IntervalEvent;
import limner.model.ontology.ClassKind;
import limner.model.ontology.Ontology;

/// Events and budgets as tables for other programs: comma-separated values (RFC 4180) with a line of names, seconds
/// with six places after the point. Equal content gives equal text.
public final class EventTable {

    private static final String LINE = "\r\n";

    private EventTable() {}

    /// One line for each event, by first frame: class, first and last frame, start, end and length in seconds after the
    /// start of the video. A moment starts and ends with the start of its frame.
    public static String events(Ontology ontology, Collection<IntervalEvent> events, FrameClock clock) {
        String names = line("class", "kind", "first_frame", "last_frame", "start_s", "end_s", "duration_s", "id");
        return names
                + events.stream()
                        .sorted(Comparator.comparing(IntervalEvent::range)
                                .thenComparing(IntervalEvent::classId)
                                .thenComparing(IntervalEvent::id))
                        .map(e -> event(ontology, e, clock))
                        .collect(Collectors.joining());
    }

    private static String event(Ontology ontology, IntervalEvent e, FrameClock clock) {
        boolean moment = ontology.find(e.classId())
                .filter(c -> c.kind() == ClassKind.POINT_EVENT)
                .isPresent();
        double zero = clock.start(0);
        double start = clock.start(e.range().first()) - zero;
        double end = moment ? start : clock.end(e.range().last()) - zero;
        return line(
                ontology.nameOf(e.classId()),
                moment ? "point" : "interval",
                Integer.toString(e.range().first()),
                Integer.toString(e.range().last()),
                seconds(start),
                seconds(end),
                seconds(end - start),
                e.id().toString());
    }

    /// One line for each class; what does not exist is left empty.
    public static String budget(Ontology ontology, List<ClassBudget> budgets) {
        String names = line("class", "count", "total_s", "share", "mean_s", "median_s", "latency_s");
        return names
                + budgets.stream()
                        .map(b -> line(
                                ontology.nameOf(b.classId()),
                                Integer.toString(b.count()),
                                seconds(b.seconds()),
                                seconds(b.share()),
                                seconds(b.mean()),
                                seconds(b.median()),
                                seconds(b.latency())))
                        .collect(Collectors.joining());
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
