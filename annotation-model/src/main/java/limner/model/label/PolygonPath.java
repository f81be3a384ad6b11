package limner.model.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Ring;
import org.jspecify.annotations.Nullable;

/// Two polygons paired ring by ring.
///
/// Polygons with the same rings pair them in order. Otherwise outer rings find outer rings, and holes find holes of the
/// rings that theirs were paired with: the nearest in place and size first, after both polygons have been laid over
/// each
/// other. A ring without a partner shrinks towards its centre, or grows from it, while that moves along with the rest;
/// holes of such a ring go with it.
final class PolygonPath {

    /// More rings than a person draws: a frame may not wait for the pairing of what a machine made.
    private static final int MOST_PAIRS = 10_000;

    /// One ring on its way.
    private sealed interface Way {
        record Paired(OutlinePath path) implements Way {}

        /// @param towards whether it is there at the end, not at the beginning
        /// @param moved how far its place moves over the whole way
        record Alone(Ring ring, Point anchor, boolean towards, Point moved) implements Way {}
    }

    private final List<Way> ways;

    private PolygonPath(List<Way> ways) {
        this.ways = ways;
    }

    static boolean alike(Polygon a, Polygon b) {
        if (a.rings().size() != b.rings().size()) {
            return false;
        }
        for (int i = 0; i < a.rings().size(); i++) {
            if (a.rings().get(i).points().size() != b.rings().get(i).points().size()) {
                return false;
            }
        }
        return true;
    }

    /// Whether there are so few rings that every one can be held against every other.
    static boolean isFew(Polygon a, Polygon b) {
        return (long) a.rings().size() * b.rings().size() <= MOST_PAIRS;
    }

    /// Ring by ring and number by number; the two are [#alike].
    static PolygonPath listed(Polygon from, Polygon to) {
        List<Way> ways = new ArrayList<>();
        for (int i = 0; i < from.rings().size(); i++) {
            ways.add(new Way.Paired(
                    OutlinePath.listed(from.rings().get(i), to.rings().get(i))));
        }
        return new PolygonPath(ways);
    }

    static PolygonPath between(Polygon from, Polygon to) {
        List<Way> ways = new ArrayList<>();
        if (alike(from, to) || from.rings().size() == 1 && to.rings().size() == 1) {
            for (int i = 0; i < from.rings().size(); i++) {
                ways.add(new Way.Paired(
                        OutlinePath.closed(from.rings().get(i), to.rings().get(i))));
            }
            return new PolygonPath(ways);
        }
        Nest a = Nest.of(from);
        Nest b = Nest.of(to);
        Point middle = between(a.middle(), b.middle());
        Map<Integer, Integer> partners = new HashMap<>();
        pair(a, a.outer(), b, b.outer(), middle, partners);
        for (int outer : a.outer()) {
            Integer partner = partners.get(outer);
            if (partner != null) {
                Point moved = between(a.centre(outer), b.centre(partner));
                pair(a, a.holesOf(outer), b, b.holesOf(partner), moved, partners);
            }
        }
        for (int i = 0; i < a.rings().size(); i++) {
            Integer partner = partners.get(i);
            ways.add(
                    partner == null
                            ? alone(a, i, false, moved(a, i, b, partners).orElse(middle), partners.keySet())
                            : new Way.Paired(OutlinePath.closed(
                                    a.rings().get(i), b.rings().get(partner))));
        }
        Map<Integer, Integer> back = new HashMap<>();
        partners.forEach((i, j) -> back.put(j, i));
        for (int j = 0; j < b.rings().size(); j++) {
            if (!back.containsKey(j)) {
                Point moved =
                        moved(b, j, a, back).map(p -> new Point(-p.x(), -p.y())).orElse(middle);
                ways.add(alone(b, j, true, moved, back.keySet()));
            }
        }
        return new PolygonPath(ways);
    }

    /// How far the ring around an unpaired hole moves, seen from its side; empty for an outer ring and for a hole in
    /// one
    /// that has no partner either.
    private static Optional<Point> moved(Nest own, int ring, Nest other, Map<Integer, Integer> partners) {
        Integer parent = own.parents().get(ring);
        Integer partner = parent == null ? null : partners.get(parent);
        return parent == null || partner == null
                ? Optional.empty()
                : Optional.of(between(own.centre(parent), other.centre(partner)));
    }

    private static Way alone(Nest nest, int ring, boolean towards, Point moved, Set<Integer> paired) {
        Integer parent = nest.parents().get(ring);
        int anchor = parent == null || paired.contains(parent) ? ring : parent;
        return new Way.Alone(nest.rings().get(ring), nest.centre(anchor), towards, moved);
    }

    private record Candidate(int from, int to, double distance) {}

