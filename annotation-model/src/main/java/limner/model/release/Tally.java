package limner.model.release;

import java.util.Locale;
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
    private int negatives;
    private int tracks;
    private int boxes;
    private int rings;
    private int runs;
    private int madeRuns;
    private long borderPixels;
    private long ringPixels;
    private int lines;
    private int withoutPixels;
    private int tags;
    private int events;
    private long bytesOfPictures;

    Tally(Selection selection) {
        this.selection = selection;
        for (CocoCategory category : selection.categories()) {
            names.put(new ClassId(category.id()), category.name());
            perClass.put(new ClassId(category.id()), 0);
        }
    }

    void negative() {
        negatives++;
    }

    void picture(long bytes) {
        bytesOfPictures += bytes;
    }

    void tag() {
        tags++;
    }

    void event() {
        events++;
    }

    void tracks(int count) {
        tracks = count;
    }

    void annotation(ClassId classId, Placement.Source source, Segment segment) {
        perClass.merge(classId, 1, Integer::sum);
        perSource.merge(nameOf(source), 1, Integer::sum);
        switch (segment.segmentation()) {
            case CocoSegmentation.None() -> boxes++;
            case CocoSegmentation.Rings _ -> {
                rings++;
                ringPixels += segment.area();
                borderPixels += segment.borderPixels();
            }
            case CocoSegmentation.Runs _ -> runs++;
        }
        if (segment.madeRuns()) {
            madeRuns++;
        }
    }

    void kept(Shape shape) {
        switch (shape) {
            case Point _, Polyline _ -> lines++;
            case Box _, Polygon _, Mask _ -> withoutPixels++;
        }
    }

    static String nameOf(Placement.Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    ReleaseReport report() {
        return new ReleaseReport(
                names,
                selection.clips().size(),
                selection.pictures(),
                negatives,
                perClass,
                perSource,
                tracks,
                boxes,
                rings,
                runs,
                madeRuns,
                borderPixels,
                ringPixels,
                lines,
                withoutPixels,
                selection.betweenLeftOut(),
                tags,
                events,
                bytesOfPictures);
    }
}
