package limner.app.ui.canvas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import limner.app.ui.canvas.paint.ViewTransform;

/// What the canvas shows of the plane of tiles.
///
/// @param x column of the canvas on which the plane's first one lies
/// @param y row of the canvas on which the plane's first one lies
/// @param width of the canvas in device pixels
/// @param height of the canvas in device pixels
record TileView(TileLevel level, int x, int y, int width, int height) {

    /// Places between pixels that are told apart.
    private static final double SHIFTS = 16;

    static TileView of(ViewTransform view, double width, double height, double unit) {
        double left = Math.rint(view.x() * unit * SHIFTS) / SHIFTS;
        double top = Math.rint(view.y() * unit * SHIFTS) / SHIFTS;
        int x = (int) Math.floor(left);
        int y = (int) Math.floor(top);
        return new TileView(
                new TileLevel(view.scale(), view.aspect(), unit, left - x, top - y),
                x,
                y,
                Math.max(1, (int) Math.ceil(width * unit)),
                Math.max(1, (int) Math.ceil(height * unit)));
    }

    /// Column of the plane at another level under a column of the canvas.
    int columnAt(TileLevel other, int canvasX) {
        double onPicture = (canvasX + 0.5 - x - level.shiftX()) / level.across();
        return (int) Math.floor(onPicture * other.across() + other.shiftX());
    }

    /// Row of the plane at another level under a row of the canvas.
    int rowAt(TileLevel other, int canvasY) {
        double onPicture = (canvasY + 0.5 - y - level.shiftY()) / level.down();
        return (int) Math.floor(onPicture * other.down() + other.shiftY());
    }

    /// How many tiles of a level the canvas shows something of.
    long count(TileLevel of) {
        long columns = 1L
                + Math.floorDiv(columnAt(of, width - 1), TileLevel.SIDE)
                - Math.floorDiv(columnAt(of, 0), TileLevel.SIDE);
        long rows =
                1L + Math.floorDiv(rowAt(of, height - 1), TileLevel.SIDE) - Math.floorDiv(rowAt(of, 0), TileLevel.SIDE);
        return columns * rows;
    }

    /// The tiles of a level that the canvas shows something of, from its middle outwards.
    List<TileKey> tiles(TileLevel of) {
        List<TileKey> tiles = new ArrayList<>();
        int lastRow = Math.floorDiv(rowAt(of, height - 1), TileLevel.SIDE);
        int lastColumn = Math.floorDiv(columnAt(of, width - 1), TileLevel.SIDE);
        for (int row = Math.floorDiv(rowAt(of, 0), TileLevel.SIDE); row <= lastRow; row++) {
            for (int column = Math.floorDiv(columnAt(of, 0), TileLevel.SIDE); column <= lastColumn; column++) {
                tiles.add(new TileKey(of, column, row));
            }
        }
        double middleX = columnAt(of, width / 2) / (double) TileLevel.SIDE - 0.5;
        double middleY = rowAt(of, height / 2) / (double) TileLevel.SIDE - 0.5;
        tiles.sort(Comparator.comparingDouble(t -> Math.hypot(t.column() - middleX, t.row() - middleY)));
        return tiles;
    }
}
