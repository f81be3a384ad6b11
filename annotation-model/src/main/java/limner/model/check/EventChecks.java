package limner.model.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.label.IntervalEvent;
import limner.model.ontology.ClassKind;
import limner.model.ontology.Ontology;

/// Looks through the events of a video for what cannot be meant. Pure, and quick enough for every edit.
public final class EventChecks {

    private static final Comparator<IntervalEvent> BY_TIME =
            Comparator.comparing(IntervalEvent::range).thenComparing(IntervalEvent::id);

    private EventChecks() {}

    /// What is wrong, by time.
    ///
    /// @param open whether an event is being coded now and will be closed yet
    public static List<EventIssue> of(Ontology ontology, Collection<IntervalEvent> events, Predicate<IntervalId> open) {
        List<EventIssue> issues = new ArrayList<>();
        Map<Integer, Map<Optional<Integer>, List<IntervalEvent>>> lanes = new TreeMap<>();
        Map<Optional<ClassId>, List<IntervalEvent>> bySubject = new HashMap<>();
        for (IntervalEvent e : events) {
            if (!open.test(e.id())
                    && !e.details()
                            .modifiers()
                            .missing(ontology.attributesOf(e.classId()))
                            .isEmpty()) {
                issues.add(new EventIssue(EventIssue.Kind.NOT_SAID, e, null));
            }
            boolean lasts = ontology.find(e.classId())
                    .filter(c -> c.kind() == ClassKind.INTERVAL_EVENT)
                    .isPresent();
            if (!lasts) {
                continue;
            }
            if (e.range().length() == 1 && !open.test(e.id())) {
                issues.add(new EventIssue(EventIssue.Kind.NOT_CLOSED, e, null));
            }
            bySubject.computeIfAbsent(e.subject(), _ -> new ArrayList<>()).add(e);
            lanes.computeIfAbsent(e.classId().value(), _ -> new HashMap<>())
                    .computeIfAbsent(e.subject().map(ClassId::value), _ -> new ArrayList<>())
                    .add(e);
        }
        lanes.values().forEach(some -> some.values().forEach(lane -> overlaps(lane, issues)));
        if (ontology.classes().stream().anyMatch(c -> !c.details().excludes().isEmpty())) {
            bySubject.values().forEach(all -> exclusions(ontology, all, issues));
        }
        issues.sort(Comparator.comparing(EventIssue::event, BY_TIME).thenComparing(EventIssue::kind));
        return List.copyOf(issues);
    }

    /// Each event is compared with those that still go on when it begins.
    private static void exclusions(Ontology ontology, List<IntervalEvent> all, List<EventIssue> issues) {
        all.sort(BY_TIME);
        List<IntervalEvent> running = new ArrayList<>();
        for (IntervalEvent e : all) {
            running.removeIf(r -> r.range().last() < e.range().first());
            running.stream()
                    .filter(r -> ontology.exclude(r.classId(), e.classId()))
                    .findFirst()
                    .ifPresent(r -> issues.add(new EventIssue(EventIssue.Kind.EXCLUDED, e, r)));
            running.add(e);
        }
    }

    /// Each event is compared with the one before it that reaches farthest.
    private static void overlaps(List<IntervalEvent> lane, List<EventIssue> issues) {
        lane.sort(BY_TIME);
        IntervalEvent farthest = lane.getFirst();
        for (IntervalEvent e : lane.subList(1, lane.size())) {
            if (e.range().first() <= farthest.range().last()) {
                issues.add(new EventIssue(EventIssue.Kind.OVERLAP, e, farthest));
            }
            farthest = e.range().last() > farthest.range().last() ? e : farthest;
        }
    }
}
