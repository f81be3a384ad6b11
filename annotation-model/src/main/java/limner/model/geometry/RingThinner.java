package limner.model.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/// Takes points out of rings, those first that are missed least. A point goes only when the triangle that it spans with
/// its neighbours holds no other point: then nothing lies between the old edges and the new one, so that edges which do
/// not cross never come to. (The order is that of Visvalingam and Whyatt 1993, with the distance of the points that
/// went
/// in place of the triangle's area.)
final class RingThinner {
    /// One pixel must stay one.
    private static final int LEAST = 4;

    private final List<Ring> rings;
    private final double[] x;
    private final double[] y;
    private final int[] ringOf;
    private final int[] firstOf;
    private final int[] left;
    private final int[] before;
    private final int[] after;
    private final boolean[] gone;
    private final boolean[] fixed;
    private final int[] version;
    private final Cells cells;

    /// @param kept rings that stay as they are
    RingThinner(List<Ring> rings, boolean[] kept) {
        this.rings = rings;
        int count = rings.stream().mapToInt(r -> r.points().size()).sum();
        x = new double[count];
        y = new double[count];
        ringOf = new int[count];
        before = new int[count];
        after = new int[count];
        gone = new boolean[count];
        fixed = new boolean[count];
        version = new int[count];
        firstOf = new int[rings.size() + 1];
        left = new int[rings.size()];
        Set<Point> seen = new HashSet<>(2 * count);
        Set<Point> shared = new HashSet<>();
        int at = 0;
        for (int r = 0; r < rings.size(); r++) {
            List<Point> points = rings.get(r).points();
            firstOf[r] = at;
            left[r] = points.size();
            for (int i = 0; i < points.size(); i++, at++) {
                Point p = points.get(i);
                x[at] = p.x();
                y[at] = p.y();
                ringOf[at] = r;
                before[at] = i == 0 ? at + points.size() - 1 : at - 1;
                after[at] = i == points.size() - 1 ? at - i : at + 1;
                fixed[at] = kept[r];
                if (!seen.add(p)) {
                    shared.add(p);
                }
            }
        }
        firstOf[rings.size()] = at;
        for (int i = 0; i < count; i++) {
            // Where rings touch they go on touching.
            fixed[i] |= shared.contains(new Point(x[i], y[i]));
        }
        cells = new Cells(x, y);
    }

    /// A point that may go, as things were when it was looked at.
    private record Candidate(double off, int point, int version) {}

    Polygon thinned(double tolerance) {
        PriorityQueue<Candidate> queue =
                new PriorityQueue<>(Comparator.comparingDouble(Candidate::off).thenComparingInt(Candidate::point));
        for (int i = 0; i < x.length; i++) {
            offer(queue, i, tolerance);
        }
        while (!queue.isEmpty()) {
            Candidate next = queue.remove();
            int p = next.point();
            if (gone[p] || version[p] != next.version() || left[ringOf[p]] <= LEAST || !isFree(p)) {
                continue;
            }
            gone[p] = true;
            cells.remove(p);
            left[ringOf[p]]--;
            int a = before[p];
            int b = after[p];
            after[a] = b;
            before[b] = a;
            offer(queue, a, tolerance);
            offer(queue, b, tolerance);
        }
        List<Ring> thin = new ArrayList<>(rings.size());
        for (int r = 0; r < rings.size(); r++) {
            List<Point> points = new ArrayList<>(left[r]);
            for (int i = firstOf[r]; i < firstOf[r + 1]; i++) {
                if (!gone[i]) {
                    points.add(rings.get(r).points().get(i - firstOf[r]));
                }
            }
            thin.add(left[r] == rings.get(r).points().size() ? rings.get(r) : new Ring(points));
        }
        return new Polygon(thin);
    }

