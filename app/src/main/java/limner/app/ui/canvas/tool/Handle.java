package limner.app.ui.canvas.tool;

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
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// A part of the selected shape that can be dragged.
public sealed interface Handle {

    /// How far what turns a shape stands off it, as a share of the room that a middle needs.
    double ROTOR = 0.75;

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

    /// A side or corner of a turned box, or of the box around an ellipse that is turned as it is: -1, 0 or 1 across and
    /// down in its own axes. What lies opposite stays.
    record Edge(int across, int down, Point at) implements Handle {
        @Override
        public Shape dragged(Shape shape, Point to) {
            return switch (shape) {
                case RotatedBox b -> dragged(b, to);
                case Ellipse e -> {
                    RotatedBox b = dragged(e.frame(), to);
                    yield new Ellipse(b.x(), b.y(), b.width() / 2, b.height() / 2, b.angle());
                }
                case Box _, Polygon _, Polyline _, Point _, PointSet _, Skeleton _, Mask _ -> shape;
            };
        }

        private RotatedBox dragged(RotatedBox box, Point to) {
            Point p = box.local(to);
            double left = across < 0 ? p.x() : -box.width() / 2;
            double right = across > 0 ? p.x() : box.width() / 2;
            double top = down < 0 ? p.y() : -box.height() / 2;
            double bottom = down > 0 ? p.y() : box.height() / 2;
            return box.within(Box.between(new Point(left, top), new Point(right, bottom)));
        }
    }

    /// What turns a box or an ellipse about its centre: beyond the middle of its upper side.
    ///
    /// @param foot the middle of that side
    record Rotor(Point foot, Point at) implements Handle {
        @Override
        public Shape dragged(Shape shape, Point to) {
            return switch (shape) {
                case RotatedBox b -> b.withAngle(Angles.of(b.centre(), to) + 90);
                case Ellipse e -> e.withAngle(Angles.of(e.centre(), to) + 90);
                case Box _, Polygon _, Polyline _, Point _, PointSet _, Skeleton _, Mask _ -> shape;
            };
        }

        /// The shape with its angle at the nearest whole step.
        static Shape stepped(Shape shape) {
            return switch (shape) {
                case RotatedBox b -> b.withAngle(Angles.stepped(b.angle()));
                case Ellipse e -> e.withAngle(Angles.stepped(e.angle()));
                case Box _, Polygon _, Polyline _, Point _, PointSet _, Skeleton _, Mask _ -> shape;
            };
        }
    }

    /// A vertex of a ring or a line, one of several points, or a joint.
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

    /// All handles of a shape. Middles are left out where an edge is shorter than the given length, and what turns a
    /// shape stands off it by a part of that.
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
            case RotatedBox b -> addFrame(handles, b, room);
            case Ellipse e -> addFrame(handles, e.frame(), room);
            case Point p -> handles.add(new Vertex(0, 0, p));
            case PointSet(List<Point> points) -> addChain(handles, points, 0, 0, room);
            case Skeleton s ->
                addChain(handles, s.joints().stream().map(Joint::at).toList(), 0, 0, room);
            case Mask _ -> {
                // A mask is changed with brush and eraser.
            }
        }
        return handles;
    }

    private static void addFrame(List<Handle> handles, RotatedBox box, double room) {
        for (int down = -1; down <= 1; down++) {
            for (int across = -1; across <= 1; across++) {
                if (across != 0 || down != 0) {
                    handles.add(new Edge(across, down, box.place(across, down)));
                }
            }
        }
        if (Double.isFinite(room)) {
            Point foot = box.place(0, -1);
            double angle = Math.toRadians(box.angle());
            double off = room * ROTOR;
            handles.add(new Rotor(foot, foot.translated(Math.sin(angle) * off, -Math.cos(angle) * off)));
        }
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
