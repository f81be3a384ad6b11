package limner.model.label;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// Shapes between two keyframes. Boxes, ellipses and points go over number by number in a straight line, angles by the
/// shorter way round, joints of skeletons by their names, outlines as [OutlinePath] and [PolygonPath] say, masks as
/// [limner.model.geometry.Rle#towards] does. A shape never becomes one of another kind on the way.
public final class Interpolator {

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
            case RotatedBox _ -> to instanceof RotatedBox;
            case Ellipse _ -> to instanceof Ellipse;
            case PointSet a ->
                to instanceof PointSet b && a.points().size() == b.points().size();
            case Skeleton a -> to instanceof Skeleton b && !Collections.disjoint(a.names(), b.names());
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
            case Box _, RotatedBox _, Ellipse _, Point _, PointSet _ -> true;
            case Skeleton a -> to instanceof Skeleton b && a.names().equals(b.names());
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

    /// The shape at `t` of the way (above 0, below 1) from one of a kind evenly to another of it.
    ///
    /// @throws IllegalArgumentException when the kinds differ
    public static Shape between(Shape from, Shape to, double t) {
        return switch (from) {
            case Box a
            when to instanceof Box b ->
                new Box(
                        mix(a.x(), b.x(), t),
                        mix(a.y(), b.y(), t),
                        mix(a.width(), b.width(), t),
                        mix(a.height(), b.height(), t));
            case RotatedBox a
            when to instanceof RotatedBox b ->
                new RotatedBox(
                        mix(a.x(), b.x(), t),
                        mix(a.y(), b.y(), t),
                        mix(a.width(), b.width(), t),
                        mix(a.height(), b.height(), t),
                        turned(a.angle(), b.angle(), t));
            case Ellipse a
            when to instanceof Ellipse b ->
                new Ellipse(
                        mix(a.x(), b.x(), t),
                        mix(a.y(), b.y(), t),
                        mix(a.radiusX(), b.radiusX(), t),
                        mix(a.radiusY(), b.radiusY(), t),
                        turned(a.angle(), b.angle(), t));
            case Point a when to instanceof Point b -> mix(a, b, t);
            case PointSet a when to instanceof PointSet b -> new PointSet(mix(a.points(), b.points(), t));
            case Skeleton a when to instanceof Skeleton b -> mix(a, b, t);
            case Polyline a
            when to instanceof Polyline b -> OutlinePath.open(a, b).lineAt(t);
            case Polygon a
            when to instanceof Polygon b -> PolygonPath.between(a, b).at(t);
            case Mask(var a) when to instanceof Mask(var b) -> new Mask(a.towards(b, t));
            case Box _, RotatedBox _, Ellipse _, Point _, PointSet _, Skeleton _, Polyline _, Polygon _, Mask _ ->
                throw new IllegalArgumentException("a " + from.kind() + " does not go over into a " + to.kind());
        };
    }

    /// Joints go to those of the same name; one without such a partner stays. What is to be seen of a joint is held.
    private static Skeleton mix(Skeleton from, Skeleton to, double t) {
        Map<String, Joint> partners = new HashMap<>();
        to.joints().forEach(j -> partners.put(j.name(), j));
        return new Skeleton(from.joints().stream()
                .map(j -> {
                    Joint partner = partners.get(j.name());
                    return partner == null ? j : j.withAt(mix(j.at(), partner.at(), t));
                })
                .toList());
    }

    /// An angle in degrees, by the shorter way round; by the clockwise one where both are half a turn.
    private static double turned(double a, double b, double t) {
        double way = Math.IEEEremainder(b - a, 360);
        return a + (way == -180 ? 180 : way) * t;
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
