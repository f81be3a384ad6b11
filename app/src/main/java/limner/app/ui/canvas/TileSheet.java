package limner.app.ui.canvas;

import java.util.Arrays;
import java.util.Optional;
import limner.app.ui.canvas.paint.Window;
import org.jspecify.annotations.Nullable;

/// Lays tiles side by side into the pixels of the canvas: as they are where they were painted for this very view, and
/// from another level, enlarged or reduced without ado, where they were not. One thread at a time.
final class TileSheet {

    /// Tiles of another level that are laid out at most.
    private static final int MOST_COARSE = 1024;

    private TileSheet() {}

    /// Fills the pixels of a canvas.
    ///
    /// @param cache has the tiles
    /// @param coarse another level to fall back on
    /// @param pixels width times height of the view
    /// @return whether every pixel was painted for this view
    static boolean lay(TileCache cache, TileView view, @Nullable TileLevel coarse, int[] pixels) {
        Arrays.fill(pixels, 0, view.width() * view.height(), 0);
        Coarse under = null;
        boolean whole = true;
        for (TileKey key : view.tiles(view.level())) {
            Window window = key.window();
            int left = Math.max(0, window.left() + view.x());
            int top = Math.max(0, window.top() + view.y());
            int right = Math.min(view.width(), window.right() + view.x());
            int bottom = Math.min(view.height(), window.bottom() + view.y());
            Optional<int[]> tile = cache.get(key);
            if (tile.isEmpty()) {
                whole = false;
                if (under == null && coarse != null && !coarse.equals(view.level())) {
                    under = Coarse.of(view, coarse, cache);
                }
                if (under != null) {
                    under.lay(left, top, right, bottom, pixels);
                }
            } else if (tile.get().length > 0) {
                int column = left - view.x() - window.left();
                for (int y = top; y < bottom; y++) {
                    int row = y - view.y() - window.top();
                    System.arraycopy(
                            tile.get(), row * TileLevel.SIDE + column, pixels, y * view.width() + left, right - left);
                }
            }
        }
        return whole;
    }

    /// Another level under the view: for each column and row of the canvas the one of that level.
    private static final class Coarse {

        private final int width;
        private final int[] columns;
        private final int[] rows;
        private final int firstColumn;
        private final int firstRow;
        private final int across;
        private final int[][] tiles;

        private Coarse(TileView view, TileLevel level, TileCache cache) {
            width = view.width();
            columns = new int[view.width()];
            rows = new int[view.height()];
            for (int x = 0; x < columns.length; x++) {
                columns[x] = view.columnAt(level, x);
            }
            for (int y = 0; y < rows.length; y++) {
                rows[y] = view.rowAt(level, y);
            }
            firstColumn = Math.floorDiv(columns[0], TileLevel.SIDE);
            firstRow = Math.floorDiv(rows[0], TileLevel.SIDE);
            across = Math.floorDiv(columns[columns.length - 1], TileLevel.SIDE) - firstColumn + 1;
            int down = Math.floorDiv(rows[rows.length - 1], TileLevel.SIDE) - firstRow + 1;
            tiles = new int[across * down][];
            for (int i = 0; i < tiles.length; i++) {
                tiles[i] = cache.get(new TileKey(level, firstColumn + i % across, firstRow + i / across))
                        .orElse(new int[0]);
            }
        }

        static @Nullable Coarse of(TileView view, TileLevel level, TileCache cache) {
            return view.count(level) > MOST_COARSE ? null : new Coarse(view, level, cache);
        }

        void lay(int left, int top, int right, int bottom, int[] pixels) {
            for (int y = top; y < bottom; y++) {
                int row = Math.floorDiv(rows[y], TileLevel.SIDE) - firstRow;
                int inTile = Math.floorMod(rows[y], TileLevel.SIDE) * TileLevel.SIDE;
                int x = left;
                while (x < right) {
                    int column = Math.floorDiv(columns[x], TileLevel.SIDE);
                    int begin = column * TileLevel.SIDE;
                    int[] tile = tiles[row * across + column - firstColumn];
                    int at = y * width;
                    if (tile.length == 0) {
                        while (x < right && columns[x] - begin < TileLevel.SIDE) {
                            x++;
                        }
                    } else {
                        while (x < right && columns[x] - begin < TileLevel.SIDE) {
                            pixels[at + x] = tile[inTile + columns[x] - begin];
                            x++;
                        }
                    }
                }
            }
        }
    }
}
