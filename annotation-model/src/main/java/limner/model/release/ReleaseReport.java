package limner.model.release;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.id.ClassId;
import limner.model.id.MediaId;

/// What is in a release, and everything that its format could not carry.
///
/// @param classNames names of the classes of `perClass`
/// @param videos videos that gave at least one picture
/// @param pictures all pictures, negatives included
/// @param negatives pictures on which nothing of the chosen classes was drawn
/// @param perClass number of annotations per class, also 0
/// @param perSource number of annotations per way their place is known: keyframe, interpolated, held
/// @param tracks tracks with at least one annotation
/// @param boxes annotations that carry a box and no region, skeletons with their keypoints among them
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
/// @param small objects that cover fewer pixels than the plan asks for: kept with the provenance alone
/// @param cut regions that lost pixels to what lies over them
/// @param hidden regions of which nothing is left under others: kept with the provenance alone
/// @param beyondReach pictures left out because an object on them is too far from a keyframe
/// @param dropped pictures left out because they show what is not to be seen
/// @param blurred objects that are blurred on pictures, counted on each
/// @param filled objects that are painted over on pictures, counted on each
/// @param lossyPictures picture files whose pixels are not exactly those that were decoded
/// @param parts what the videos were divided into, in the order of the plan
/// @param division the part each video stays in, also of videos that are not in the release and were kept; empty where
///     it is not divided
/// @param statistics what somebody who trains on it wants to know
/// @param warnings sentences about what nobody lost and somebody should look at
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
        long bytesOfPictures,
        int small,
        int cut,
        int hidden,
        int beyondReach,
        int dropped,
        int blurred,
        int filled,
        int lossyPictures,
        List<Part> parts,
        SortedMap<MediaId, String> division,
        Statistics statistics,
        List<String> warnings) {

    public ReleaseReport {
        classNames = Collections.unmodifiableSortedMap(new TreeMap<>(classNames));
        perClass = Collections.unmodifiableSortedMap(new TreeMap<>(perClass));
        perSource = Collections.unmodifiableSortedMap(new TreeMap<>(perSource));
        parts = List.copyOf(parts);
        division = Collections.unmodifiableSortedMap(new TreeMap<>(division));
        warnings = List.copyOf(warnings);
    }

    /// A part of a divided release.
    ///
    /// @param labels all labels on its pictures
    /// @param perClass the same by class; classes of which there is none are not in it
    public record Part(String name, int videos, long pictures, long labels, SortedMap<ClassId, Long> perClass) {
        public Part {
            perClass = Collections.unmodifiableSortedMap(new TreeMap<>(perClass));
        }
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
        if (small > 0) {
            losses.add(counted(small, "object") + (small == 1 ? " covers" : " cover")
                    + " fewer pixels than the plan asks for; the provenance keeps " + (small == 1 ? "it." : "them."));
        }
        if (cut > 0) {
            losses.add(counted(cut, "region") + " lost pixels to what lies over " + (cut == 1 ? "it" : "them")
                    + ", as the plan asks; the provenance keeps what was drawn.");
        }
        if (hidden > 0) {
            losses.add(counted(hidden, "region") + (hidden == 1 ? " lies" : " lie")
                    + " under others entirely; the provenance keeps " + (hidden == 1 ? "it." : "them."));
        }
        if (beyondReach > 0) {
            losses.add(counted(beyondReach, "picture")
                    + " left out because an object on it is farther from a keyframe than the plan allows.");
        }
        if (dropped > 0) {
            losses.add(counted(dropped, "picture") + " left out because " + (dropped == 1 ? "it shows" : "they show")
                    + " what is not to be seen.");
        }
        if (blurred > 0) {
            losses.add(counted(blurred, "object") + (blurred == 1 ? " is" : " are")
                    + " blurred on the pictures; the file of the video shows " + (blurred == 1 ? "it." : "them."));
        }
        if (filled > 0) {
            losses.add(counted(filled, "object") + (filled == 1 ? " is" : " are")
                    + " painted over on the pictures; the file of the video shows "
                    + (filled == 1 ? "it." : "them."));
        }
        if (lossyPictures > 0) {
            losses.add(counted(lossyPictures, "picture") + (lossyPictures == 1 ? " is a JPEG" : " are JPEGs")
                    + ", which changes pixels a little.");
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
