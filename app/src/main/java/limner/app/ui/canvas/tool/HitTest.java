package limner.app.ui.canvas.tool;

import java.util.List;
import java.util.Optional;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// What lies under the pointer. An outline that is near wins over an inside, a smaller thing over a larger one, so that
/// what lies within a large box can be reached.
public final class HitTest {

    /// As many corners as an ellipse is given to measure how far its line is.
    private static final int PLACES = 96;

    private HitTest() {}

    /// The thing a click at this place means; locked things are passed over.
    ///
    /// @param targets the topmost first: of two that lie alike the upper one is meant
    /// @param near how far from an outline still counts, in picture pixels
    public static Optional<Target> at(List<Target> targets, Point at, double near) {
        Target best = null;
        boolean bestNear = false;
        double least = 0;
        for (Target t : targets) {
            boolean onLine = !t.locked() && distance(t.shape(), at) <= near;
            if (t.locked() || (bestNear && !onLine) || (!onLine && !inside(t.shape(), at))) {
                continue;
            }
            double area = area(t.shape());
            if (best == null || onLine != bestNear || area < least) {
                best = t;
                bestNear = onLine;
                least = area;
            }
        }
        return Optional.ofNullable(best);
    }

    /// Distance to the outline; for masks, which are grasped by their pixels, infinite.
    static double distance(Shape shape, Point at) {
        return switch (shape) {
            case Box b -> ring(corners(b), at);
            case RotatedBox b -> ring(b.corners().points(), at);
            case Ellipse e -> ring(e.outline(PLACES).points(), at);
            case Polygon(List<Ring> rings) ->
                rings.stream().mapToDouble(r -> ring(r.points(), at)).min().orElse(Double.POSITIVE_INFINITY);
            case Polyline(List<Point> points) -> {
                double nearest = Double.POSITIVE_INFINITY;
                for (int i = 0; i + 1 < points.size(); i++) {
                    nearest = Math.min(nearest, toSegment(points.get(i), points.get(i + 1), at));
                }
                yield nearest;
            }
            case Point p -> toPoint(p, at);
            case PointSet(List<Point> points) -> toNearest(points, at);
            case Skeleton s -> toNearest(s.present().stream().map(Joint::at).toList(), at);
            case Mask _ -> Double.POSITIVE_INFINITY;
        };
    }

    static boolean inside(Shape shape, Point at) {
        return switch (shape) {
            case Box b -> at.x() >= b.x() && at.x() < b.right() && at.y() >= b.y() && at.y() < b.bottom();
            case Polygon(List<Ring> rings) -> {
                boolean in = false;
                for (Ring r : rings) {
                    in ^= inside(r.points(), at);
                }
                yield in;
            }
            case Mask(var rle) -> {
                int x = (int) Math.floor(at.x());
                int y = (int) Math.floor(at.y());
                yield x >= 0 && y >= 0 && x < rle.width() && y < rle.height() && rle.contains(x, y);
            }
            case RotatedBox b -> b.contains(at);
            case Ellipse e -> e.contains(at);
            // Bones lie somewhere between the joints.
            case Skeleton s -> inside(s.bounds(), at);
            case Polyline _, Point _, PointSet _ -> false;
        };
    }

    private static double toPoint(Point p, Point at) {
        return Math.max(0, Math.hypot(p.x() - at.x(), p.y() - at.y()) - 1e-9);
    }

    private static double toNearest(List<Point> points, Point at) {
        return points.stream().mapToDouble(p -> toPoint(p, at)).min().orElse(Double.POSITIVE_INFINITY);
    }

    private static double area(Shape shape) {
        Box b = shape.bounds();
        return b.width() * b.height();
    }

    static List<Point> corners(Box b) {
        return List.of(
                new Point(b.x(), b.y()),
                new Point(b.right(), b.y()),
                new Point(b.right(), b.bottom()),
                new Point(b.x(), b.bottom()));
    }

    private static double ring(List<Point> points, Point at) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0, j = points.size() - 1; i < points.size(); j = i++) {
            nearest = Math.min(nearest, toSegment(points.get(j), points.get(i), at));
        }
        return nearest;
    }

    private static boolean inside(List<Point> points, Point at) {
        boolean in = false;
        for (int i = 0, j = points.size() - 1; i < points.size(); j = i++) {
            Point a = points.get(i);
            Point b = points.get(j);
            if (a.y() > at.y() != b.y() > at.y()
                    && at.x() < a.x() + (at.y() - a.y()) * (b.x() - a.x()) / (b.y() - a.y())) {
                in = !in;
            }
        }
        return in;
    }

    private static double toSegment(Point a, Point b, Point at) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double squared = dx * dx + dy * dy;
        double t = squared == 0 ? 0 : Math.clamp(((at.x() - a.x()) * dx + (at.y() - a.y()) * dy) / squared, 0, 1);
        return Math.hypot(at.x() - a.x() - t * dx, at.y() - a.y() - t * dy);
    }
}
