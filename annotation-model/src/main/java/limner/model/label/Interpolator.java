package limner.model.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.Shape;

/// Shapes between two keyframes: every number goes in a straight line from the left to the right.
final class Interpolator {

    private Interpolator() {}

    /// The shape at `t` of the way (0 to 1), or empty where the two cannot be paired point by point: different kinds,
    /// different numbers of vertices, masks.
    static Optional<Shape> between(Shape left, Shape right, double t) {
        return switch (left) {
            case Box a
            when right instanceof Box b ->
                Optional.of(new Box(
                        mix(a.x(), b.x(), t),
                        mix(a.y(), b.y(), t),
                        mix(a.width(), b.width(), t),
                        mix(a.height(), b.height(), t)));
            case Point a when right instanceof Point b -> Optional.of(mix(a, b, t));
            case Polyline a
            when right instanceof Polyline b && a.points().size() == b.points().size() ->
                Optional.of(new Polyline(mix(a.points(), b.points(), t)));
            case Polygon a when right instanceof Polygon b && alike(a, b) -> Optional.of(mix(a, b, t));
            case Box _, Point _, Polyline _, Polygon _, Mask _ -> Optional.empty();
        };
    }

    private static boolean alike(Polygon a, Polygon b) {
        if (a.rings().size() != b.rings().size()) {
            return false;
        }
        for (int i = 0; i < a.rings().size(); i++) {
            if (a.rings().get(i).points().size() != b.rings().get(i).points().size()) {
                return false;
            }
        }
        return true;
    }

    private static Polygon mix(Polygon a, Polygon b, double t) {
        List<Ring> rings = new ArrayList<>();
        for (int i = 0; i < a.rings().size(); i++) {
            rings.add(new Ring(mix(a.rings().get(i).points(), b.rings().get(i).points(), t)));
        }
        return new Polygon(rings);
    }

    private static List<Point> mix(List<Point> a, List<Point> b, double t) {
        List<Point> points = new ArrayList<>(a.size());
        for (int i = 0; i < a.size(); i++) {
            points.add(mix(a.get(i), b.get(i), t));
        }
        return points;
    }

    private static Point mix(Point a, Point b, double t) {
        return new Point(mix(a.x(), b.x(), t), mix(a.y(), b.y(), t));
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
