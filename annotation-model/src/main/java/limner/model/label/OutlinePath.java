package limner.model.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import limner.model.geometry.Point;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;

/// Two outlines paired point by point, each pair going over in a straight line.
///
/// Outlines with as many points pair them in the order they are listed in, because one is nearly always the other one
/// after some editing. All others, and rings that would turn inside out on the way, are paired along their lengths:
/// brought to the same way round and to that start at which the forms, laid over each other, are nearest; then every
/// corner of either has its partner at the same share of the other's length. So a corner stays a corner and no edge is
/// cut short.
final class OutlinePath {
    /// How many places are compared to find the start.
    private static final int PLACES = 64;

    /// A ring that keeps less than this share of the smaller area on the way is turning inside out.
    private static final double COLLAPSED = 0.25;

    /// Shares of a length that differ by less are the same corner.
    private static final double SAME = 1e-9;

    private final List<Point> from;
    private final List<Point> to;

    private OutlinePath(List<Point> from, List<Point> to) {
        this.from = from;
        this.to = to;
    }

    /// Number by number, whatever becomes of the ring on the way; both have as many points.
    static OutlinePath listed(Ring from, Ring to) {
        return new OutlinePath(from.points(), to.points());
    }

    static OutlinePath closed(Ring from, Ring to) {
        if (from.points().size() == to.points().size()) {
            OutlinePath listed = listed(from, to);
            double least = Math.min(Math.abs(from.signedArea()), Math.abs(to.signedArea()));
            if (Math.abs(listed.ringAt(0.5).signedArea()) >= COLLAPSED * least) {
                return listed;
            }
        }
        Ring turned = from.signedArea() * to.signedArea() < 0 ? to.reversed() : to;
        return along(Outline.of(from), Outline.of(turned));
    }

    static OutlinePath open(Polyline from, Polyline to) {
        if (from.points().size() == to.points().size()) {
            return new OutlinePath(from.points(), to.points());
        }
        Outline a = Outline.of(from);
        Outline forwards = Outline.of(to);
        Outline backwards = Outline.of(new Polyline(to.points().reversed()));
        boolean turned = distance(a.places(), backwards.places(), 0) < distance(a.places(), forwards.places(), 0);
        return paired(a, 0, turned ? backwards : forwards, 0);
    }

    Ring ringAt(double t) {
        return new Ring(Interpolator.mix(from, to, t));
    }

    Polyline lineAt(double t) {
        return new Polyline(Interpolator.mix(from, to, t));
    }

