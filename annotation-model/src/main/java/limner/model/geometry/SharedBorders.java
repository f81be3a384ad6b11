package limner.model.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Changes a polygon together with those that share its border, so that neither a gap nor an overlap arises: what is
/// at a place in one of them stays at the same place in all. Vertices of one that lie on an edge of another count as
/// shared and become vertices of both.
public final class SharedBorders {

    /// How far beside an edge a vertex still counts as on it, in pixels.
    private static final double ON = 1e-6;

    private SharedBorders() {}

    /// What came of it.
    public sealed interface Result {

        /// @param polygons those that are another shape now, by their place in the list
        record Changed(SortedMap<Integer, Polygon> polygons) implements Result {}

        /// @param with the polygon in whose way it is, by its place in the list
        record Refused(Reason reason, int with) implements Result {}
    }

    /// Why nothing can be changed.
    public enum Reason {
        /// More than two borders meet in a vertex that was to go.
        JUNCTION,
        /// More was changed than vertices moved, one added, or some taken away.
        TOO_MUCH,
        /// A ring would have fewer than three vertices.
        TOO_FEW,
        /// A border would cross itself or another one.
        CROSSES,
        /// One would lie over another.
        OVERLAPS
    }

    /// @param all polygons of the frame
    /// @param edited which of them a person changed
    /// @param next what it was changed into: vertices moved, added or taken away, the rings being as many as before
    /// @param width of the picture, for telling what overlaps
    /// @param height of the picture
    public static Result edit(List<Polygon> all, int edited, Polygon next, int width, int height) {
        return edit(all, new TreeMap<>(Map.of(edited, next)), width, height);
    }

