package limner.model.geometry;

import static limner.model.geometry.Coordinates.finite;

/// A place on the picture in continuous pixel coordinates: a shape of its own, and the vertex of rings and polylines.
/// A coordinate that is infinite or not a number is refused with an [IllegalArgumentException].
public record Point(double x, double y) implements Shape {
    public Point {
        x = finite(x, "The x of a point");
        y = finite(y, "The y of a point");
    }

    @Override
    public Box bounds() {
        return new Box(x, y, 0, 0);
    }

    @Override
    public Point translated(double dx, double dy) {
        return new Point(x + dx, y + dy);
    }

    @Override
    public ShapeKind kind() {
        return ShapeKind.POINT;
    }
}
