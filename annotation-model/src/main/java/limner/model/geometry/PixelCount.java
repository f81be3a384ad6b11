package limner.model.geometry;

import java.util.List;

/// Counts the pixels of rings by [CentreRule] without making runs of them, as long as no column is crossed more than
/// four times; that is so for most outlines that people draw.
final class PixelCount implements CentreRule.Flips {
    private static final int MOST = 4;

    private final int first;
    private final int[] counts;

    /// Of each column the rows at which it changes over, sorted.
    private final int[] rows;

    /// @param first the first column that is crossed
    private PixelCount(int first, int columns) {
        this.first = first;
        counts = new int[columns];
        rows = new int[columns * MOST];
    }

    /// How many pixels [CentreRule#rasterize(List, int, int)] gives.
    static long of(List<Ring> rings, int width, int height) {
        Rle.requirePicture(width, height);
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        for (Ring ring : rings) {
            for (Point p : ring.points()) {
                left = Math.min(left, p.x());
                right = Math.max(right, p.x());
            }
        }
        int from = CentreRule.centresBefore(left, width);
        PixelCount count = new PixelCount(from, CentreRule.centresBefore(right, width) - from);
        CentreRule.flips(rings, width, height, count);
        return count.isPlain()
                ? count.sum()
                : CentreRule.rasterize(rings, width, height).area();
    }

    @Override
    public void toggle(int column, int row) {
        int i = column - first;
        int count = counts[i]++;
        if (count >= MOST) {
            return;
        }
        int start = i * MOST;
        int at = start + count;
        while (at > start && rows[at - 1] > row) {
            rows[at] = rows[at - 1];
            at--;
        }
        rows[at] = row;
    }

    private boolean isPlain() {
        for (int count : counts) {
            if (count > MOST) {
                return false;
            }
        }
        return true;
    }

    private long sum() {
        long sum = 0;
        // A column is always crossed an even number of times, and slots that are not used hold 0.
        for (int i = 0; i < rows.length; i += 2) {
            sum += rows[i + 1] - rows[i];
        }
        return sum;
    }
}
