package limner.model.geometry;

/// What can be drawn on a picture. Coordinates are pixels: (0, 0) is the corner of the top-left pixel, x grows to the
/// right, y grows downwards, and pixel (i, j) covers [i, i+1) × [j, j+1).
///
/// Shapes are immutable values and may be shared between threads.
public sealed interface Shape permits Box, RotatedBox, Ellipse, Polygon, Polyline, Point, PointSet, Skeleton, Mask {
    /// The smallest box around the shape in continuous coordinates. A point gives a box without extent; an empty mask
    /// gives the box without extent at (0, 0).
    Box bounds();

    /// The shape moved by so many pixels. A [Mask] moves by whole pixels (halves round up) and loses what leaves the
    /// picture; every other shape may leave the picture and keeps its form.
    Shape translated(double dx, double dy);

    /// Which kind of shape this is.
    ShapeKind kind();

    /// Whether it covers pixels; lines, points and skeletons do not.
    default boolean hasArea() {
        return switch (this) {
            case Box _, RotatedBox _, Ellipse _, Polygon _, Mask _ -> true;
            case Polyline _, Point _, PointSet _, Skeleton _ -> false;
        };
    }
}
