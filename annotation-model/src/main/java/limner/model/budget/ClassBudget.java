package limner.model.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import limner.model.id.ClassId;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;

/// How much of a video, or of several, the events of one class take. An event lasts from the start of its first frame
/// to the end of its
/// last one; one that happens at a moment lasts no time.
///
/// @param count number of events
/// @param seconds lengths of all events together
/// @param share of the video's time in which at least one of them goes on, 0 to 1
/// @param mean length of an event in seconds; empty for moments, and where there is none
/// @param median length of an event in seconds, between the two in the middle when their number is even
/// @param latency seconds from the start of the video to the start of the first event; of several videos the mean over
/// those that have one
public record ClassBudget(
        ClassId classId,
        int count,
        double seconds,
        double share,
        OptionalDouble mean,
        OptionalDouble median,
        OptionalDouble latency) {

    public ClassBudget {
        Objects.requireNonNull(classId, "classId");
        Objects.requireNonNull(mean, "mean");
        Objects.requireNonNull(median, "median");
        Objects.requireNonNull(latency, "latency");
    }

    /// The budgets of all classes of events in the order of the ontology; retired ones only where they have events.
    ///
    /// @param events of one video; events of other classes and events past its end are no matter of these
    /// @param frames length of the video
    public static List<ClassBudget> of(
            Ontology ontology, Collection<IntervalEvent> events, int frames, FrameClock clock) {
        return over(ontology, List.of(new VideoEvents("", events, Map.of(), frames, clock)));
    }

    /// The same over several videos: lengths of all of them together, and the share of their time together.
    public static List<ClassBudget> over(Ontology ontology, List<VideoEvents> videos) {
        List<ClassBudget> budgets = new ArrayList<>();
        for (LabelClass c : ontology.classes()) {
            List<Lane> lanes = videos.stream().map(v -> Lane.of(v, c.id())).toList();
            boolean none = lanes.stream().allMatch(l -> l.ranges().isEmpty());
            if (c.kind().timed() && !(c.retired() && none)) {
                budgets.add(of(c, lanes));
            }
        }
        return List.copyOf(budgets);
    }

    /// The events of one class in one video.
    private record Lane(VideoEvents video, List<FrameRange> ranges) {

        static Lane of(VideoEvents video, ClassId classId) {
            return new Lane(
                    video,
                    video.events().stream()
                            .filter(e ->
                                    e.classId().equals(classId) && e.range().within(video.frames()))
                            .map(IntervalEvent::range)
                            .sorted()
                            .toList());
        }

        double latency() {
            return video.clock().start(ranges.getFirst().first())
                    - video.clock().start(0);
        }

        double whole() {
            return video.clock().end(video.frames() - 1) - video.clock().start(0);
        }
    }

    private static ClassBudget of(LabelClass c, List<Lane> lanes) {
        List<Lane> some = lanes.stream().filter(l -> !l.ranges().isEmpty()).toList();
        OptionalDouble latency = some.stream().mapToDouble(Lane::latency).average();
        int count = some.stream().mapToInt(l -> l.ranges().size()).sum();
        if (c.kind() == ClassKind.POINT_EVENT || count == 0) {
            return new ClassBudget(c.id(), count, 0, 0, OptionalDouble.empty(), OptionalDouble.empty(), latency);
        }
        double[] lengths = some.stream()
                .flatMapToDouble(l -> l.ranges().stream()
                        .mapToDouble(r -> seconds(r, l.video().clock())))
                .sorted()
                .toArray();
        double sum = 0;
        for (double length : lengths) {
            sum += length;
        }
        int middle = lengths.length / 2;
        double median = lengths.length % 2 == 1 ? lengths[middle] : (lengths[middle - 1] + lengths[middle]) / 2;
        double whole = lanes.stream().mapToDouble(Lane::whole).sum();
        double covered = some.stream()
                .mapToDouble(l -> covered(l.ranges(), l.video().clock()))
                .sum();
        return new ClassBudget(
                c.id(),
                lengths.length,
                sum,
                whole > 0 ? Math.clamp(covered / whole, 0, 1) : 0,
                OptionalDouble.of(sum / lengths.length),
                OptionalDouble.of(median),
                latency);
    }

    /// How long a run of frames is on the screen.
    public static double seconds(FrameRange range, FrameClock clock) {
        return clock.end(range.last()) - clock.start(range.first());
    }

    /// Time in which at least one of the ranges goes on.
    private static double covered(List<FrameRange> byFirst, FrameClock clock) {
        double covered = 0;
        FrameRange run = byFirst.getFirst();
        for (FrameRange next : byFirst) {
            if (next.first() > run.last() + 1) {
                covered += seconds(run, clock);
                run = next;
            } else {
                run = new FrameRange(run.first(), Math.max(run.last(), next.last()));
            }
        }
        return covered + seconds(run, clock);
    }
}