    /// As [#edit(List,int,Polygon,int,int)], for several that a person changed as one, such as by moving them together.
    ///
    /// @param edited what they were changed into, by their place in the list
    public static Result edit(List<Polygon> all, SortedMap<Integer, Polygon> edited, int width, int height) {
        for (Map.Entry<Integer, Polygon> e : edited.entrySet()) {
            if (!understood(all.get(e.getKey()), e.getValue())) {
                return new Result.Refused(Reason.TOO_MUCH, e.getKey());
            }
        }
        List<Integer> near = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Box bounds = all.get(i).bounds();
            if (edited.keySet().stream()
                    .anyMatch(k -> touches(bounds, all.get(k).bounds()))) {
                near.add(i);
            }
        }
        SortedMap<Integer, Polygon> noded = new TreeMap<>();
        near.forEach(i -> noded.put(i, noded(i, all, near)));
        Edit edit = new Edit();
        edited.forEach((k, next) -> {
            for (int r = 0; r < next.rings().size(); r++) {
                edit.learn(
                        all.get(k).rings().get(r).points(),
                        next.rings().get(r).points(),
                        Objects.requireNonNull(noded.get(k)));
            }
        });
        SortedMap<Integer, Polygon> changed = new TreeMap<>();
        for (Map.Entry<Integer, Polygon> e : noded.entrySet()) {
            List<Ring> rings = new ArrayList<>();
            for (Ring ring : e.getValue().rings()) {
                if (!edit.mayGo(ring.points())) {
                    return new Result.Refused(Reason.JUNCTION, e.getKey());
                }
                List<Point> points = edit.applied(ring.points());
                if (points.size() < 3) {
                    return new Result.Refused(Reason.TOO_FEW, e.getKey());
                }
                rings.add(new Ring(points));
            }
            Polygon now = new Polygon(rings);
            if (!now.equals(e.getValue())) {
                changed.put(e.getKey(), now);
            }
        }
        return new Check(all, changed, width, height).result();
    }

    private static boolean understood(Polygon before, Polygon next) {
        if (before.rings().size() != next.rings().size()) {
            return false;
        }
        for (int r = 0; r < before.rings().size(); r++) {
            List<Point> was = before.rings().get(r).points();
            List<Point> is = next.rings().get(r).points();
            long fresh = is.stream().filter(p -> !was.contains(p)).count();
            boolean ok = is.size() == was.size()
                    || is.size() == was.size() + 1 && fresh == 1
                    || is.size() < was.size() && fresh == 0;
            if (!ok) {
                return false;
            }
        }
        return true;
    }

    /// Whether a new polygon lies over none of the others.
    ///
    /// @return the first that it lies over, or -1
    public static int overlapped(List<Polygon> all, Polygon added, int width, int height) {
        Rle own = Rasterizer.rasterize(added, width, height);
        for (int i = 0; i < all.size(); i++) {
            if (touches(all.get(i).bounds(), added.bounds())
                    && own.intersectionArea(Rasterizer.rasterize(all.get(i), width, height)) > 0) {
                return i;
            }
        }
        return -1;
    }

    /// Looks whether what came of an edit lies as polygons beside each other may. Only lines that are not where they
    /// were are compared, so that it takes as long as there is to look at, not as the outlines have corners.
    private static final class Check {
        private final List<Polygon> all;
        private final SortedMap<Integer, Polygon> changed;
        private final int width;
        private final int height;
        private final Map<Integer, List<Edge>> fresh = new HashMap<>();
        private final Map<Polygon, Rle> pixels = new IdentityHashMap<>();

        Check(List<Polygon> all, SortedMap<Integer, Polygon> changed, int width, int height) {
            this.all = all;
            this.changed = changed;
            this.width = width;
            this.height = height;
            changed.forEach((i, now) -> {
                Set<Edge> known = new HashSet<>();
                edges(all.get(i)).forEach(e -> {
                    known.add(e);
                    known.add(new Edge(e.b(), e.a()));
                });
                fresh.put(i, edges(now).stream().filter(e -> !known.contains(e)).toList());
            });
        }

        Result result() {
            for (Map.Entry<Integer, Polygon> e : changed.entrySet()) {
                for (Ring ring : e.getValue().rings()) {
                    if (ring.isFlat() || cross(freshOf(e.getKey()), edges(ring))) {
                        return new Result.Refused(Reason.CROSSES, e.getKey());
                    }
                }
            }
            for (Map.Entry<Integer, Polygon> each : changed.entrySet()) {
                int i = each.getKey();
                Polygon now = each.getValue();
                for (int k = 0; k < all.size(); k++) {
                    Polygon other = changed.getOrDefault(k, all.get(k));
                    if (k == i || changed.containsKey(k) && k < i || !touches(now.bounds(), other.bounds())) {
                        continue;
                    }
                    boolean crosses = cross(freshOf(i), edges(other)) || cross(freshOf(k), edges(now));
                    if (crosses && !cross(edges(all.get(i)), edges(all.get(k)))
                            || overlap(now, other) > overlap(all.get(i), all.get(k))) {
                        return new Result.Refused(Reason.OVERLAPS, k);
                    }
                }
            }
            return new Result.Changed(changed);
        }

        private List<Edge> freshOf(int polygon) {
            return fresh.getOrDefault(polygon, List.of());
        }

        private long overlap(Polygon a, Polygon b) {
            return touches(a.bounds(), b.bounds()) ? pixels(a).intersectionArea(pixels(b)) : 0;
        }

        private Rle pixels(Polygon of) {
            return pixels.computeIfAbsent(of, p -> Rasterizer.rasterize(p, width, height));
        }
    }

    private record Edge(Point a, Point b) {

        boolean meets(Edge o) {
            return Math.min(a.x(), b.x()) <= Math.max(o.a.x(), o.b.x())
                    && Math.min(o.a.x(), o.b.x()) <= Math.max(a.x(), b.x())
                    && Math.min(a.y(), b.y()) <= Math.max(o.a.y(), o.b.y())
                    && Math.min(o.a.y(), o.b.y()) <= Math.max(a.y(), b.y());
        }
    }

    private static List<Edge> edges(Polygon of) {
        return of.rings().stream().flatMap(r -> edges(r).stream()).toList();
    }

    private static List<Edge> edges(Ring ring) {
        List<Edge> edges = new ArrayList<>();
        List<Point> points = ring.points();
        for (int i = 0; i < points.size(); i++) {
            edges.add(new Edge(points.get(i), points.get((i + 1) % points.size())));
        }
        return edges;
    }

    /// Whether one of these edges crosses one of those in a place that is an end of neither.
    private static boolean cross(List<Edge> some, List<Edge> others) {
        for (Edge e : some) {
            for (Edge o : others) {
                if (e.meets(o) && cross(e.a(), e.b(), o.a(), o.b())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean touches(Box a, Box b) {
        return a.x() <= b.right() + ON
                && b.x() <= a.right() + ON
                && a.y() <= b.bottom() + ON
                && b.y() <= a.bottom() + ON;
    }

    /// The same polygon with the vertices of the others that lie on its edges.
    ///
    /// @param near the others that come into question, by their place in the list
    private static Polygon noded(int index, List<Polygon> all, List<Integer> near) {
        Polygon polygon = all.get(index);
        Box bounds = polygon.bounds();
        List<Point> around = new ArrayList<>();
        for (int i : near) {
            if (i != index && touches(all.get(i).bounds(), bounds)) {
                for (Ring ring : all.get(i).rings()) {
                    for (Point p : ring.points()) {
                        if (touches(new Box(p.x(), p.y(), 0, 0), bounds)) {
                            around.add(p);
                        }
                    }
                }
            }
        }
        around.sort(Comparator.comparingDouble(Point::x));
        return new Polygon(polygon.rings().stream()
                .map(r -> new Ring(noded(r.points(), around)))
                .toList());
    }

    /// @param around from left to right
    private static List<Point> noded(List<Point> ring, List<Point> around) {
        List<Point> next = new ArrayList<>();
        Set<Point> known = new HashSet<>(ring);
        for (int i = 0; i < ring.size(); i++) {
            Point a = ring.get(i);
            Point b = ring.get((i + 1) % ring.size());
            next.add(a);
            SortedMap<Double, Point> between = new TreeMap<>();
            double last = Math.max(a.x(), b.x()) + ON;
            for (int k = firstFrom(around, Math.min(a.x(), b.x()) - ON);
                    k < around.size() && around.get(k).x() <= last;
                    k++) {
                Point p = around.get(k);
                double share = share(a, b, p);
                if (share > 0 && share < 1 && !known.contains(p)) {
                    between.putIfAbsent(share, p);
                }
            }
            for (Point p : between.values()) {
                if (known.add(p)) {
                    next.add(p);
                }
            }
        }
        return next;
    }

    /// The first place that is not left of there.
    private static int firstFrom(List<Point> around, double x) {
        int low = 0;
        int high = around.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (around.get(middle).x() < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// How much of the way from one end of an edge to the other a place on it is; -1 beside it or at an end.
    private static double share(Point a, Point b, Point p) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double length = Math.hypot(dx, dy);
        if (length < ON || p.equals(a) || p.equals(b)) {
            return -1;
        }
        double beside = Math.abs(dx * (p.y() - a.y()) - dy * (p.x() - a.x())) / length;
        double along = (dx * (p.x() - a.x()) + dy * (p.y() - a.y())) / length;
        return beside <= ON && along > ON && along < length - ON ? along / length : -1;
    }

    /// Whether two edges cross in a place that is an end of neither.
    private static boolean cross(Point a, Point b, Point c, Point d) {
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    }

    private static int side(Point a, Point b, Point p) {
        double length = Math.hypot(b.x() - a.x(), b.y() - a.y());
        double beside = (b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x());
        return length == 0 || Math.abs(beside) / length <= ON ? 0 : beside > 0 ? 1 : -1;
    }

    /// What a person did, said of places.
    private static final class Edit {
        private final Map<Point, Point> moved = new HashMap<>();
        private final Map<Point, Set<Point>> gone = new HashMap<>();
        private final Map<Set<Point>, Point> added = new HashMap<>();

        void learn(List<Point> before, List<Point> next, Polygon noded) {
            if (before.size() == next.size()) {
                for (int i = 0; i < before.size(); i++) {
                    if (!before.get(i).equals(next.get(i))) {
                        moved.put(before.get(i), next.get(i));
                    }
                }
                carry(before, next, noded);
                return;
            }
            Set<Point> left = new HashSet<>(next);
            Set<Point> known = new HashSet<>(before);
            for (int i = 0; i < before.size(); i++) {
                if (!left.contains(before.get(i))) {
                    gone.put(before.get(i), ends(before.get(i), noded));
                }
            }
            for (int i = 0; i < next.size(); i++) {
                if (!known.contains(next.get(i))) {
                    Point from = next.get(Math.floorMod(i - 1, next.size()));
                    add(from, next.get(i), next.get((i + 1) % next.size()), noded);
                }
            }
        }

        /// What others have on an edge of which both ends move goes with it.
        private void carry(List<Point> before, List<Point> next, Polygon noded) {
            Set<Point> own = new HashSet<>(before);
            List<Point> others = noded.rings().stream()
                    .flatMap(r -> r.points().stream())
                    .filter(p -> !own.contains(p))
                    .toList();
            for (int i = 0; i < before.size() && !others.isEmpty(); i++) {
                int k = (i + 1) % before.size();
                Point a = before.get(i);
                Point b = before.get(k);
                if (a.equals(next.get(i)) || b.equals(next.get(k))) {
                    continue;
                }
                for (Point p : others) {
                    double share = share(a, b, p);
                    if (share > 0) {
                        double dx = next.get(i).x() - a.x();
                        double dy = next.get(i).y() - a.y();
                        double moreX = next.get(k).x() - b.x() - dx;
                        double moreY = next.get(k).y() - b.y() - dy;
                        moved.put(p, p.translated(dx + share * moreX, dy + share * moreY));
                    }
                }
            }
        }

        /// A new vertex goes onto the part of the edge in the middle of which it was taken hold of.
        private void add(Point from, Point at, Point to, Polygon noded) {
            Point middle = new Point((from.x() + to.x()) / 2, (from.y() + to.y()) / 2);
            for (Ring ring : noded.rings()) {
                List<Point> points = ring.points();
                for (int i = 0; i < points.size(); i++) {
                    Point a = points.get(i);
                    Point b = points.get((i + 1) % points.size());
                    boolean part =
                            (a.equals(from) || share(from, to, a) > 0) && (b.equals(to) || share(from, to, b) > 0);
                    if (part && a.equals(middle)) {
                        moved.put(a, at);
                        return;
                    }
                    if (part && share(a, b, middle) > 0) {
                        added.put(Set.of(a, b), at);
                        return;
                    }
                }
            }
        }

        private static Set<Point> ends(Point of, Polygon noded) {
            for (Ring ring : noded.rings()) {
                int i = ring.points().indexOf(of);
                if (i >= 0) {
                    int n = ring.points().size();
                    return Set.copyOf(List.of(
                            ring.points().get(Math.floorMod(i - 1, n)),
                            ring.points().get((i + 1) % n)));
                }
            }
            return Set.of();
        }

        /// Whether every vertex that goes lies between the same two in this ring.
        boolean mayGo(List<Point> ring) {
            for (int i = 0; i < ring.size(); i++) {
                Set<Point> ends = gone.get(ring.get(i));
                Set<Point> here = new HashSet<>(
                        List.of(ring.get(Math.floorMod(i - 1, ring.size())), ring.get((i + 1) % ring.size())));
                if (ends != null && !ends.equals(here)) {
                    return false;
                }
            }
            return true;
        }

        List<Point> applied(List<Point> ring) {
            List<Point> next = new ArrayList<>();
            for (int i = 0; i < ring.size(); i++) {
                Point a = ring.get(i);
                Point b = ring.get((i + 1) % ring.size());
                if (!gone.containsKey(a)) {
                    next.add(moved.getOrDefault(a, a));
                }
                Point more = a.equals(b) ? null : added.get(Set.of(a, b));
                if (more != null) {
                    next.add(more);
                }
            }
            return next;
        }
    }
}
