package limner.model.geometry;

import java.util.List;

/// How much each of some masks overlaps each of some others, for matching many with many: areas and boxes are worked
/// out
/// once per mask, and pairs whose boxes are apart cost nothing more. All masks must be for pictures of one size.
///
/// Immutable.
public final class Overlaps {
    private final long[][] shared;
    private final long[] rowAreas;
    private final long[] columnAreas;

    private Overlaps(long[][] shared, long[] rowAreas, long[] columnAreas) {
        this.shared = shared;
        this.rowAreas = rowAreas;
        this.columnAreas = columnAreas;
    }

    /// Compares all `rows` with all `columns`.
    ///
    /// @throws IllegalArgumentException when two masks are for pictures of different sizes
    public static Overlaps between(List<Rle> rows, List<Rle> columns) {
        PixelBox[] rowBoxes = boxes(rows);
        PixelBox[] columnBoxes = boxes(columns);
        long[][] shared = new long[rows.size()][columns.size()];
        for (int i = 0; i < shared.length; i++) {
            Rle row = rows.get(i);
            for (int j = 0; j < shared[i].length; j++) {
                row.requireSameSize(columns.get(j));
                if (meet(rowBoxes[i], columnBoxes[j])) {
                    shared[i][j] = row.intersectionArea(columns.get(j));
                }
            }
        }
        return new Overlaps(
                shared,
                rows.stream().mapToLong(Rle::area).toArray(),
                columns.stream().mapToLong(Rle::area).toArray());
    }

    /// Intersection over union, as [Rle#iou(Rle)].
    public double iou(int row, int column) {
        return Rle.ratio(shared[row][column], rowAreas[row] + columnAreas[column]);
    }

    /// Intersection over the area of the row's mask, as [Rle#iouWithCrowd(Rle)].
    public double iouWithCrowd(int row, int column) {
        return shared[row][column] == 0 ? 0 : (double) shared[row][column] / rowAreas[row];
    }

    /// The number of pixels in both masks.
    public long intersectionArea(int row, int column) {
        return shared[row][column];
    }

    private static PixelBox[] boxes(List<Rle> masks) {
        return masks.stream().map(mask -> mask.bounds().orElse(PixelBox.EMPTY)).toArray(PixelBox[]::new);
    }

    private static boolean meet(PixelBox a, PixelBox b) {
        return a.x() < b.right() && b.x() < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
    }
}
