package limner.app.ui.canvas;

import java.util.Arrays;
import java.util.List;
import limner.model.geometry.Box;

/// Which of many boxes meet an area, without asking all of them: a tree packed once along a Hilbert curve, so that what
/// lies together on the picture lies together in it (Kamel and Faloutsos, "On packing R-trees", 1993). Immutable; any
/// thread.
final class BoxIndex {

    private static final int NODE = 16;
    /// Bits of a coordinate along the curve.
    private static final int ORDER = 15;

    private static final int SIDES = 4;

    private final int size;
    /// Numbers of the boxes along the curve.
    private final int[] numbers;
    /// Left, top, right and bottom: of the boxes along the curve, then of each level of nodes up to the root.
    private final double[] bounds;
    /// Where each level begins in [#bounds], counted in boxes, and where the last one ends.
    private final int[] levels;

    private BoxIndex(int size, int[] numbers, double[] bounds, int[] levels) {
        this.size = size;
        this.numbers = numbers;
        this.bounds = bounds;
        this.levels = levels;
    }

    /// The index of boxes, which are known by their place in the list from then on.
    static BoxIndex of(List<Box> boxes) {
        int n = boxes.size();
        int[] levels = levels(n);
        double[] bounds = new double[levels[levels.length - 1] * SIDES];
        int[] numbers = alongCurve(boxes);
        for (int i = 0; i < n; i++) {
            Box b = boxes.get(numbers[i]);
            bounds[i * SIDES] = b.x();
            bounds[i * SIDES + 1] = b.y();
            bounds[i * SIDES + 2] = b.right();
            bounds[i * SIDES + 3] = b.bottom();
        }
        for (int level = 1; level + 1 < levels.length; level++) {
            for (int node = levels[level]; node < levels[level + 1]; node++) {
                int first = levels[level - 1] + (node - levels[level]) * NODE;
                join(bounds, first, Math.min(first + NODE, levels[level]), node);
            }
        }
        return new BoxIndex(n, numbers, bounds, levels);
    }

    private static int[] levels(int size) {
        int[] starts = new int[2 + Integer.SIZE / 4];
        int level = 1;
        int count = size;
        starts[1] = size;
        while (count > 1) {
            count = Math.ceilDiv(count, NODE);
            level++;
            starts[level] = starts[level - 1] + count;
        }
        return Arrays.copyOf(starts, level + 1);
    }

    private static void join(double[] bounds, int first, int end, int node) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = first * SIDES; i < end * SIDES; i += SIDES) {
            left = Math.min(left, bounds[i]);
            top = Math.min(top, bounds[i + 1]);
            right = Math.max(right, bounds[i + 2]);
            bottom = Math.max(bottom, bounds[i + 3]);
        }
        bounds[node * SIDES] = left;
        bounds[node * SIDES + 1] = top;
        bounds[node * SIDES + 2] = right;
        bounds[node * SIDES + 3] = bottom;
    }

    private static int[] alongCurve(List<Box> boxes) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Box b : boxes) {
            left = Math.min(left, middleX(b));
            top = Math.min(top, middleY(b));
            right = Math.max(right, middleX(b));
            bottom = Math.max(bottom, middleY(b));
        }
        double across = unit(left, right);
        double down = unit(top, bottom);
        long[] keys = new long[boxes.size()];
        for (int i = 0; i < keys.length; i++) {
            Box b = boxes.get(i);
            int x = cell((middleX(b) - left) * across);
            int y = cell((middleY(b) - top) * down);
            keys[i] = (hilbert(x, y) << Integer.SIZE) | i;
        }
        Arrays.sort(keys);
        int[] numbers = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            numbers[i] = (int) keys[i];
        }
        return numbers;
    }

    private static double middleX(Box b) {
        return b.x() + b.width() / 2;
    }

    private static double middleY(Box b) {
        return b.y() + b.height() / 2;
    }

    private static double unit(double low, double high) {
        return high > low ? ((1 << ORDER) - 1) / (high - low) : 0;
    }

    private static int cell(double place) {
        return (int) Math.clamp(place, 0, (1 << ORDER) - 1.0);
    }

    /// How far along the curve a cell is.
    private static long hilbert(int cellX, int cellY) {
        int x = cellX;
        int y = cellY;
        long along = 0;
        for (int s = 1 << (ORDER - 1); s > 0; s >>= 1) {
            int right = (x & s) == 0 ? 0 : 1;
            int low = (y & s) == 0 ? 0 : 1;
            along += (long) s * s * ((3 * right) ^ low);
            x &= s - 1;
            y &= s - 1;
            if (low == 0) {
                if (right == 1) {
                    x = s - 1 - x;
                    y = s - 1 - y;
                }
                int swapped = x;
                x = y;
                y = swapped;
            }
        }
        return along;
    }

    int size() {
        return size;
    }

    /// The numbers of the boxes that have a point in common with the area, borders included, in rising order.
    int[] meeting(double left, double top, double right, double bottom) {
        if (size == 0) {
            return new int[0];
        }
        Found found = new Found();
        descend(levels.length - 2, levels[levels.length - 2], left, top, right, bottom, found);
        return found.inOrder();
    }

    private void descend(int level, int place, double left, double top, double right, double bottom, Found found) {
        int at = place * SIDES;
        if (bounds[at] > right || bounds[at + 1] > bottom || bounds[at + 2] < left || bounds[at + 3] < top) {
            return;
        }
        if (level == 0) {
            found.add(numbers[place]);
            return;
        }
        int first = levels[level - 1] + (place - levels[level]) * NODE;
        int end = Math.min(first + NODE, levels[level]);
        for (int i = first; i < end; i++) {
            descend(level - 1, i, left, top, right, bottom, found);
        }
    }

    private static final class Found {

        private int[] numbers = new int[32];
        private int count;

        void add(int number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            numbers[count] = number;
            count++;
        }

        int[] inOrder() {
            int[] all = Arrays.copyOf(numbers, count);
            Arrays.sort(all);
            return all;
        }
    }
}
