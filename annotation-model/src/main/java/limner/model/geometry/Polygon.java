package limner.model.geometry;

import java.util.List;

/// A region drawn with rings: what is enclosed by an odd number of them is inside. The first ring is an outer one; the
/// others are holes or further parts, and the even–odd rule tells which, whatever way round they run.
/// At least one ring is needed; an [IllegalArgumentException] says so.
public record Polygon(List<Ring> rings) implements Shape {
    public Polygon {
        rings = List.copyOf(rings);
        if (rings.isEmpty()) {
            throw new IllegalArgumentException("A polygon needs at least one ring.");
        }
    }

    /// A polygon of one ring.
    public static Polygon of(List<Point> points) {
        return new Polygon(List.of(new Ring(points)));
    }

    @Override
    public Box bounds() {
        return PackedPoints.bounds(rings.stream().map(Ring::packed).toList());
    }

    @Override
    public Polygon translated(double dx, double dy) {
        return new Polygon(rings.stream().map(ring -> ring.translated(dx, dy)).toList());
    }

    @Override
    public ShapeKind kind() {
        return ShapeKind.POLYGON;
    }
}
