package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.Shape;

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
            case Box b -> b;
            case Mask m -> m;
        };
    }

    /// The shape without a vertex: a ring that would have fewer than three points goes as a whole. Empty when nothing
    /// would be left, or the shape has no vertices.
    static Optional<Shape> without(Shape shape, Handle.Vertex vertex) {
        return switch (shape) {
            case Polygon(List<Ring> rings)
            when rings.get(vertex.ring()).points().size() > 3 ->
                Optional.of(with(shape, vertex.ring(), points -> points.remove(vertex.index())));
            case Polygon(List<Ring> rings)
            when rings.size() > 1 -> {
                List<Ring> rest = new ArrayList<>(rings);
                rest.remove(vertex.ring());
                yield Optional.of(new Polygon(rest));
            }
            case Polyline(List<Point> points)
            when points.size() > 2 -> Optional.of(with(shape, 0, all -> all.remove(vertex.index())));
            case Polygon _, Polyline _, Box _, Point _, Mask _ -> Optional.empty();
        };
    }

    private static List<Point> changed(List<Point> points, Consumer<List<Point>> change) {
        List<Point> next = new ArrayList<>(points);
        change.accept(next);
        return next;
    }
}
