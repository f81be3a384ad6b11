package limner.model.label;

import java.util.List;
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

/// How far two shapes are apart: masks by their overlap, all others by pixels.
///
/// @param pixels of boxes the farthest that a corner has moved, of ellipses a place of the border; of points and joints
/// their distance; of outlines the farthest that a corner of either lies from the other's line; 0 for masks, infinite
/// for shapes of two kinds, for points that are not as many and for skeletons of which other joints are to be seen
/// @param overlap intersection over union of masks; 1 for all others
public record Misfit(double pixels, double overlap) {

    /// Nothing is off.
    public static final Misfit NONE = new Misfit(0, 1);

    /// How many places of an ellipse are compared.
    private static final int PLACES = 64;

    private static final Point NOWHERE = new Point(0, 0);
    private static final Misfit OTHER_KIND = new Misfit(Double.POSITIVE_INFINITY, 0);

    public static Misfit between(Shape a, Shape b) {
        return switch (a) {
            case Box p
            when b instanceof Box q ->
                ofPixels(Math.hypot(
                        Math.max(Math.abs(p.x() - q.x()), Math.abs(p.right() - q.right())),
                        Math.max(Math.abs(p.y() - q.y()), Math.abs(p.bottom() - q.bottom()))));
            case RotatedBox p
            when b instanceof RotatedBox q ->
                moved(p.corners().points(), q.corners().points());
            case Ellipse p
            when b instanceof Ellipse q ->
                moved(p.outline(PLACES).points(), q.outline(PLACES).points());
            case PointSet p
            when b instanceof PointSet q && p.points().size() == q.points().size() -> moved(p.points(), q.points());
            case Skeleton p
            when b instanceof Skeleton q && seen(p).equals(seen(q)) ->
                moved(
                        p.present().stream().map(Joint::at).toList(),
                        q.present().stream().map(Joint::at).toList());
            case Point p when b instanceof Point q -> ofPixels(Math.hypot(p.x() - q.x(), p.y() - q.y()));
            case Polyline p
            when b instanceof Polyline q ->
                ofPixels(Math.max(
                        farthest(List.of(p.points()), List.of(q.points()), false),
                        farthest(List.of(q.points()), List.of(p.points()), false)));
            case Polygon p
            when b instanceof Polygon q ->
                ofPixels(Math.max(farthest(rings(p), rings(q), true), farthest(rings(q), rings(p), true)));
            case Mask(var p)
            when b instanceof Mask(var q) && p.width() == q.width() && p.height() == q.height() ->
                new Misfit(0, p.iou(q));
            case Box _, RotatedBox _, Ellipse _, Point _, PointSet _, Skeleton _, Polyline _, Polygon _, Mask _ ->
                OTHER_KIND;
        };
    }

    /// The worse of the two, number by number.
    public Misfit and(Misfit other) {
        return new Misfit(Math.max(pixels, other.pixels), Math.min(overlap, other.overlap));
    }

    private static List<Joint> seen(Skeleton skeleton) {
        return skeleton.joints().stream().map(j -> j.withAt(NOWHERE)).toList();
    }

    private static Misfit moved(List<Point> from, List<Point> to) {
        double farthest = 0;
        for (int i = 0; i < from.size(); i++) {
            farthest = Math.max(
                    farthest,
                    Math.hypot(
                            from.get(i).x() - to.get(i).x(),
                            from.get(i).y() - to.get(i).y()));
        }
        return ofPixels(farthest);
    }

    private static Misfit ofPixels(double pixels) {
        return new Misfit(pixels, 1);
    }

    private static List<List<Point>> rings(Polygon polygon) {
        return polygon.rings().stream().map(Ring::points).toList();
    }

    private static double farthest(List<List<Point>> corners, List<List<Point>> lines, boolean closed) {
        double farthest = 0;
        for (List<Point> points : corners) {
            for (Point p : points) {
                double nearest = Double.POSITIVE_INFINITY;
                for (List<Point> line : lines) {
                    for (int i = closed ? 0 : 1; i < line.size(); i++) {
                        Point before = line.get(i == 0 ? line.size() - 1 : i - 1);
                        nearest = Math.min(nearest, distance(p, before, line.get(i)));
                    }
                }
                farthest = Math.max(farthest, nearest);
            }
        }
        return farthest;
    }

    private static double distance(Point p, Point a, Point b) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double square = dx * dx + dy * dy;
        double t = square > 0 ? Math.clamp(((p.x() - a.x()) * dx + (p.y() - a.y()) * dy) / square, 0, 1) : 0;
        return Math.hypot(p.x() - a.x() - t * dx, p.y() - a.y() - t * dy);
    }
}
