package limner.app.usecase;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import limner.app.task.Progress;
import limner.model.id.LabelId;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.project.MediaLabels;
import org.jspecify.annotations.Nullable;

/// On which frames of a video something is said at one time that is not said at another: where a label is, with the
/// frames between its keyframes and those that it is held on, the state of a frame, its tags, the events that cover
/// it, and its suggestions.
final class DifferingFrames {

    private final int length;
    private final BitSet frames = new BitSet();

    private DifferingFrames(int length) {
        this.length = length;
    }

    /// @param length how many frames the video has
    static BitSet of(MediaLabels a, MediaLabels b, int length, Progress progress) {
        DifferingFrames differing = new DifferingFrames(length);
        for (LabelId id : union(a.labels().keySet(), b.labels().keySet())) {
            progress.check();
            differing.label(a.labels().get(id), b.labels().get(id));
        }
        differing.byFrame(a.states(), b.states());
        differing.byFrame(a.tags(), b.tags());
        differing.events(a.intervals().values(), b.intervals().values());
        differing.events(b.intervals().values(), a.intervals().values());
        union(a.suggestions().keySet(), b.suggestions().keySet()).forEach(id -> {
            var then = a.suggestions().get(id);
            var now = b.suggestions().get(id);
            if (!Objects.equals(then, now) || a.verdict(id) != b.verdict(id)) {
                differing.add(then == null ? -1 : then.frame());
                differing.add(now == null ? -1 : now.frame());
            }
        });
        return differing.frames;
    }

    private static <T> Set<T> union(Set<T> a, Set<T> b) {
        Set<T> all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }

    private void add(int frame) {
        add(frame, frame + 1);
    }

    private void add(int from, int end) {
        int last = Math.min(end, length);
        if (from >= 0 && from < last) {
            frames.set(from, last);
        }
    }

    private void byFrame(Map<Integer, ?> a, Map<Integer, ?> b) {
        union(a.keySet(), b.keySet()).stream()
                .filter(frame -> !Objects.equals(a.get(frame), b.get(frame)))
                .forEach(this::add);
    }

    private void events(Collection<IntervalEvent> of, Collection<IntervalEvent> against) {
        Set<IntervalEvent> same = Set.copyOf(against);
        of.stream()
                .filter(e -> !same.contains(e))
                .forEach(e -> add(e.range().first(), e.range().last() + 1));
    }

    /// Between two keyframes of either, the same is said of all frames.
    private void label(@Nullable Label a, @Nullable Label b) {
        if (Objects.equals(a, b)) {
            return;
        }
        TreeSet<Integer> bounds = new TreeSet<>(List.of(length));
        bounds(a, bounds);
        bounds(b, bounds);
        int from = bounds.first();
        for (int end : bounds.tailSet(from, false)) {
            if (!Said.of(a, from).equals(Said.of(b, from))) {
                add(from, end);
            }
            from = end;
        }
    }

    private static void bounds(@Nullable Label label, Set<Integer> into) {
        if (label != null) {
            for (int frame : label.keyframes().keySet()) {
                // Of its own frame a keyframe says all; what comes after it may follow from the next one, too.
                into.add(frame);
                into.add(frame + 1);
            }
        }
    }

    /// What a label says of a frame.
    ///
    /// @param label all of it but its keyframes
    /// @param keyframe that holds
    /// @param from its frame, where the label moves from it to the next one
    /// @param until the frame of the next one, where the label moves to it
    /// @param to that next one
    private record Said(
            List<Object> label,
            Keyframe keyframe,
            Optional<Integer> from,
            Optional<Integer> until,
            Optional<Keyframe> to) {

        static Optional<Said> of(@Nullable Label label, int frame) {
            if (label == null || label.source(frame).isEmpty()) {
                return Optional.empty();
            }
            Map.Entry<Integer, Keyframe> left = label.keyframes().floorEntry(frame);
            Optional<Map.Entry<Integer, Keyframe>> right = label.source(frame)
                    .filter(Placement.Source.INTERPOLATED::equals)
                    .map(_ -> label.keyframes().higherEntry(frame));
            return Optional.of(new Said(
                    List.of(label.number(), label.classId(), label.attributes(), label.depth()),
                    left.getValue(),
                    right.map(_ -> left.getKey()),
                    right.map(Map.Entry::getKey),
                    right.map(Map.Entry::getValue)));
        }
    }
}
