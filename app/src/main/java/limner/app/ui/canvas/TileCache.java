package limner.app.ui.canvas;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.geometry.Box;

/// Painted tiles, as many as memory is given to; the ones that were not used longest go first. A tile on which nothing
/// is painted takes none. JavaFX thread only.
final class TileCache {

    /// Bytes of a tile on which something is painted.
    static final int TILE_BYTES = TileLevel.SIDE * TileLevel.SIDE * Integer.BYTES;

    /// Tiles without anything on them that are remembered beside the others.
    private static final int MOST_EMPTY = 4096;

    private static final int[] EMPTY = {};

    private final Map<TileKey, int[]> tiles = new LinkedHashMap<>(64, 0.75f, true);
    private long mostBytes;
    private int painted;

    /// @param mostBytes of pixels
    TileCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// The same tiles in a cache of its own.
    TileCache copy() {
        TileCache copy = new TileCache(mostBytes);
        copy.tiles.putAll(tiles);
        copy.painted = painted;
        return copy;
    }

    /// Gives it more memory or less.
    void bound(long bytes) {
        mostBytes = bytes;
        trim();
    }

    long bytes() {
        return (long) painted * TILE_BYTES;
    }

    /// How many tiles are known, blank ones as well.
    int size() {
        return tiles.size();
    }

    /// The pixels of a tile, none when nothing is on it; empty when it is not here.
    Optional<int[]> get(TileKey key) {
        return Optional.ofNullable(tiles.get(key));
    }

    /// @param pixels ARGB multiplied by alpha, none when nothing is on the tile; not to be changed any more
    void put(TileKey key, int[] pixels) {
        remove(key);
        tiles.put(key, pixels.length == 0 ? EMPTY : pixels);
        painted += pixels.length == 0 ? 0 : 1;
        trim();
    }

    private void remove(TileKey key) {
        int[] before = tiles.remove(key);
        painted -= before == null || before.length == 0 ? 0 : 1;
    }

    private void trim() {
        Iterator<int[]> oldest = tiles.values().iterator();
        while (oldest.hasNext() && (bytes() > mostBytes || tiles.size() - painted > MOST_EMPTY)) {
            int[] pixels = oldest.next();
            boolean isPainted = pixels.length > 0;
            if (isPainted == bytes() > mostBytes) {
                oldest.remove();
                painted -= isPainted ? 1 : 0;
            }
        }
    }

    /// Forgets tiles on which something of these bounds may be painted: those that a job paints anew, and no other.
    void forget(List<Box> bounds) {
        Iterator<Map.Entry<TileKey, int[]>> each = tiles.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<TileKey, int[]> tile = each.next();
            if (tile.getKey().part(bounds).area() > 0) {
                painted -= tile.getValue().length == 0 ? 0 : 1;
                each.remove();
            }
        }
    }

    void clear() {
        tiles.clear();
        painted = 0;
    }
}
