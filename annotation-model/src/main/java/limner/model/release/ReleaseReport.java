package limner.model.release;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.id.ClassId;

/// What is in a release, and everything that its format could not carry.
///
/// @param classNames names of the classes of `perClass`
/// @param videos videos that gave at least one picture
/// @param pictures all pictures, negatives included
/// @param negatives pictures on which nothing of the chosen classes was drawn
/// @param perClass number of annotations per class, also 0
/// @param perSource number of annotations per way their place is known: keyframe, interpolated, held
/// @param tracks tracks with at least one annotation
/// @param boxes annotations that carry a box and no region
/// @param rings annotations written as rings
/// @param runs annotations written as run lengths
/// @param madeRuns annotations that were to be rings, but rings could not say them (holes, crossings, slivers)
/// @param borderPixels pixels by which pycocotools draws the rings differently from Limner's pixel rule, all at borders
/// @param ringPixels pixels that the rings cover by Limner's pixel rule
/// @param lines points and polylines on the pictures: they cover no pixel and are kept with the provenance alone
/// @param withoutPixels boxes and regions too small or too far outside to cover a pixel: kept with the provenance alone
/// @param betweenLeftOut pictures left out because an object on them was only interpolated or held
/// @param tags tags on the pictures
/// @param events interval and point events that touch a picture
/// @param bytesOfPictures size of all PNG files, 0 for a preview
public record ReleaseReport(
        SortedMap<ClassId, String> classNames,
        int videos,
        int pictures,
        int negatives,
        SortedMap<ClassId, Integer> perClass,
        SortedMap<String, Integer> perSource,
        int tracks,
        int boxes,
        int rings,
        int runs,
        int madeRuns,
        long borderPixels,
        long ringPixels,
        int lines,
        int withoutPixels,
        int betweenLeftOut,
        int tags,
        int events,
        long bytesOfPictures) {

    public ReleaseReport {
        classNames = Collections.unmodifiableSortedMap(new TreeMap<>(classNames));
        perClass = Collections.unmodifiableSortedMap(new TreeMap<>(perClass));
        perSource = Collections.unmodifiableSortedMap(new TreeMap<>(perSource));
    }

    public int annotations() {
        return boxes + rings + runs;
    }

    /// A sentence for each thing the format does not carry as it was; empty when nothing is lost.
    public List<String> losses() {
        List<String> losses = new ArrayList<>();
        if (borderPixels > 0) {
            losses.add("pycocotools draws " + borderPixels + " pixels at the borders of polygons differently ("
                    + ringPixels + " pixels lie in polygons); areas and boxes are by Limner's pixel rule.");
        }
        if (madeRuns > 0) {
            losses.add(counted(madeRuns, "annotation") + " could not be said with rings and "
                    + (madeRuns == 1 ? "is" : "are") + " written as run lengths.");
        }
        if (lines > 0) {
            losses.add(counted(lines, "point or polyline", "points and polylines")
                    + " cannot be COCO instances; the provenance keeps them.");
        }
        if (withoutPixels > 0) {
            losses.add(counted(withoutPixels, "shape") + " on the pictures "
                    + (withoutPixels == 1 ? "covers" : "cover") + " no pixel; the provenance keeps "
                    + (withoutPixels == 1 ? "it." : "them."));
        }
        if (betweenLeftOut > 0) {
            losses.add(counted(betweenLeftOut, "picture")
                    + " left out because an object on it was only interpolated or held.");
        }
        return List.copyOf(losses);
    }

    static String counted(int count, String one) {
        return counted(count, one, one + "s");
    }

    private static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
