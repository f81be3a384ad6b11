package limner.model.geometry;

import java.util.Arrays;

/// Which pixels of a mask hang together by their sides: the runs of each row, united with those they touch in the row
/// above (disjoint sets with path halving).
final class Parts {
    private final int[] firstOfRow;
    private int rows;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] parents = new int[64];
    private int size;

    Parts(int height) {
        firstOfRow = new int[height + 1];
    }

    /// Takes the next row, as bits.
    void addRow(long[] row, int width) {
        int above = rows > 0 ? firstOfRow[rows - 1] : size;
        int endOfAbove = size;
        int x = BitRows.nextSet(row, 0, width);
        while (x < width) {
            int end = BitRows.nextClear(row, x, width);
            int run = add(x, end);
            while (above < endOfAbove && ends[above] <= x) {
                above++;
            }
            // The last run touched above may reach over to the next run of this row, so it is not skipped.
            for (int i = above; i < endOfAbove && starts[i] < end; i++) {
                unite(run, i);
            }
            x = BitRows.nextSet(row, end, width);
        }
        firstOfRow[++rows] = size;
    }

    int runs() {
        return size;
    }

    /// A number below [#runs()] that the pixels of one part have in common. The pixel must be inside.
    int partOf(int x, int y) {
        int found = Arrays.binarySearch(starts, firstOfRow[y], firstOfRow[y + 1], x);
        return root(found >= 0 ? found : -found - 2);
    }

    private int add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            parents = Arrays.copyOf(parents, size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        parents[size] = size;
        return size++;
    }

    private void unite(int a, int b) {
        int first = root(a);
        int second = root(b);
        parents[Math.max(first, second)] = Math.min(first, second);
    }

    private int root(int run) {
        int at = run;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }
}
