package limner.model.geometry;

import java.util.List;

/// An open line through at least two points; it has length but no area. Fewer points are refused with an
/// [IllegalArgumentException].
public record Polyline(List<Point> points) implements Shape {
    public Polyline {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw new IllegalArgumentException("A polyline needs at least two points, but has " + points.size() + ".");
        }
    }

    @Override
    public Box bounds() {
        return Coordinates.bounds(points);
    }

    @Override
    public Polyline translated(double dx, double dy) {
        return new Polyline(Coordinates.translated(points, dx, dy));
    }

    @Override
    public ShapeKind kind() {
        return ShapeKind.POLYLINE;
    }
}
