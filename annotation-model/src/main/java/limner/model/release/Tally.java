package limner.model.release;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.ClassId;
import limner.model.label.Placement;
import limner.model.release.coco.CocoCategory;
import limner.model.release.coco.CocoSegmentation;

/// Counts what goes into a release while it is written. Not for several threads.
final class Tally {

    private final Selection selection;
    private final SortedMap<ClassId, String> names = new TreeMap<>();
    private final SortedMap<ClassId, Integer> perClass = new TreeMap<>();
    private final SortedMap<String, Integer> perSource = new TreeMap<>();
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final List<ReleaseReport.Part> parts = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final SortedMap<ClassId, Seen> seen = new TreeMap<>();
    private final List<ReleaseChange> changes;
    private final Optional<Splits> splits;

    /// Where a class was met. Pictures come in their order, so that the last one tells whether another is new.
    private record Seen(int pictures, int videos, long pixels, LabelSink.Spot first, LabelSink.Spot last) {

        static Seen at(LabelSink.Spot spot, long pixels) {
            return new Seen(1, 1, pixels, spot, spot);
        }

        Seen and(Seen next) {
            return new Seen(
                    pictures + (last.image() == next.last.image() ? 0 : 1),
                    videos + (last.clip().number() == next.last.clip().number() ? 0 : 1),
                    pixels + next.pixels,
                    first,
                    next.last);
        }
    }

    private enum Count {
        NEGATIVES,
        ANNOTATIONS,
        TRACKS,
        BOXES,
        RINGS,
        RUNS,
        MADE_RUNS,
        BORDER_PIXELS,
        RING_PIXELS,
        LINES,
        WITHOUT_PIXELS,
        TAGS,
        EVENTS,
        BYTES_OF_PICTURES,
        SMALL,
        CUT,
        HIDDEN,
        BLURRED,
        FILLED,
        LOSSY_PICTURES
    }

    Tally(Selection selection, List<ReleaseChange> changes, Optional<Splits> splits) {
        this.selection = selection;
        this.changes = List.copyOf(changes);
        this.splits = splits;
        splits.ifPresent(this::divided);
        for (CocoCategory category : selection.categories()) {
            names.put(new ClassId(category.id()), category.name());
            perClass.put(new ClassId(category.id()), 0);
        }
    }

    void negative() {
        add(Count.NEGATIVES, 1);
    }

    /// A picture that is taken.
    void picture(Covering covering) {
        add(Count.BLURRED, covering.blurred().size());
        add(Count.FILLED, covering.filled().size());
        if (selection.plan().pictures() == Pictures.FRAMES && selection.plan().form() instanceof PictureForm.Jpeg) {
            add(Count.LOSSY_PICTURES, 1);
        }
    }

    void pictureFile(long bytes) {
        add(Count.BYTES_OF_PICTURES, bytes);
    }

    void small() {
        add(Count.SMALL, 1);
    }

    void hidden() {
        add(Count.HIDDEN, 1);
    }

    private void divided(Splits splits) {
        for (SplitPlan.Share share : splits.plan().shares()) {
            Splits.Content content = splits.content(share.name(), selection);
            long labels = content.labels().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            parts.add(new ReleaseReport.Part(
                    share.name(), content.videos(), content.pictures(), labels, content.labels()));
            if (content.videos() == 0) {
                warnings.add("No video is in the part " + share.name()
                        + ": whole videos are divided, and there are not enough of them, or groups are too large.");
            }
        }
    }

    void leaks(List<Leaks.Pair> leaks) {
        if (!leaks.isEmpty()) {
            Leaks.Pair first = leaks.getFirst();
            warnings.add(ReleaseReport.counted(leaks.size(), "pair")
                    + " of nearly the same pictures " + (leaks.size() == 1 ? "is" : "are")
                    + " in different parts, the first of them image " + first.image() + " in " + first.part()
                    + " and image " + first.other() + " in " + first.otherPart() + "; " + Manifest.SPLITS
                    + " names them all. Put their videos into one group.");
        }
    }

    void tag() {
        add(Count.TAGS, 1);
    }

    void event() {
        add(Count.EVENTS, 1);
    }

    void tracks(int count) {
        add(Count.TRACKS, count);
    }

    /// @return how many annotations there are with this one
    int annotation(LabelSink.Spot spot, Segment segment) {
        ClassId classId = spot.placed().label().classId();
        perClass.merge(classId, 1, Integer::sum);
        perSource.merge(nameOf(spot.placed().placement().source()), 1, Integer::sum);
        seen.merge(classId, Seen.at(spot, segment.area()), Seen::and);
        switch (segment.segmentation()) {
            case CocoSegmentation.None() -> add(Count.BOXES, 1);
            case CocoSegmentation.Rings _ -> {
                add(Count.RINGS, 1);
                add(Count.RING_PIXELS, segment.area());
                add(Count.BORDER_PIXELS, segment.borderPixels());
            }
            case CocoSegmentation.Runs _ -> add(Count.RUNS, 1);
        }
        if (segment.cut()) {
            add(Count.CUT, 1);
        }
        if (segment.madeRuns()) {
            add(Count.MADE_RUNS, 1);
        }
        add(Count.ANNOTATIONS, 1);
        return count(Count.ANNOTATIONS);
    }

    void kept(Shape shape) {
        switch (shape) {
            case Point _, PointSet _, Polyline _ -> add(Count.LINES, 1);
            case Box _, RotatedBox _, Ellipse _, Polygon _, Skeleton _, Mask _ -> add(Count.WITHOUT_PIXELS, 1);
        }
    }

    static String nameOf(Placement.Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    private void add(Count what, long many) {
        counts.merge(what, many, Math::addExact);
    }

    private long sum(Count what) {
        return counts.getOrDefault(what, 0L);
    }

    private int count(Count what) {
        return Math.toIntExact(sum(what));
    }

    ReleaseReport report() {
        return new ReleaseReport(
                names,
                selection.clips().size(),
                selection.pictures(),
                count(Count.NEGATIVES),
                perClass,
                perSource,
                count(Count.TRACKS),
                count(Count.BOXES),
                count(Count.RINGS),
                count(Count.RUNS),
                count(Count.MADE_RUNS),
                sum(Count.BORDER_PIXELS),
                sum(Count.RING_PIXELS),
                count(Count.LINES),
                count(Count.WITHOUT_PIXELS),
                selection.betweenLeftOut(),
                count(Count.TAGS),
                count(Count.EVENTS),
                sum(Count.BYTES_OF_PICTURES),
                count(Count.SMALL),
                count(Count.CUT),
                count(Count.HIDDEN),
                selection.beyondReach(),
                selection.dropped(),
                count(Count.BLURRED),
                count(Count.FILLED),
                count(Count.LOSSY_PICTURES),
                parts,
                splits.map(Splits::division).orElseGet(TreeMap::new),
                statistics(),
                warnings);
    }

    private Statistics statistics() {
        SortedMap<ClassId, ClassBalance> classes = new TreeMap<>();
        SortedMap<ClassId, String> examples = new TreeMap<>();
        perClass.forEach((id, annotations) -> {
            Seen where = seen.get(id);
            if (where == null) {
                classes.put(id, ClassBalance.NONE);
                return;
            }
            double weight = (double) count(Count.ANNOTATIONS) / ((double) seen.size() * annotations);
            classes.put(id, new ClassBalance(annotations, where.pictures(), where.videos(), where.pixels(), weight));
            examples.put(id, where.first().clip().fileName(where.first().frame()));
        });
        return new Statistics(classes, examples, Gaps.of(selection, splits, names, classes), changes);
    }
}
