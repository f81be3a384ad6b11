package limner.model.release;

import java.util.List;
import java.util.Optional;
import limner.model.geometry.Box;
import limner.model.geometry.Contours;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.release.coco.CocoKeypoint;
import limner.model.release.coco.CocoSegmentation;

/// Turns shapes into COCO segmentations for pictures of one size. Area and box always come from the pixels of Limner's
/// own rule; rings are written only where a reader that takes their union, and draws them as pycocotools does, gets the
/// same region up to its border pixels.
final class Segmenter {

    private final Encodings encodings;
    private final int width;
    private final int height;

    Segmenter(Encodings encodings, int width, int height) {
        this.encodings = encodings;
        this.width = width;
        this.height = height;
    }

    /// Nothing when the shape covers no pixel of the picture: points, lines, slivers, what lies outside.
    Optional<Segment> segment(Shape drawn) {
        return segment(drawn, pixels(drawn));
    }

    /// As [#segment(Shape)], for whoever needs the pixels too: finding them takes longest.
    ///
    /// @param pixels what [#pixels(Shape)] says of the shape
    Optional<Segment> segment(Shape drawn, Rle pixels) {
        Shape shape = fitting(drawn);
        return pixels.bounds().map(bounds -> switch (shape) {
            case Box box -> box(box, pixels, bounds);
            // Neither rings nor pixels say which rectangle or ellipse it was.
            case RotatedBox box -> region(turned(box), pixels, bounds, encodings.polygons());
            case Ellipse _ -> mask(pixels, bounds);
            case Polygon polygon -> {
                Segment segment = region(polygon, pixels, bounds, encodings.polygons());
                yield segment.segmentation() instanceof CocoSegmentation.Rings ? whole(segment) : segment;
            }
            case Mask mask -> {
                Segment segment = mask(pixels, bounds);
                yield segment.segmentation() instanceof CocoSegmentation.Runs ? whole(segment) : segment;
            }
            case Polyline _, Point _, PointSet _, Skeleton _ ->
                throw new IllegalStateException("a line covers no pixel");
        });
    }

    /// The pixels that a shape covers.
    Rle pixels(Shape drawn) {
        return Rasterizer.rasterize(fitting(drawn), width, height);
    }

    /// What is left of a region that others lie over: its pixels, and no longer the shape that was drawn.
    ///
    /// @param left at least one pixel
    Segment rest(Rle left) {
        Box box = left.bounds().orElseThrow().toBox();
        return new Segment(new CocoSegmentation.Runs(left), left.area(), box, false, false, 0, true);
    }

    /// A mask drawn on another picture of a sequence may have that one's size.
    private Shape fitting(Shape drawn) {
        return drawn instanceof Mask(Rle rle) ? new Mask(rle.inPicture(width, height)) : drawn;
    }

    /// A skeleton: no region, and the box around the keypoints that are labelled, which may be as thin as a point.
    ///
    /// @param keypoints one of them labelled at least
    Segment keypoints(List<CocoKeypoint> keypoints) {
        Box box = around(keypoints).clampedTo(width, height);
        long area = Rasterizer.rasterize(box, width, height).area();
        return new Segment(new CocoSegmentation.None(), area, box, false, false, 0, false);
    }

    /// The box around the keypoints that are labelled; without extent at (0, 0) where none is.
    static Box around(List<CocoKeypoint> keypoints) {
        List<Point> places = keypoints.stream()
                .filter(CocoKeypoint::labelled)
                .map(k -> new Point(k.x(), k.y()))
                .toList();
        return places.isEmpty() ? new Box(0, 0, 0, 0) : new PointSet(places).bounds();
    }

    private static Segment whole(Segment s) {
        return new Segment(s.segmentation(), s.area(), s.box(), true, s.madeRuns(), s.borderPixels(), s.cut());
    }

