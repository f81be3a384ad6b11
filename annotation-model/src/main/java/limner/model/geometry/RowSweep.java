package limner.model.geometry;

import java.util.Arrays;

/// Reads a mask row by row, though it is stored by columns: keeps the current row as bits and flips those that change.
/// Costs as much as there are runs and rows, not pixels.
final class RowSweep {
    private static final int NOTHING = -1;

    private final int left;
    private final int top;
    private final int rows;
    private final long[] bits;

    /// Per row a chain of the columns that change there: the last entry of the row, and from each entry the one before.
    private final int[] lastOfRow;

    private int[] previous;
    private int[] columns;
    private int size;
    private int row = NOTHING;

    /// The column that is being read while the chains are made, and the position of its first pixel.
    private int column;

    private int columnStart;

    /// @throws IllegalArgumentException when the area leaves the picture of the mask
    RowSweep(Rle rle, PixelBox area) {
        requireInside(area, rle.width(), rle.height());
        left = area.x();
        top = area.y();
        rows = area.isEmpty() ? 0 : area.height();
        bits = new long[BitRows.words(area.width())];
        lastOfRow = new int[rows];
        Arrays.fill(lastOfRow, NOTHING);
        int[] edges = rle.edges();
        int height = rle.height();
        int start = left * height;
        int end = area.right() * height;
        int first = rows == 0 ? edges.length : Merge.edgesUpTo(edges, start);
        int capacity = rows == 0 ? 0 : Merge.edgesUpTo(edges, end) - first + area.width() + 2;
        previous = new int[capacity];
        columns = new int[capacity];
        if ((first & 1) == 1) {
            first--;
        }
        for (int i = first; i < edges.length && edges[i] < end; i += 2) {
            int to = i + 1 < edges.length ? Math.min(edges[i + 1], end) : end;
            add(Math.max(edges[i], start), to, height);
        }
    }

    /// Moves to the next row; false when there is none.
    boolean next() {
        if (row + 1 >= rows) {
            return false;
        }
        row++;
        for (int i = lastOfRow[row]; i != NOTHING; i = previous[i]) {
            int x = columns[i];
            bits[x >>> 6] ^= 1L << x;
        }
        return true;
    }

    /// The pixels of the current row, bit 0 being the leftmost of the area. Valid until the next step; to be read only.
    long[] row() {
        return bits;
    }

    static void requireInside(PixelBox area, int width, int height) {
        if (area.x() < 0 || area.y() < 0 || area.right() > width || area.bottom() > height) {
            throw new IllegalArgumentException("The area of " + area.width() + " × " + area.height() + " at ("
                    + area.x() + ", " + area.y() + ") leaves the picture of " + width + " × " + height + ".");
        }
    }

    private void add(int from, int to, int height) {
        if (from - columnStart >= height) {
            column = from / height;
            columnStart = column * height;
        }
        flip(from - columnStart);
        while (to - columnStart >= height) {
            columnStart += height;
            column++;
            if (to == columnStart) {
                return;
            }
            flip(0);
        }
        flip(to - columnStart);
    }

    /// What begins above the area begins in its first row; what begins below it does not matter.
    private void flip(int y) {
        int at = Math.max(y - top, 0);
        if (at < rows) {
            previous[size] = lastOfRow[at];
            columns[size] = column - left;
            lastOfRow[at] = size++;
        }
    }
}
