package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import limner.model.geometry.Box;
import limner.model.geometry.Contours;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// One line of a shape: a ring of its outline, or a line itself.
///
/// @param ring which ring of a polygon; 0 of everything else
record Contour(int ring, List<Point> points, boolean closed) {

    private static final int PLACES_OF_ELLIPSE = 96;

    Contour {
        points = List.copyOf(points);
    }

    /// A place on a line: on the edge after a vertex, so much of the way to the next.
    record Place(Contour contour, int edge, double share, Point at, double distance) {}

    /// All lines of a shape; none of single places. Those of a mask run around its pixels.
    static List<Contour> of(Shape shape) {
        return switch (shape) {
            case Box b -> List.of(new Contour(0, HitTest.corners(b), true));
            case RotatedBox b -> List.of(new Contour(0, b.corners().points(), true));
            case Ellipse e ->
                List.of(new Contour(0, e.outline(PLACES_OF_ELLIPSE).points(), true));
            case Polygon(List<Ring> rings) -> rings(rings);
            case Polyline(List<Point> points) -> List.of(new Contour(0, points, false));
            case Mask(var rle) ->
                Contours.polygon(rle).map(p -> rings(p.rings())).orElse(List.of());
            case Point _, PointSet _, Skeleton _ -> List.of();
        };
    }

    private static List<Contour> rings(List<Ring> rings) {
        List<Contour> all = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            all.add(new Contour(i, rings.get(i).points(), true));
        }
        return all;
    }

    /// The place on any of these lines that is nearest, and within a distance.
    static Optional<Place> nearest(List<Contour> contours, Point at, double near) {
        return contours.stream()
                .map(c -> c.nearest(at))
                .filter(p -> p.distance() <= near)
                .min(Comparator.comparingDouble(Place::distance));
    }

    /// The nearest place, however far.
    Place nearest(Point at) {
        Place best = new Place(this, 0, 0, points.getFirst(), Double.POSITIVE_INFINITY);
        for (int i = 0; i < (closed ? points.size() : points.size() - 1); i++) {
            Point a = points.get(i);
            Point b = points.get((i + 1) % points.size());
            double dx = b.x() - a.x();
            double dy = b.y() - a.y();
            double squared = dx * dx + dy * dy;
            double t = squared == 0 ? 0 : Math.clamp(((at.x() - a.x()) * dx + (at.y() - a.y()) * dy) / squared, 0, 1);
            // A corner is met as it was drawn.
            Point place = t == 0 ? a : t == 1 ? b : new Point(a.x() + t * dx, a.y() + t * dy);
            double distance = Math.hypot(at.x() - place.x(), at.y() - place.y());
            if (distance < best.distance()) {
                best = new Place(this, i, t, place, distance);
            }
        }
        return best;
    }

    /// The nearest of the vertices within a distance.
    Optional<Point> vertex(Point at, double near) {
        return points.stream()
                .filter(p -> distance(p, at) <= near)
                .min(Comparator.comparingDouble(p -> distance(p, at)));
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    /// The vertices passed from one place to another in the order of the line; round its end where it is closed.
    private List<Point> forward(Place from, Place to) {
        List<Point> passed = new ArrayList<>();
        boolean ahead = from.edge() < to.edge() || from.edge() == to.edge() && from.share() <= to.share();
        int steps = to.edge() - from.edge() + (ahead ? 0 : points.size());
        for (int i = 1; i <= steps; i++) {
            passed.add(points.get((from.edge() + i) % points.size()));
        }
        return passed;
    }

    /// The line from one place to another, both ends with it, the shorter way round.
    List<Point> shorter(Place from, Place to) {
        List<Point> there = way(from, forward(from, to), to);
        List<Point> back = way(from, forward(to, from).reversed(), to);
        if (!closed) {
            boolean ahead = from.edge() < to.edge() || from.edge() == to.edge() && from.share() <= to.share();
            return ahead ? there : back;
        }
        return length(there) <= length(back) ? there : back;
    }

    /// The longer way round; of an open line, which has one way only, the same as the shorter.
    List<Point> longer(Place from, Place to) {
        List<Point> there = way(from, forward(from, to), to);
        List<Point> shorter = shorter(from, to);
        return !closed || !there.equals(shorter)
                ? there
                : way(from, forward(to, from).reversed(), to);
    }

    /// The line with a stretch of it drawn anew. Of the two stretches of a ring the one goes that lies nearer to what
    /// was drawn: between which and the drawn line there is less area.
    ///
    /// @param drawn from one place to the other, both with it
    List<Point> redrawn(Place from, List<Point> drawn, Place to) {
        if (!closed) {
            boolean ahead = from.edge() < to.edge() || from.edge() == to.edge() && from.share() <= to.share();
            Place first = ahead ? from : to;
            Place last = ahead ? to : from;
            List<Point> next = new ArrayList<>(points.subList(0, first.edge() + (first.share() > 0 ? 1 : 0)));
            next.addAll(ahead ? drawn : drawn.reversed());
            next.addAll(points.subList(last.edge() + 1, points.size()));
            return withoutRepeats(next, false);
        }
        List<Point> there = forward(from, to);
        List<Point> back = forward(to, from).reversed();
        boolean replacesThere = between(drawn, way(from, there, to)) <= between(drawn, way(from, back, to));
        List<Point> next = new ArrayList<>();
        // The ring keeps its way round.
        next.addAll(replacesThere ? drawn : drawn.reversed());
        next.addAll(replacesThere ? back.reversed() : there);
        return withoutRepeats(next, true);
    }

    private static List<Point> way(Place from, List<Point> between, Place to) {
        List<Point> way = new ArrayList<>();
        way.add(from.at());
        way.addAll(between);
        way.add(to.at());
        return withoutRepeats(way, false);
    }

    private static List<Point> withoutRepeats(List<Point> line, boolean closed) {
        List<Point> next = new ArrayList<>();
        for (Point p : line) {
            if (next.isEmpty() || !next.getLast().equals(p)) {
                next.add(p);
            }
        }
        if (closed && next.size() > 1 && next.getFirst().equals(next.getLast())) {
            next.removeLast();
        }
        return next;
    }

    private static double length(List<Point> line) {
        double length = 0;
        for (int i = 1; i < line.size(); i++) {
            length += distance(line.get(i - 1), line.get(i));
        }
        return length;
    }

    /// The area between two lines with the same ends.
    private static double between(List<Point> a, List<Point> b) {
        List<Point> loop = new ArrayList<>(a);
        loop.addAll(b.reversed());
        return loop.size() < 3 ? 0 : Math.abs(new Ring(loop).signedArea());
    }
}
