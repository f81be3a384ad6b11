package limner.model.geometry;

import java.math.BigDecimal;
import java.util.List;

/// Limner's pixel rule (see [Rasterizer]), worked out column by column because that is the order of [Rle].
///
/// The rule is stated for rows: in the row with centre line y, an edge covering y flips all pixels whose centre is at
/// or
/// to the right of its crossing. Seen down the column with centre line x, an edge therefore flips a stretch of rows
/// that
/// ends where the edge crosses the column and at those of its end points that lie at or left of x. Each point ends two
/// edges, so the flips at points cancel, and what remains is one flip per edge and crossed column. That makes the cost
/// that of the outline's width in columns, without any pass over pixels.
final class CentreRule {
    /// The relative error of a crossing, generously: six roundings.
    private static final double ROUNDING = 16 * Math.ulp(1.0);

    /// With a larger one, the nearest row need not be the one next to the crossing.
    private static final double LARGEST_TOLERANCE = 0.25;

    private CentreRule() {}

    /// Takes the places where columns change over.
    interface Flips {
        /// From `row` (0 to height) of `column` (0 to width − 1) on, down the columns, inside becomes outside and back.
        void toggle(int column, int row);
    }

    static Rle rasterize(List<Ring> rings, int width, int height) {
        Rle.requirePicture(width, height);
        ColumnToggles toggles = new ColumnToggles(width, height);
        flips(rings, width, height, toggles);
        return toggles.toRle();
    }

    /// Tells every place where a column changes over between inside and outside, in any order.
    static void flips(List<Ring> rings, int width, int height, Flips flips) {
        for (Ring ring : rings) {
            Point from = ring.points().getLast();
            for (Point to : ring.points()) {
                if (from.x() < to.x()) {
                    edge(from, to, width, height, flips);
                } else {
                    edge(to, from, width, height, flips);
                }
                from = to;
            }
        }
    }

    private static void edge(Point left, Point right, int width, int height, Flips flips) {
        int first = centresBefore(left.x(), width);
        int end = centresBefore(right.x(), width);
        if (first == end) {
            return;
        }
        double slope = (right.y() - left.y()) / (right.x() - left.x());
        double tolerance = ROUNDING * (Math.abs(left.y()) + Math.abs(right.y()) + 1);
        for (int x = first; x < end; x++) {
            double crossing = left.y() + (x + 0.5 - left.x()) * slope - 0.5;
            double nearest = Math.rint(crossing);
            int row;
            if (!Double.isFinite(crossing) || tolerance > LARGEST_TOLERANCE) {
                row = searchedRow(left, right, x, height);
            } else if (Math.abs(crossing - nearest) > tolerance) {
                row = (int) Math.clamp(Math.ceil(crossing), 0, height);
            } else if (nearest < 0 || nearest >= height) {
                row = nearest < 0 ? 0 : height;
            } else {
                row = exactRow(left, right, x, (int) nearest);
            }
            flips.toggle(x, row);
        }
    }

    /// How many of the centres 0.5, 1.5, … of a side are smaller than a coordinate.
    static int centresBefore(double coordinate, int side) {
        return (int) Math.clamp(Math.ceil(coordinate - 0.5), 0, side);
    }

    /// The first row below the crossing, given that this is `row` or the one after it. A centre exactly on an edge that
    /// falls to the right (its left side is below it) is still above; on any other it is below.
    private static int exactRow(Point left, Point right, int x, int row) {
        int side = side(left, right, x + 0.5, row + 0.5);
        boolean above = side < 0 || (side == 0 && right.y() > left.y());
        return above ? row + 1 : row;
    }

    /// For coordinates so large that plain arithmetic does not even find the neighbourhood of the crossing.
    private static int searchedRow(Point left, Point right, int x, int height) {
        int low = 0;
        int high = height;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (exactRow(left, right, x, middle) > middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The sign of the distance of (x, y) below the line: exact, by plain arithmetic where that can be proved exact, as
    /// it
    /// can for coordinates on any usual grid, and by long arithmetic otherwise.
    private static int side(Point left, Point right, double x, double y) {
        double dx = right.x() - left.x();
        double dy = right.y() - left.y();
        double px = x - left.x();
        double py = y - left.y();
        double a = py * dx;
        double b = px * dy;
        boolean exact = isExactDifference(right.x(), left.x(), dx)
                && isExactDifference(right.y(), left.y(), dy)
                && isExactDifference(x, left.x(), px)
                && isExactDifference(y, left.y(), py)
                && Math.fma(py, dx, -a) == 0
                && Math.fma(px, dy, -b) == 0
                && isNormal(a)
                && isNormal(b);
        if (exact) {
            return Double.compare(a, b);
        }
        BigDecimal x0 = new BigDecimal(left.x());
        BigDecimal y0 = new BigDecimal(left.y());
        BigDecimal below = new BigDecimal(y).subtract(y0).multiply(new BigDecimal(right.x()).subtract(x0));
        BigDecimal line = new BigDecimal(x).subtract(x0).multiply(new BigDecimal(right.y()).subtract(y0));
        return below.compareTo(line);
    }

    /// Whether a − b = difference without rounding (the error term of Knuth's two-sum is zero).
    private static boolean isExactDifference(double a, double b, double difference) {
        double part = a - difference;
        return (a - (difference + part)) + (part - b) == 0;
    }

    /// Products near the ends of the range lose digits that the test with a fused multiply cannot see.
    private static boolean isNormal(double product) {
        double size = Math.abs(product);
        return size == 0 || (size > 1e-200 && size < 1e200);
    }
}
