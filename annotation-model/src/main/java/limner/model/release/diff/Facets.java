package limner.model.release.diff;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limner.model.geometry.Rle;
import limner.model.release.coco.CocoAnnotation;
import limner.model.release.coco.CocoKeypoint;
import limner.model.release.coco.CocoSegmentation;
import limner.model.release.diff.ReleaseDiff.Facet;

/// In what two labels that are the same object differ.
final class Facets {

    private Facets() {}

    static Set<Facet> of(Shown a, Shown b, int width, int height) {
        Set<Facet> facets = EnumSet.noneOf(Facet.class);
        add(facets, Facet.CLASS, a.classKey() != b.classKey());
        List<CocoKeypoint> before =
                a.annotation().map(CocoAnnotation::keypoints).orElse(List.of());
        List<CocoKeypoint> after = b.annotation().map(CocoAnnotation::keypoints).orElse(List.of());
        if (before.isEmpty() && after.isEmpty()) {
            boolean pixels = !a.writtenLike(b) && !samePixels(a, b, width, height);
            add(facets, Facet.PIXELS, pixels);
            add(facets, Facet.OUTLINE, !pixels && drawnOtherwise(a, b));
        } else {
            add(facets, Facet.KEYPOINTS, !before.equals(after));
        }
        add(facets, Facet.ATTRIBUTES, !attributes(a).equals(attributes(b)));
        add(facets, Facet.OCCLUSION, a.line().occluded() != b.line().occluded());
        add(facets, Facet.PLACE, !a.line().place().equals(b.line().place()));
        add(facets, Facet.ORIGIN, !a.line().origin().equals(b.line().origin()));
        add(
                facets,
                Facet.TRACK,
                tracked(a) != tracked(b)
                        && a.annotation().isPresent() == b.annotation().isPresent());
        return facets;
    }

    private static void add(Set<Facet> facets, Facet facet, boolean differs) {
        if (differs) {
            facets.add(facet);
        }
    }

    private static boolean samePixels(Shown a, Shown b, int width, int height) {
        Rle before = a.pixels(width, height);
        return before.equals(b.pixels(width, height));
    }

    /// The same region may be written as rings and as run lengths: that alone is nobody's change.
    private static boolean drawnOtherwise(Shown a, Shown b) {
        if (!kind(a).equals(kind(b))) {
            return true;
        }
        boolean bothTold = !a.line().drawn().isEmpty() && !b.line().drawn().isEmpty();
        if (bothTold) {
            return !a.line().drawn().equals(b.line().drawn());
        }
        if (a.annotation().isEmpty() || b.annotation().isEmpty()) {
            return false;
        }
        CocoAnnotation before = a.annotation().get();
        CocoAnnotation after = b.annotation().get();
        return switch (before.segmentation()) {
            case CocoSegmentation.None() ->
                after.segmentation() instanceof CocoSegmentation.None
                        && !before.box().equals(after.box());
            case CocoSegmentation.Rings rings ->
                after.segmentation() instanceof CocoSegmentation.Rings && !rings.equals(after.segmentation());
            case CocoSegmentation.Runs _ -> false;
        };
    }

    private static String kind(Shown s) {
        return s.annotation().map(CocoAnnotation::shape).orElse("");
    }

    private static Object attributes(Shown s) {
        return s.annotation().map(a -> (Object) a.attributes()).orElse(Map.of());
    }

    static boolean tracked(Shown s) {
        return s.annotation().isPresent() && s.annotation().get().track().isPresent();
    }
}
