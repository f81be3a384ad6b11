package limner.model.release;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Shape;
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
        BYTES_OF_PICTURES
    }

    Tally(Selection selection) {
        this.selection = selection;
        for (CocoCategory category : selection.categories()) {
            names.put(new ClassId(category.id()), category.name());
            perClass.put(new ClassId(category.id()), 0);
        }
    }

    void negative() {
        add(Count.NEGATIVES, 1);
    }

    void picture(long bytes) {
        add(Count.BYTES_OF_PICTURES, bytes);
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
    int annotation(ClassId classId, Placement.Source source, Segment segment) {
        perClass.merge(classId, 1, Integer::sum);
        perSource.merge(nameOf(source), 1, Integer::sum);
        switch (segment.segmentation()) {
            case CocoSegmentation.None() -> add(Count.BOXES, 1);
            case CocoSegmentation.Rings _ -> {
                add(Count.RINGS, 1);
                add(Count.RING_PIXELS, segment.area());
                add(Count.BORDER_PIXELS, segment.borderPixels());
            }
            case CocoSegmentation.Runs _ -> add(Count.RUNS, 1);
        }
        if (segment.madeRuns()) {
            add(Count.MADE_RUNS, 1);
        }
        add(Count.ANNOTATIONS, 1);
        return count(Count.ANNOTATIONS);
    }

    void kept(Shape shape) {
        switch (shape) {
            case Point _, Polyline _ -> add(Count.LINES, 1);
            case Box _, Polygon _, Mask _ -> add(Count.WITHOUT_PIXELS, 1);
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
                sum(Count.BYTES_OF_PICTURES));
    }
}
