package limner.app.ui.timeline;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import limner.model.id.ClassId;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.media.Sequence;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.suggestion.Verdict;

/// Lays out what is said about a video in rows. What an edit did not touch is taken over from the time before: the
/// model shares it, so being the same object is enough to know.
final class RowBuilder {

    private MediaLabels seen = MediaLabels.empty();
    private StateRuns states = new StateRuns(List.of());
    private Density singles = Density.NONE;
    private Density tags = Density.NONE;
    private Row.Reviews reviews = Row.Reviews.NONE;
    private Map<Label, TrackBar> bars = new IdentityHashMap<>();

    /// The state of each frame, for the strip below the ruler.
    StateRuns states() {
        return states;
    }

    /// What models suggested, and what became of it.
    Row.Reviews reviews() {
        return reviews;
    }

    /// All rows from the top down.
    List<Row> rows(MediaLabels labels, List<Sequence> sequences, Ontology ontology, Set<Row.Group.Kind> folded) {
        update(labels);
        List<Row> rows = new ArrayList<>();
        if (!sequences.isEmpty()) {
            rows.add(new Row.Sequences(sequences));
        }
        List<TrackBar> tracks = tracks(labels);
        group(
                rows,
                Row.Group.Kind.TRACKS,
                tracks.stream().<Row>map(Row.Track::new).toList(),
                folded);
        if (singles.size() > 0) {
            rows.add(new Row.Strip(Row.Strip.Kind.LABELS, singles));
        }
        group(rows, Row.Group.Kind.EVENTS, lanes(labels, ontology), folded);
        if (tags.size() > 0) {
            rows.add(new Row.Strip(Row.Strip.Kind.TAGS, tags));
        }
        return List.copyOf(rows);
    }

    private void update(MediaLabels labels) {
        if (labels.states() != seen.states()) {
            states = StateRuns.of(labels.states());
        }
        if (labels.singles() != seen.singles()) {
            singles = Density.of(labels.singles(), Set::size);
        }
        if (labels.tags() != seen.tags()) {
            tags = Density.of(labels.tags(), Set::size);
        }
        if (labels.suggestedOn() != seen.suggestedOn() || labels.verdicts() != seen.verdicts()) {
            reviews = new Row.Reviews(
                    judged(labels, EnumSet.complementOf(EnumSet.of(Verdict.SUPERSEDED))),
                    judged(labels, EnumSet.of(Verdict.OPEN)),
                    judged(labels, EnumSet.of(Verdict.ACCEPTED, Verdict.AMENDED)),
                    judged(labels, EnumSet.of(Verdict.REJECTED)));
        }
        seen = labels;
    }

    private static Density judged(MediaLabels labels, Set<Verdict> verdicts) {
        return Density.of(labels.suggestedOn(), ids -> (int)
                ids.stream().filter(id -> verdicts.contains(labels.verdict(id))).count());
    }

    private List<TrackBar> tracks(MediaLabels labels) {
        Map<Label, TrackBar> next = new IdentityHashMap<>();
        List<TrackBar> tracks = new ArrayList<>();
        labels.tracks().stream()
                .flatMap(id -> labels.label(id).stream())
                .sorted(java.util.Comparator.comparingInt(Label::number))
                .forEach(label -> {
                    TrackBar known = bars.get(label);
                    TrackBar bar = known == null ? new TrackBar(label) : known;
                    next.put(label, bar);
                    tracks.add(bar);
                });
        bars = next;
        return tracks;
    }

    private static List<Row> lanes(MediaLabels labels, Ontology ontology) {
        Map<ClassId, List<IntervalEvent>> byClass = new HashMap<>();
        labels.intervalsInOrder()
                .forEach(e -> byClass.computeIfAbsent(e.classId(), _ -> new ArrayList<>())
                        .add(e));
        List<Row> lanes = new ArrayList<>();
        for (LabelClass c : ontology.classes()) {
            List<IntervalEvent> events =
                    Optional.ofNullable(byClass.get(c.id())).orElse(List.of());
            if (c.kind().timed() && (!c.retired() || !events.isEmpty())) {
                lanes.add(new Row.Lane(c, List.copyOf(events)));
            }
        }
        return lanes;
    }

    /// A single member needs no heading.
    private static void group(List<Row> rows, Row.Group.Kind kind, List<Row> members, Set<Row.Group.Kind> folded) {
        if (members.size() > 1) {
            boolean open = !folded.contains(kind);
            rows.add(new Row.Group(kind, members.size(), open, open ? Density.NONE : content(members)));
            if (!open) {
                return;
            }
        }
        rows.addAll(members);
    }

    private static Density content(List<Row> members) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (Row member : members) {
            IntStream.range(0, member.size())
                    .forEach(i -> counts.merge(member.item(i).range().first(), 1, Integer::sum));
        }
        return Density.of(counts, n -> n);
    }
}
