package limner.model.label;

import java.util.ArrayList;
import java.util.List;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Shape;

/// Shapes between two keyframes. Boxes and points go over number by number in a straight line, outlines as
/// [OutlinePath] and [PolygonPath] say, masks as [limner.model.geometry.Rle#towards] does. A shape never becomes one of
/// another kind on the way.
final class Interpolator {

    private Interpolator() {}

    /// Whether the shape goes over into the next one, or stays as it is.
    static boolean moves(Keyframe from, Shape to) {
        return switch (from.interpolation()) {
            case LINEAR -> goesOver(from.shape(), to);
            case HELD -> false;
            case PAIRED -> goesOver(from.shape(), to) && paired(from.shape(), to);
        };
    }

    private static boolean goesOver(Shape from, Shape to) {
        return switch (from) {
            case Box _ -> to instanceof Box;
            case Point _ -> to instanceof Point;
            case Polyline _ -> to instanceof Polyline;
            case Polygon a -> to instanceof Polygon b && (PolygonPath.alike(a, b) || PolygonPath.isFew(a, b));
            case Mask(var a) ->
                to instanceof Mask(var b)
                        && a.width() == b.width()
                        && a.height() == b.height()
                        && !a.isEmpty()
                        && !b.isEmpty();
        };
    }

    /// Whether the two have the same numbers in the same order.
    private static boolean paired(Shape from, Shape to) {
        return switch (from) {
            case Box _, Point _ -> true;
            case Polyline a ->
                to instanceof Polyline b && a.points().size() == b.points().size();
            case Polygon a -> to instanceof Polygon b && PolygonPath.alike(a, b);
            case Mask _ -> false;
        };
    }

    /// The shape at `t` of the way (above 0, below 1) between two of which [#moves] says that they go over.
    ///
    /// @throws IllegalArgumentException when they do not
    static Shape between(Keyframe from, Shape to, double t) {
        if (from.interpolation() == Interpolation.PAIRED
                && from.shape() instanceof Polygon a
                && to instanceof Polygon b) {
            // What was said before there were other ways stays as it was, also where a ring turns inside out.
            return PolygonPath.listed(a, b).at(t);
        }
        return between(from.shape(), to, t);
    }

    static Shape between(Shape from, Shape to, double t) {
        return switch (from) {
            case Box a
            when to instanceof Box b ->
                new Box(
                        mix(a.x(), b.x(), t),
                        mix(a.y(), b.y(), t),
                        mix(a.width(), b.width(), t),
                        mix(a.height(), b.height(), t));
            case Point a when to instanceof Point b -> mix(a, b, t);
            case Polyline a
            when to instanceof Polyline b -> OutlinePath.open(a, b).lineAt(t);
            case Polygon a
            when to instanceof Polygon b -> PolygonPath.between(a, b).at(t);
            case Mask(var a) when to instanceof Mask(var b) -> new Mask(a.towards(b, t));
            case Box _, Point _, Polyline _, Polygon _, Mask _ ->
                throw new IllegalArgumentException("a " + from.kind() + " does not go over into a " + to.kind());
        };
    }

    static List<Point> mix(List<Point> a, List<Point> b, double t) {
        List<Point> points = new ArrayList<>(a.size());
        for (int i = 0; i < a.size(); i++) {
            points.add(mix(a.get(i), b.get(i), t));
        }
        return points;
    }

    static Point mix(Point a, Point b, double t) {
        return new Point(mix(a.x(), b.x(), t), mix(a.y(), b.y(), t));
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
