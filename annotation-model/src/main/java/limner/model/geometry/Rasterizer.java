package limner.model.geometry;

import java.util.List;

/// Turns shapes into pixels. Limner's own rule is [#rasterize(Shape, int, int)]; the rule of pycocotools is here as
/// well,
/// so that the difference at the border can be counted and told.
///
/// Stateless; every method is safe to call from any thread. Sizes are in pixels, with the limits of [Rle].
public final class Rasterizer {
    private Rasterizer() {}

    /// The pixels of a shape by Limner's rule: a pixel is inside when its centre is, even–odd over all rings. When a
    /// centre lies exactly on the line, an edge counts for rows whose centre is at its upper end or below it and above
    /// its lower end, and a centre on a left border is inside, on a right border outside; so shapes that share a border
    /// never share a pixel and leave none out. The decision is made as if with exact arithmetic, whatever the
    /// coordinates.
    ///
    /// Boxes, turned ones and ellipses follow the same rule, the turned with the corners and the direction that they
    /// have
    /// in memory. Lines, points and skeletons have no area and cover no pixel. A mask is what it is.
    ///
    /// @throws IllegalArgumentException when a mask is for a picture of another size, or the size is none for a mask
    public static Rle rasterize(Shape shape, int width, int height) {
        return switch (shape) {
            case Box box -> CentreRule.rasterize(List.of(corners(box)), width, height);
            case Polygon polygon -> CentreRule.rasterize(polygon.rings(), width, height);
            case RotatedBox box -> CentreRule.rasterize(List.of(box.corners()), width, height);
            case Ellipse ellipse -> EllipseRule.rasterize(ellipse, width, height);
            case Polyline _, Point _, PointSet _, Skeleton _ -> Rle.empty(width, height);
            case Mask mask -> {
                Rle rle = mask.rle();
                if (rle.width() != width || rle.height() != height) {
                    throw new IllegalArgumentException("A mask for a picture of " + rle.width() + " × " + rle.height()
                            + " cannot be drawn in one of " + width + " × " + height + ".");
                }
                yield rle;
            }
        };
    }

    /// How many pixels [#rasterize(Shape, int, int)] gives a shape; of polygons mostly without making a mask.
    ///
    /// @throws IllegalArgumentException as [#rasterize(Shape, int, int)]
    public static long area(Shape shape, int width, int height) {
        return shape instanceof Polygon polygon
                ? PixelCount.of(polygon.rings(), width, height)
                : rasterize(shape, width, height).area();
    }

    /// The pixels that pycocotools makes of the polygon: each ring by its own rule, then the union, so that a hole
    /// given
    /// as a ring is filled.
    ///
    /// @throws IllegalArgumentException when a coordinate is too large for that rule, or the size is none for a mask
    public static Rle rasterizeLikeCoco(Polygon polygon, int width, int height) {
        Rle result = Rle.empty(width, height);
        for (Ring ring : polygon.rings()) {
            result = result.union(CocoRule.rasterize(ring, width, height));
        }
        return result;
    }

    /// The pixels that pycocotools makes of a box, which it draws as a ring of four corners.
    ///
    /// @throws IllegalArgumentException as [#rasterizeLikeCoco(Polygon, int, int)]
    public static Rle boxLikeCoco(Box box, int width, int height) {
        return CocoRule.rasterize(corners(box), width, height);
    }

    private static Ring corners(Box box) {
        return new Ring(List.of(
                new Point(box.x(), box.y()),
                new Point(box.x(), box.bottom()),
                new Point(box.right(), box.bottom()),
                new Point(box.right(), box.y())));
    }
}
