package limner.model.geometry;

import java.util.List;

/// Several places that are one object, in the order in which they were set; at least one, or an
/// [IllegalArgumentException] says so.
public record PointSet(List<Point> points) implements Shape {
    public PointSet {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("A set of points needs at least one point.");
        }
    }

    @Override
    public Box bounds() {
        return Coordinates.bounds(points);
    }

    @Override
    public PointSet translated(double dx, double dy) {
        return new PointSet(Coordinates.translated(points, dx, dy));
    }

    @Override
    public ShapeKind kind() {
        return ShapeKind.POINTS;
    }
}
