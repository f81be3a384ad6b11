package limner.model.geometry;

import java.util.List;
import java.util.stream.Stream;

/// A closed line through at least three points; the last point is joined to the first without being repeated.
/// Fewer points are refused with an [IllegalArgumentException].
public record Ring(List<Point> points) {
    /// How far beside a line counts as on it, in pixels: what is left of rounding.
    private static final double FLAT = 1e-9;

    /// A square above this has all its digits.
    private static final double TINY = 1e-280;

    public Ring {
        points = PackedPoints.copyOf(points);
        if (points.size() < 3) {
            throw new IllegalArgumentException("A ring needs at least three points, but has " + points.size() + ".");
        }
    }

    /// A ring of coordinates.
    ///
    /// @param coordinates x and y in turn
    /// @throws IllegalArgumentException when there are fewer than three points, half a point, or one is no number
    public static Ring of(double[] coordinates) {
        if (coordinates.length % 2 != 0) {
            throw new IllegalArgumentException("A ring has an x without a y.");
        }
        return new Ring(PackedPoints.of(coordinates));
    }

    /// How many points it has.
    public int size() {
        return points.size();
    }

    /// The x of a point, without making one.
    public double x(int i) {
        return packed().x(i);
    }

    /// The y of a point, without making one.
    public double y(int i) {
        return packed().y(i);
    }

    PackedPoints packed() {
        return PackedPoints.copyOf(points);
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

    /// Whether a point lies inside, by the even-odd rule; on the line itself it may be either. (Crossing number of a
    /// ray
    /// to the right: J. O'Rourke, Computational Geometry in C, 1998, section 7.4.)
    public boolean surrounds(Point p) {
        boolean inside = false;
        Point a = points.getLast();
        for (Point b : points) {
            if ((a.y() > p.y()) != (b.y() > p.y())
                    && p.x() < (b.x() - a.x()) * (p.y() - a.y()) / (b.y() - a.y()) + a.x()) {
                inside = !inside;
            }
            a = b;
        }
        return inside;
    }

    /// Whether all points lie on one line, so that nothing is enclosed.
    public boolean isFlat() {
        Point origin = points.getFirst();
        Point far = farthest(origin);
        double length = distance(origin, far);
        PackedPoints all = packed();
        for (int i = 1; i < all.size(); i++) {
            double twice =
                    (far.x() - origin.x()) * (all.y(i) - origin.y()) - (all.x(i) - origin.x()) * (far.y() - origin.y());
            if (length > 0 && Math.abs(twice) / length > FLAT) {
                return false;
            }
        }
        return true;
    }

    /// Squares are enough to compare by, unless they lose what they are squares of.
    private Point farthest(Point origin) {
        PackedPoints all = packed();
        int at = 0;
        double most = 0;
        for (int i = 1; i < all.size(); i++) {
            double dx = all.x(i) - origin.x();
            double dy = all.y(i) - origin.y();
            double square = dx * dx + dy * dy;
            if (square > most) {
                at = i;
                most = square;
            }
        }
        if (most > TINY && most < Double.POSITIVE_INFINITY) {
            return all.get(at);
        }
        Point far = origin;
        for (Point p : points) {
            if (distance(origin, p) > distance(origin, far)) {
                far = p;
            }
        }
        return far;
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(b.x() - a.x(), b.y() - a.y());
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