    private void offer(PriorityQueue<Candidate> queue, int p, double tolerance) {
        version[p]++;
        if (fixed[p] || left[ringOf[p]] <= LEAST) {
            return;
        }
        int a = before[p];
        int b = after[p];
        double most = 0;
        int first = firstOf[ringOf[p]];
        int end = firstOf[ringOf[p] + 1];
        for (int i = a + 1 == end ? first : a + 1; i != b && most <= tolerance; i = i + 1 == end ? first : i + 1) {
            most = Math.max(most, Simplifier.distance(x[i], y[i], x[a], y[a], x[b], y[b]));
        }
        if (most <= tolerance) {
            queue.add(new Candidate(most, p, version[p]));
        }
    }

    /// Whether the triangle of a point and its neighbours holds no other point, not on its sides either.
    private boolean isFree(int p) {
        int a = before[p];
        int b = after[p];
        double low = Math.min(x[p], Math.min(x[a], x[b]));
        double high = Math.max(x[p], Math.max(x[a], x[b]));
        double top = Math.min(y[p], Math.min(y[a], y[b]));
        double bottom = Math.max(y[p], Math.max(y[a], y[b]));
        for (int row = cells.row(top); row <= cells.row(bottom); row++) {
            for (int column = cells.column(low); column <= cells.column(high); column++) {
                for (int q = cells.first(column, row); q >= 0; q = cells.next(q)) {
                    if (q != p && q != a && q != b && holds(a, p, b, q)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean holds(int a, int p, int b, int q) {
        if (x[q] == x[a] && y[q] == y[a] || x[q] == x[b] && y[q] == y[b]) {
            return false;
        }
        double one = side(a, p, q);
        double two = side(p, b, q);
        double three = side(b, a, q);
        boolean within = one >= 0 && two >= 0 && three >= 0 || one <= 0 && two <= 0 && three <= 0;
        // A triangle without area is a segment: what lies on its line may still lie beyond its ends.
        return within
                && x[q] >= Math.min(x[p], Math.min(x[a], x[b]))
                && x[q] <= Math.max(x[p], Math.max(x[a], x[b]))
                && y[q] >= Math.min(y[p], Math.min(y[a], y[b]))
                && y[q] <= Math.max(y[p], Math.max(y[a], y[b]));
    }

    private double side(int from, int to, int q) {
        return (x[to] - x[from]) * (y[q] - y[from]) - (x[q] - x[from]) * (y[to] - y[from]);
    }

    /// Points by the square of the picture in which they lie.
    private static final class Cells {
        private final double originX;
        private final double originY;
        private final double size;
        private final int columns;
        private final int[] heads;
        private final int[] nexts;
        private final double[] x;
        private final double[] y;

        Cells(double[] x, double[] y) {
            this.x = x;
            this.y = y;
            originX = Arrays.stream(x).min().orElse(0);
            originY = Arrays.stream(y).min().orElse(0);
            double width = Arrays.stream(x).max().orElse(0) - originX;
            double height = Arrays.stream(y).max().orElse(0) - originY;
            size = Math.max(1e-9, Math.max(Math.sqrt(width * height * 2 / x.length), Math.max(width, height) / 4096));
            columns = (int) (width / size) + 1;
            heads = new int[columns * ((int) (height / size) + 1)];
            Arrays.fill(heads, -1);
            nexts = new int[x.length];
            for (int i = 0; i < x.length; i++) {
                int cell = cell(i);
                nexts[i] = heads[cell];
                heads[cell] = i;
            }
        }

        int column(double at) {
            return (int) ((at - originX) / size);
        }

        int row(double at) {
            return (int) ((at - originY) / size);
        }

        private int cell(int point) {
            return row(y[point]) * columns + column(x[point]);
        }

        int first(int column, int row) {
            return heads[row * columns + column];
        }

        int next(int point) {
            return nexts[point];
        }

        void remove(int point) {
            int cell = cell(point);
            if (heads[cell] == point) {
                heads[cell] = nexts[point];
                return;
            }
            int at = heads[cell];
            while (nexts[at] != point) {
                at = nexts[at];
            }
            nexts[at] = nexts[point];
        }
    }
}
