package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

/// Shapes with a vertex moved, added or taken away.
final class Vertices {

    private Vertices() {}

    /// The shape after a change to the points of one of its rings.
    static Shape with(Shape shape, int ring, Consumer<List<Point>> change) {
        return switch (shape) {
            case Polygon(List<Ring> rings) -> {
                List<Ring> next = new ArrayList<>(rings);
                next.set(ring, new Ring(changed(rings.get(ring).points(), change)));
                yield new Polygon(next);
            }
            case Polyline(List<Point> points) -> new Polyline(changed(points, change));
            case Point p -> changed(List.of(p), change).getFirst();
            case PointSet(List<Point> points) -> new PointSet(changed(points, change));
            case Skeleton(List<Joint> joints) -> {
                List<Point> places = changed(joints.stream().map(Joint::at).toList(), change);
                List<Joint> next = new ArrayList<>();
                for (int i = 0; i < joints.size(); i++) {
                    Joint joint = joints.get(i);
                    // Who puts a joint somewhere says that it is there.
                    boolean found = !joint.present() && !joint.at().equals(places.get(i));
                    next.add(joint.withAt(places.get(i)).withState(found ? Joint.State.VISIBLE : joint.state()));
                }
                yield new Skeleton(next);
            }
            case Box _, RotatedBox _, Ellipse _, Mask _ -> shape;
        };
    }

    /// The shape without a vertex: a hole or part that would have fewer than three points goes as a whole, and a joint
    /// becomes absent. Empty when nothing would be left, or the shape has no vertices.
    static Optional<Shape> without(Shape shape, Handle.Vertex vertex) {
        return switch (shape) {
            case Polygon(List<Ring> rings)
            when rings.get(vertex.ring()).points().size() > 3 ->
                Optional.of(with(shape, vertex.ring(), points -> points.remove(vertex.index())));
            case Polygon(List<Ring> rings)
            when rings.size() > 1 && !holds(rings, vertex.ring()) -> {
                List<Ring> rest = new ArrayList<>(rings);
                rest.remove(vertex.ring());
                yield Optional.of(new Polygon(rest));
            }
            case Polyline(List<Point> points)
            when points.size() > 2 -> Optional.of(with(shape, 0, all -> all.remove(vertex.index())));
            case PointSet(List<Point> points)
            when points.size() > 1 -> Optional.of(with(shape, 0, all -> all.remove(vertex.index())));
            case Skeleton s
            when s.present().size() > 1 || !s.joints().get(vertex.index()).present() ->
                Optional.of(
                        s.with(vertex.index(), s.joints().get(vertex.index()).withState(Joint.State.ABSENT)));
            case Polygon _, Polyline _, Box _, RotatedBox _, Ellipse _, Point _, PointSet _, Skeleton _, Mask _ ->
                Optional.empty();
        };
    }

    /// Whether another ring lies in this one: without it that would be the object and not a hole.
    private static boolean holds(List<Ring> rings, int outer) {
        Polygon around = new Polygon(List.of(rings.get(outer)));
        for (int i = 0; i < rings.size(); i++) {
            if (i != outer && HitTest.inside(around, rings.get(i).points().getFirst())) {
                return true;
            }
        }
        return false;
    }

    private static List<Point> changed(List<Point> points, Consumer<List<Point>> change) {
        List<Point> next = new ArrayList<>(points);
        change.accept(next);
        return next;
    }
}
