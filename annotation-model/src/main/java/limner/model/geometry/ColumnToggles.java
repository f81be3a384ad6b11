package limner.model.geometry;

import java.util.Arrays;

/// Gathers, in any order, the places where a mask changes over when its columns are walked downwards, and makes run
/// lengths of them. Two changes at one place cancel, so overlapping outlines combine by the even–odd rule.
final class ColumnToggles implements CentreRule.Flips {
    private static final int MANY = 1 << 22;

    private final int width;
    private final int height;
    private int[] columns = new int[256];
    private int[] rows = new int[256];
    private int size;

    ColumnToggles(int width, int height) {
        this.width = width;
        this.height = height;
    }

    @Override
    public void toggle(int column, int row) {
        if (size == columns.length) {
            makeRoom();
        }
        columns[size] = column;
        rows[size] = row;
        size++;
    }

    Rle toRle() {
        return Rle.ofEdges(width, height, edges());
    }

    /// An outline can cross the picture any number of times, but what it comes to is never more than the pixels; so a
    /// long
    /// list is worked off before it grows.
    private void makeRoom() {
        if (size >= MANY) {
            int[] edges = edges();
            size = edges.length;
            for (int i = 0; i < size; i++) {
                columns[i] = edges[i] / height;
                rows[i] = edges[i] % height;
            }
        }
        if (size > columns.length / 2) {
            int capacity = (int) Math.min(2L * columns.length, Integer.MAX_VALUE - 8);
            columns = Arrays.copyOf(columns, capacity);
            rows = Arrays.copyOf(rows, capacity);
        }
    }

    /// Works on the columns that have a change alone: most shapes are small.
    private int[] edges() {
        int first = width;
        int last = -1;
        for (int i = 0; i < size; i++) {
            first = Math.min(first, columns[i]);
            last = Math.max(last, columns[i]);
        }
        if (last < 0) {
            return new int[0];
        }
        int[] ends = new int[last - first + 2];
        for (int i = 0; i < size; i++) {
            ends[columns[i] - first + 1]++;
        }
        for (int x = 0; x <= last - first; x++) {
            ends[x + 1] += ends[x];
        }
        int[] sorted = new int[size];
        // After this, ends[x] is what its name says: where a column ends in the sorted array.
        for (int i = 0; i < size; i++) {
            sorted[ends[columns[i] - first]++] = columns[i] * height + rows[i];
        }
        int start = 0;
        for (int x = 0; x <= last - first; x++) {
            sort(sorted, start, ends[x]);
            start = ends[x];
        }
        return withoutPairs(sorted, width * height);
    }

    /// Columns mostly come sorted or have a few entries; the library's sort is for the others.
    private static void sort(int[] values, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int value = values[i];
            if (value >= values[i - 1]) {
                continue;
            }
            if (i - from > 32) {
                Arrays.sort(values, from, to);
                return;
            }
            int j = i;
            while (j > from && values[j - 1] > value) {
                values[j] = values[j - 1];
                j--;
            }
            values[j] = value;
        }
    }

    private static int[] withoutPairs(int[] sorted, int pixels) {
        int kept = 0;
        for (int position : sorted) {
            if (kept > 0 && sorted[kept - 1] == position) {
                kept--;
            } else {
                sorted[kept++] = position;
            }
        }
        while (kept > 0 && sorted[kept - 1] == pixels) {
            kept--;
        }
        return Arrays.copyOf(sorted, kept);
    }
}
