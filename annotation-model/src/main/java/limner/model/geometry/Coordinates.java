package limner.model.geometry;

import java.util.List;

/// What all shapes ask of their numbers.
final class Coordinates {
    private Coordinates() {}

    /// The value itself, with the negative zero made plain so that equal places are equal values.
    static double finite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be a finite number, but is " + value + ".");
        }
        return value + 0.0;
    }

    /// The smallest box around at least one point.
    static Box bounds(List<Point> points) {
        return PackedPoints.copyOf(points).bounds();
    }

    static List<Point> translated(List<Point> points, double dx, double dy) {
        return points.stream().map(point -> point.translated(dx, dy)).toList();
    }
}
