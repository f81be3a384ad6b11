package limner.model.geometry;

import java.util.List;
import java.util.stream.Stream;

/// A closed line through at least three points; the last point is joined to the first without being repeated.
/// Fewer points are refused with an [IllegalArgumentException].
public record Ring(List<Point> points) {
    public Ring {
        points = List.copyOf(points);
        if (points.size() < 3) {
            throw new IllegalArgumentException("A ring needs at least three points, but has " + points.size() + ".");
        }
    }

    /// The enclosed area in square pixels of the continuous plane: positive when the ring runs clockwise on the screen,
    /// negative when it runs the other way. (Shoelace formula, taken from the first point so that far-off rings keep
    /// their precision.)
    public double signedArea() {
        Point origin = points.getFirst();
        double twice = 0;
        for (int i = 1; i + 1 < points.size(); i++) {
            Point a = points.get(i);
            Point b = points.get(i + 1);
            twice += (a.x() - origin.x()) * (b.y() - origin.y()) - (b.x() - origin.x()) * (a.y() - origin.y());
        }
        return twice / 2;
    }

    /// The way round, from the sign of [#signedArea()].
    public Winding winding() {
        double area = signedArea();
        if (area == 0) {
            return Winding.NONE;
        }
        return area > 0 ? Winding.CLOCKWISE : Winding.COUNTERCLOCKWISE;
    }

    /// The same line walked the other way, from the same first point.
    public Ring reversed() {
        List<Point> rest = points.subList(1, points.size()).reversed();
        return new Ring(
                Stream.concat(Stream.of(points.getFirst()), rest.stream()).toList());
    }

    /// The smallest box around the ring.
    public Box bounds() {
        return Coordinates.bounds(points);
    }

    /// The ring moved by so many pixels.
    public Ring translated(double dx, double dy) {
        return new Ring(Coordinates.translated(points, dx, dy));
    }
}
