package limner.app.usecase;

import java.util.ArrayList;
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
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.plugin.api.SuggestedShape;
import limner.plugin.opencv.Body;
import limner.plugin.opencv.Body.Vertices;
import org.jspecify.annotations.Nullable;

/// A shape of a label as trackers carry it, and back. What cannot be read off the vertices (names, states, which corner
/// is
/// which) comes from the shape that it began as.
record CarriedShape(Shape began) {

    Body body() {
        return switch (began) {
            case Box b ->
                new Body.Upright(new SuggestedShape.Box(b.x(), b.y(), Math.max(1, b.width()), Math.max(1, b.height())));
            case RotatedBox b -> corners(b);
            case Ellipse e -> corners(e.frame());
            case Polygon(var rings) ->
                new Vertices(rings.stream().map(r -> vertices(r.points())).toList(), Vertices.Kind.RINGS);
            case Polyline(var points) -> new Vertices(List.of(vertices(points)), Vertices.Kind.LINES);
            case Point p -> new Vertices(List.of(vertices(List.of(p))), Vertices.Kind.POINTS);
            case PointSet(var points) -> new Vertices(List.of(vertices(points)), Vertices.Kind.POINTS);
            case Skeleton(var joints) ->
                new Vertices(List.of(vertices(joints.stream().map(Joint::at).toList())), Vertices.Kind.POINTS);
            case Mask(var rle) -> new Body.Pixels(new SuggestedShape.Mask(rle.width(), rle.height(), rle.counts()));
        };
    }

    private static Body corners(RotatedBox box) {
        return new Vertices(List.of(vertices(box.corners().points())), Vertices.Kind.RINGS);
    }

    private static List<SuggestedShape.Point> vertices(List<Point> points) {
        return points.stream().map(p -> new SuggestedShape.Point(p.x(), p.y())).toList();
    }

    /// Empty when nothing of it is on the picture.
    Optional<Shape> shape(Body body, int width, int height) {
        Shape shape = switch (body) {
            case Body.Pixels(var mask) ->
                mask.area() == 0 ? null : new Mask(Rle.ofCounts(mask.width(), mask.height(), mask.runs()));
            case Body.Upright(var b) -> clipped(b, width, height);
            case Vertices(var runs, var _) -> shape(runs);
        };
        return Optional.ofNullable(shape).filter(s -> isSeen(s.bounds(), width, height));
    }

    private static boolean isSeen(Box b, int width, int height) {
        return b.right() >= 0 && b.bottom() >= 0 && b.x() <= width && b.y() <= height;
    }

    private static @Nullable Box clipped(SuggestedShape.Box b, int width, int height) {
        double left = Math.clamp(b.x(), 0, width);
        double top = Math.clamp(b.y(), 0, height);
        double right = Math.clamp(b.x() + b.width(), 0, width);
        double bottom = Math.clamp(b.y() + b.height(), 0, height);
        return right > left && bottom > top ? new Box(left, top, right - left, bottom - top) : null;
    }

    private Shape shape(List<List<SuggestedShape.Point>> runs) {
        List<List<Point>> all = runs.stream()
                .map(run -> run.stream().map(p -> new Point(p.x(), p.y())).toList())
                .toList();
        List<Point> points = all.getFirst();
        return switch (began) {
            case RotatedBox b -> turned(b, points);
            case Ellipse e -> {
                RotatedBox f = turned(e.frame(), points);
                yield new Ellipse(f.x(), f.y(), f.width() / 2, f.height() / 2, f.angle());
            }
            case Polygon _ -> new Polygon(all.stream().map(Ring::new).toList());
            case Polyline _ -> new Polyline(points);
            case Point _ -> points.getFirst();
            case PointSet _ -> new PointSet(points);
            case Skeleton(var joints) -> {
                List<Joint> moved = new ArrayList<>();
                for (int i = 0; i < joints.size(); i++) {
                    moved.add(joints.get(i).withAt(points.get(i)));
                }
                yield new Skeleton(moved);
            }
            case Box _, Mask _ -> throw new IllegalStateException("neither boxes nor masks come back as vertices");
        };
    }

    /// The rectangle moved, turned and grown as its corners were: by least squares, so that it stays one.
    private static RotatedBox turned(RotatedBox box, List<Point> corners) {
        List<Point> began = box.corners().points();
        double x = corners.stream().mapToDouble(Point::x).average().orElse(box.x());
        double y = corners.stream().mapToDouble(Point::y).average().orElse(box.y());
        double along = 0;
        double across = 0;
        double spread = 0;
        for (int i = 0; i < began.size(); i++) {
            double px = began.get(i).x() - box.x();
            double py = began.get(i).y() - box.y();
            double qx = corners.get(i).x() - x;
            double qy = corners.get(i).y() - y;
            along += px * qx + py * qy;
            across += px * qy - py * qx;
            spread += px * px + py * py;
        }
        double growth = spread > 0 ? Math.hypot(along, across) / spread : 1;
        double angle = box.angle() + Math.toDegrees(Math.atan2(across, along));
        return new RotatedBox(x, y, box.width() * growth, box.height() * growth, angle);
    }
}
