package limner.app.ui.canvas;

import java.util.List;
import java.util.Optional;
import limner.model.geometry.Box;
import org.jspecify.annotations.Nullable;

/// The tiles that were painted of one frame, and what they show. JavaFX thread only.
final class FrameTiles {

    private final TileCache cache;
    private @Nullable PaintedScene scene;
    private @Nullable TileLevel coarse;

    private FrameTiles(TileCache cache, @Nullable PaintedScene scene, @Nullable TileLevel coarse) {
        this.cache = cache;
        this.scene = scene;
        this.coarse = coarse;
    }

    /// No tiles, of nothing.
    static FrameTiles none() {
        return new FrameTiles(new TileCache(0), null, null);
    }

    TileCache cache() {
        return cache;
    }

    /// What the tiles show; null as long as nothing was painted.
    @Nullable
    PaintedScene scene() {
        return scene;
    }

    /// The level to fall back on where a tile is missing; null as long as none was painted.
    @Nullable
    TileLevel coarse() {
        return coarse;
    }

    void coarse(TileLevel painted) {
        coarse = painted;
    }

    /// Says that the tiles show a scene that paints the same as theirs.
    void shows(PaintedScene same) {
        scene = same;
    }

    /// What is left of the tiles for another scene. On the same frame they become its tiles; for another frame they are
    /// copied, and these stay as they are.
    ///
    /// @param changed bounds of what is painted otherwise there; empty for everything
    FrameTiles becoming(PaintedScene next, Optional<List<Box>> changed) {
        boolean here = scene != null && scene.frame() == next.frame();
        FrameTiles tiles = here ? this : new FrameTiles(cache.copy(), scene, coarse);
        changed.ifPresentOrElse(tiles.cache::forget, tiles.cache::clear);
        tiles.scene = next;
        return tiles;
    }
}
