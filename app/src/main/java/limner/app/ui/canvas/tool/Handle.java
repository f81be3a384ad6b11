package limner.app.ui.canvas.tool;

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

/// A part of the selected shape that can be dragged.
public sealed interface Handle {

    Point at();

    /// The shape when this handle is dragged to a place.
    Shape dragged(Shape shape, Point to);

    /// A side or corner of a box: -1, 0 or 1 across and down.
    record Side(int across, int down, Point at) implements Handle {
        @Override
        public Shape dragged(Shape shape, Point to) {
            Box b = shape.bounds();
            double left = across < 0 ? to.x() : b.x();
            double right = across > 0 ? to.x() : b.right();
            double top = down < 0 ? to.y() : b.y();
            double bottom = down > 0 ? to.y() : b.bottom();
            return Box.between(new Point(left, top), new Point(right, bottom));
        }
    }

    /// A vertex of a ring or a line.
    record Vertex(int ring, int index, Point at) implements Handle {
        @Override
        public Shape dragged(Shape shape, Point to) {
            return Vertices.with(shape, ring, points -> points.set(index, to));
        }
    }

    /// The middle of an edge; dragging it makes a new vertex.
    record Middle(int ring, int after, Point at) implements Handle {
        @Override
        public Shape dragged(Shape shape, Point to) {
            return Vertices.with(shape, ring, points -> points.add(after + 1, to));
        }
    }

    /// All handles of a shape. Middles are left out where an edge is shorter than the given length.
    ///
    /// @param room least length of an edge that gets a middle, in picture pixels
    static List<Handle> of(Shape shape, double room) {
        List<Handle> handles = new ArrayList<>();
        switch (shape) {
            case Box b -> {
                for (int down = -1; down <= 1; down++) {
                    for (int across = -1; across <= 1; across++) {
                        if (across != 0 || down != 0) {
                            handles.add(new Side(
                                    across,
                                    down,
                                    new Point(
                                            b.x() + b.width() * (across + 1) / 2,
                                            b.y() + b.height() * (down + 1) / 2)));
                        }
                    }
                }
            }
            case Polygon(List<Ring> rings) -> {
                for (int r = 0; r < rings.size(); r++) {
                    addChain(
                            handles,
                            rings.get(r).points(),
                            r,
                            rings.get(r).points().size(),
                            room);
                }
            }
            case Polyline(List<Point> points) -> addChain(handles, points, 0, points.size() - 1, room);
            case Point p -> handles.add(new Vertex(0, 0, p));
            case Mask _ -> {
                // A mask is changed with brush and eraser.
            }
        }
        return handles;
    }

    private static void addChain(List<Handle> handles, List<Point> points, int ring, int edges, double room) {
        for (int i = 0; i < points.size(); i++) {
            handles.add(new Vertex(ring, i, points.get(i)));
        }
        for (int i = 0; i < edges; i++) {
            Point a = points.get(i);
            Point b = points.get((i + 1) % points.size());
            if (Math.hypot(a.x() - b.x(), a.y() - b.y()) >= room) {
                handles.add(new Middle(ring, i, new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2)));
            }
        }
    }

    /// The handle at a place; vertices and sides before middles.
    static Optional<Handle> at(List<Handle> handles, Point place, double near) {
        Handle best = null;
        double nearest = near;
        for (Handle h : handles) {
            double distance = Math.hypot(h.at().x() - place.x(), h.at().y() - place.y());
            double limit = h instanceof Middle ? Math.min(nearest, near * 0.8) : nearest;
            if (distance <= limit && !(best != null && h instanceof Middle)) {
                best = h;
                nearest = distance;
            }
        }
        return Optional.ofNullable(best);
    }
}