    private Segment box(Box box, Rle pixels, PixelBox bounds) {
        Box inside = box.clampedTo(width, height);
        return switch (encodings.boxes()) {
            case NONE ->
                new Segment(new CocoSegmentation.None(), pixels.area(), inside, inside.equals(box), false, 0, false);
            case POLYGONS, RLE -> region(corners(inside), pixels, bounds, encodings.boxes());
        };
    }

    private static Polygon corners(Box b) {
        return Polygon.of(List.of(
                new Point(b.x(), b.y()),
                new Point(b.right(), b.y()),
                new Point(b.right(), b.bottom()),
                new Point(b.x(), b.bottom())));
    }

    private static Polygon turned(RotatedBox box) {
        return new Polygon(List.of(box.corners()));
    }

    private Segment mask(Rle pixels, PixelBox bounds) {
        return switch (encodings.masks()) {
            case NONE, RLE -> runs(pixels, bounds, false);
            case POLYGONS ->
                Contours.polygon(pixels)
                        .map(outline -> region(outline, pixels, bounds, Encoding.POLYGONS))
                        .orElseGet(() -> runs(pixels, bounds, true));
        };
    }

    private Segment region(Polygon polygon, Rle pixels, PixelBox bounds, Encoding encoding) {
        return switch (encoding) {
            case NONE, RLE -> runs(pixels, bounds, false);
            case POLYGONS ->
                sayableWithRings(polygon, pixels) ? rings(polygon, pixels, bounds) : runs(pixels, bounds, true);
        };
    }

    private static Segment runs(Rle pixels, PixelBox bounds, boolean wantedRings) {
        return new Segment(
                new CocoSegmentation.Runs(pixels), pixels.area(), bounds.toBox(), false, wantedRings, 0, false);
    }

    private Segment rings(Polygon polygon, Rle pixels, PixelBox bounds) {
        long border =
                pixels.xor(Rasterizer.rasterizeLikeCoco(polygon, width, height)).area();
        CocoSegmentation rings = new CocoSegmentation.Rings(polygon.rings());
        return new Segment(rings, pixels.area(), bounds.toBox(), false, false, border, false);
    }

    /// Whether readers get the same region from the rings: no hole or crossing of rings is lost in their union, no ring
    /// vanishes, nothing differs but border pixels.
    private boolean sayableWithRings(Polygon polygon, Rle pixels) {
        if (!withinPicture(polygon) || nested(polygon.rings())) {
            return false;
        }
        Rle union = Rle.empty(width, height);
        for (Ring ring : polygon.rings()) {
            Polygon alone = new Polygon(List.of(ring));
            if (Rasterizer.rasterizeLikeCoco(alone, width, height).isEmpty()) {
                return false;
            }
            union = union.union(Rasterizer.rasterize(alone, width, height));
        }
        return union.equals(pixels)
                && differsAtBorderOnly(pixels, Rasterizer.rasterizeLikeCoco(polygon, width, height));
    }

    /// Readers differ in what they do with corners outside the picture.
    private boolean withinPicture(Polygon polygon) {
        Box b = polygon.bounds();
        return b.x() >= 0 && b.y() >= 0 && b.right() <= width && b.bottom() <= height;
    }

    /// Whether a ring lies inside another, even where the hole it makes covers no pixel.
    private static boolean nested(List<Ring> rings) {
        for (Ring inner : rings) {
            for (Ring outer : rings) {
                if (inner != outer && inner.points().stream().allMatch(outer::surrounds)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether two regions are equal except for pixels that touch the border of the first, from inside or outside.
    private static boolean differsAtBorderOnly(Rle ours, Rle theirs) {
        Rle lost = ours.subtract(theirs);
        Rle added = theirs.subtract(ours);
        Rle core = ours;
        Rle reach = ours;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                Rle moved = ours.translated(dx, dy);
                core = core.intersect(moved);
                reach = reach.union(moved);
            }
        }
        return lost.intersect(core).isEmpty() && added.subtract(reach).isEmpty();
    }
}