    /// The nearest first, each ring once.
    private static void pair(
            Nest a, List<Integer> some, Nest b, List<Integer> others, Point moved, Map<Integer, Integer> partners) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i : some) {
            for (int j : others) {
                Point way = between(a.centre(i), b.centre(j));
                double apart = Math.hypot(way.x() - moved.x(), way.y() - moved.y());
                candidates.add(new Candidate(i, j, apart + Math.abs(a.size(i) - b.size(j))));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::distance)
                .thenComparing(Candidate::from)
                .thenComparing(Candidate::to));
        for (Candidate c : candidates) {
            if (!partners.containsKey(c.from) && !partners.containsValue(c.to)) {
                partners.put(c.from, c.to);
            }
        }
    }

    Polygon at(double t) {
        List<Ring> rings = new ArrayList<>();
        for (Way way : ways) {
            rings.add(
                    switch (way) {
                        case Way.Paired(var path) -> path.ringAt(t);
                        case Way.Alone w -> scaled(w, t);
                    });
        }
        return new Polygon(rings);
    }

    private static Ring scaled(Way.Alone w, double t) {
        double size = w.towards ? t : 1 - t;
        double gone = w.towards ? t - 1 : t;
        double x = w.anchor.x() + gone * w.moved.x();
        double y = w.anchor.y() + gone * w.moved.y();
        return new Ring(w.ring.points().stream()
                .map(p -> new Point(x + size * (p.x() - w.anchor.x()), y + size * (p.y() - w.anchor.y())))
                .toList());
    }

    private static Point between(Point from, Point to) {
        return new Point(to.x() - from.x(), to.y() - from.y());
    }

    /// The rings of a polygon and which lies in which. Outer ones lie in an even number of others.
    ///
    /// @param parents for each hole the outer ring around it
    private record Nest(List<Ring> rings, List<Integer> outer, List<@Nullable Integer> parents) {

        static Nest of(Polygon polygon) {
            List<Ring> rings = polygon.rings();
            List<Integer> outer = new ArrayList<>();
            List<List<Integer>> around = new ArrayList<>();
            for (int i = 0; i < rings.size(); i++) {
                List<Integer> others = new ArrayList<>();
                for (int j = 0; j < rings.size(); j++) {
                    if (i != j && liesIn(rings.get(i), rings.get(j))) {
                        others.add(j);
                    }
                }
                around.add(others);
                if (others.size() % 2 == 0) {
                    outer.add(i);
                }
            }
            List<@Nullable Integer> parents = new ArrayList<>();
            for (int i = 0; i < rings.size(); i++) {
                parents.add(
                        outer.contains(i)
                                ? null
                                : around.get(i).stream()
                                        .filter(outer::contains)
                                        .min(Comparator.comparingDouble(
                                                j -> Math.abs(rings.get(j).signedArea())))
                                        .orElse(null));
            }
            return new Nest(rings, outer, parents);
        }

        /// Whether most corners lie inside, since rings may touch.
        private static boolean liesIn(Ring ring, Ring other) {
            int inside = 0;
            for (Point p : ring.points()) {
                inside += contains(other, p) ? 1 : 0;
            }
            return 2 * inside > ring.points().size();
        }

        private static boolean contains(Ring ring, Point at) {
            boolean inside = false;
            Point p = ring.points().getLast();
            for (Point q : ring.points()) {
                if (p.y() > at.y() != q.y() > at.y()
                        && at.x() < p.x() + (at.y() - p.y()) / (q.y() - p.y()) * (q.x() - p.x())) {
                    inside = !inside;
                }
                p = q;
            }
            return inside;
        }

        List<Integer> holesOf(int parent) {
            List<Integer> holes = new ArrayList<>();
            for (int i = 0; i < parents.size(); i++) {
                Integer around = parents.get(i);
                if (around != null && around == parent) {
                    holes.add(i);
                }
            }
            return holes;
        }

        /// The length of the side of a square as large.
        double size(int ring) {
            return Math.sqrt(Math.abs(rings.get(ring).signedArea()));
        }

        /// The centre of gravity; of a ring without area the mean of its corners.
        Point centre(int index) {
            List<Point> points = rings.get(index).points();
            Point origin = points.getFirst();
            double twice = 0;
            double x = 0;
            double y = 0;
            double meanX = 0;
            double meanY = 0;
            for (int i = 0; i < points.size(); i++) {
                Point p = points.get(i).translated(-origin.x(), -origin.y());
                Point q = points.get((i + 1) % points.size()).translated(-origin.x(), -origin.y());
                double cross = p.x() * q.y() - q.x() * p.y();
                twice += cross;
                x += cross * (p.x() + q.x());
                y += cross * (p.y() + q.y());
                meanX += p.x() / points.size();
                meanY += p.y() / points.size();
            }
            return twice == 0
                    ? new Point(origin.x() + meanX, origin.y() + meanY)
                    : new Point(origin.x() + x / (3 * twice), origin.y() + y / (3 * twice));
        }

        /// The centre of all outer rings by their areas.
        Point middle() {
            double weight = 0;
            double x = 0;
            double y = 0;
            for (int ring : outer) {
                // A ring without area still has a place.
                double area = Math.max(1e-9, Math.abs(rings.get(ring).signedArea()));
                weight += area;
                x += area * centre(ring).x();
                y += area * centre(ring).y();
            }
            return weight > 0 ? new Point(x / weight, y / weight) : centre(0);
        }
    }
}