    private static OutlinePath along(Outline a, Outline b) {
        Point[] places = a.places();
        Point[] others = b.places();
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int shift = 0; shift < PLACES; shift++) {
            double distance = distance(places, others, shift);
            if (distance < least) {
                least = distance;
                best = shift;
            }
        }
        double shift = best / (double) PLACES;
        double startA = a.share(0);
        double startB = startA + shift;
        double off = 1.0 / PLACES;
        for (int i = 0; i < a.corners(); i++) {
            double partner = b.nearestCorner(a.share(i) + shift);
            double distance = Math.abs(Math.IEEEremainder(partner - a.share(i) - shift, 1));
            if (distance < off) {
                off = distance;
                startA = a.share(i);
                startB = partner;
            }
        }
        return paired(a, startA, b, startB);
    }

    /// The sum of squared distances between places, of which each is taken from the middle of its own.
    private static double distance(Point[] a, Point[] b, int shift) {
        double sum = 0;
        for (int i = 0; i < PLACES; i++) {
            Point other = b[(i + shift) % PLACES];
            double x = a[i].x() - other.x();
            double y = a[i].y() - other.y();
            sum += x * x + y * y;
        }
        return sum;
    }

    /// Every corner of either outline with its partner, from the two starts on.
    private static OutlinePath paired(Outline a, double startA, Outline b, double startB) {
        double[] cornersA = a.sharesFrom(startA);
        double[] cornersB = b.sharesFrom(startB);
        List<Point> from = new ArrayList<>();
        List<Point> to = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < cornersA.length || j < cornersB.length) {
            double nextA = i < cornersA.length ? cornersA[i] : Double.POSITIVE_INFINITY;
            double nextB = j < cornersB.length ? cornersB[j] : Double.POSITIVE_INFINITY;
            double next = Math.min(nextA, nextB);
            from.add(a.at(startA + (nextA <= next + SAME ? nextA : next)));
            to.add(b.at(startB + (nextB <= next + SAME ? nextB : next)));
            i += nextA <= next + SAME ? 1 : 0;
            j += nextB <= next + SAME ? 1 : 0;
        }
        return new OutlinePath(from, to);
    }

    /// A line with the share of its length at which each corner lies.
    private record Outline(List<Point> points, double[] shares, boolean closed) {

        static Outline of(Ring ring) {
            return of(ring.points(), true);
        }

        static Outline of(Polyline line) {
            return of(line.points(), false);
        }

        private static Outline of(List<Point> points, boolean closed) {
            int edges = closed ? points.size() : points.size() - 1;
            double[] shares = new double[points.size()];
            double length = 0;
            for (int i = 0; i < edges; i++) {
                shares[i] = length;
                Point p = points.get(i);
                Point q = points.get((i + 1) % points.size());
                length += Math.hypot(q.x() - p.x(), q.y() - p.y());
            }
            if (!closed) {
                shares[edges] = length;
            }
            // A line without length has its corners spread evenly, all at one place; so has one beyond all measure.
            boolean measured = length > 0 && Double.isFinite(length);
            for (int i = 0; i < shares.length; i++) {
                shares[i] = measured ? shares[i] / length : i / (double) (closed ? shares.length : edges);
            }
            return new Outline(points, shares, closed);
        }

        int corners() {
            return shares.length;
        }

        double share(int corner) {
            return shares[corner];
        }

        /// The share of the corner of a closed line that is nearest along it, given from 0 to 1.
        double nearestCorner(double share) {
            double within = share - Math.floor(share);
            int found = Arrays.binarySearch(shares, within);
            int after = found >= 0 ? found : -found - 1;
            double next = shares[after % shares.length];
            double before = shares[Math.floorMod(after - 1, shares.length)];
            return Math.abs(Math.IEEEremainder(next - within, 1)) <= Math.abs(Math.IEEEremainder(before - within, 1))
                    ? next
                    : before;
        }

        /// The corners as shares counted from a start, ascending from 0; of an open line as they are.
        double[] sharesFrom(double start) {
            double[] from = new double[shares.length];
            for (int i = 0; i < shares.length; i++) {
                double share = closed ? shares[i] - start - Math.floor(shares[i] - start) : shares[i];
                // What rounding puts a hair before the start is the start.
                from[i] = closed && share > 1 - SAME ? 0 : share;
            }
            Arrays.sort(from);
            return from;
        }

        /// The place at this share of the length; a closed line goes round.
        Point at(double share) {
            double within = closed ? share - Math.floor(share) : Math.clamp(share, 0, 1);
            int found = Arrays.binarySearch(shares, within);
            int corner = found >= 0 ? found : Math.max(0, -found - 2);
            if (!closed) {
                corner = Math.min(corner, points.size() - 2);
            }
            double begin = shares[corner];
            double end = corner + 1 < shares.length ? shares[corner + 1] : 1;
            double t = end > begin ? Math.clamp((within - begin) / (end - begin), 0, 1) : 0;
            // A corner is given as it was drawn, not as rounding makes it.
            Point p = points.get(corner);
            Point q = points.get((corner + 1) % points.size());
            return t < SAME ? p : t > 1 - SAME ? q : Interpolator.mix(p, q, t);
        }

        /// Places at equal distances along the line, taken from their middle.
        Point[] places() {
            Point[] places = new Point[PLACES];
            double x = 0;
            double y = 0;
            for (int i = 0; i < PLACES; i++) {
                places[i] = at(i / (double) (closed ? PLACES : PLACES - 1));
                x += places[i].x() / PLACES;
                y += places[i].y() / PLACES;
            }
            for (int i = 0; i < PLACES; i++) {
                places[i] = places[i].translated(-x, -y);
            }
            return places;
        }
    }
}
