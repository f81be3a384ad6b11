package limner.app.ui.canvas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import limner.app.ui.canvas.paint.LabelRasterizer;
import limner.app.ui.canvas.paint.PaintItem;
import limner.app.ui.canvas.paint.Window;
import limner.model.geometry.Box;
import org.jspecify.annotations.Nullable;

/// The tiles that are to be painted so that the canvas shows a scene. Made on the JavaFX thread, done on the painting
/// thread.
final class TileJob {

    /// Finished tiles are handed over at least as often as this, where it does not matter that some come later.
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(40);

    private final FrameTiles from;
    private final @Nullable PaintedScene before;
    private final PaintedScene scene;
    private final List<TileKey> wanted;
    private final Map<TileKey, int[]> there;
    private final Purpose purpose;
    private volatile boolean dropped;

    /// What a job is done for.
    enum Purpose {
        /// For what is seen now.
        SEEN,
        /// For a frame that may be looked at next: nobody waits for it.
        AHEAD
    }

    /// @param from tiles of the same frame or of another one, to be gone on from
    /// @param wanted tiles that are seen, the most wanted first
    /// @param there the pixels of those of them that are painted already
    TileJob(FrameTiles from, PaintedScene scene, List<TileKey> wanted, Map<TileKey, int[]> there, Purpose purpose) {
        this.from = from;
        this.before = from.scene();
        this.scene = scene;
        this.wanted = List.copyOf(wanted);
        this.there = Map.copyOf(there);
        this.purpose = purpose;
    }

    /// The tiles it goes on from; not for the painting thread.
    FrameTiles from() {
        return from;
    }

    PaintedScene scene() {
        return scene;
    }

    /// Whether the scene is another one than that of the tiles that are there.
    boolean changes() {
        return before != scene;
    }

    /// Says that its tiles are not wanted any more; what is finished is handed over still.
    void drop() {
        dropped = true;
    }

    boolean isDropped() {
        return dropped && (purpose == Purpose.AHEAD || !changes());
    }

    Purpose purpose() {
        return purpose;
    }

    /// Tiles that belong together.
    ///
    /// @param changed bounds of what is painted otherwise than before; empty for everything
    /// @param painted pixels by tile, none where nothing is to be seen
    /// @param last whether no others come
    record Part(Optional<List<Box>> changed, Map<TileKey, int[]> painted, boolean last) {}

    /// Paints, on as many threads as there are rasterizers; which one paints a tile makes no difference to it. A
    /// changed
    /// scene is handed over at once, so that nothing is seen half in its old place.
    void paint(List<LabelRasterizer> rasterizers, Consumer<Part> then) {
        Optional<List<Box>> changed = Optional.of(List.of());
        if (changes()) {
            changed = before == null ? Optional.empty() : scene.changesSince(before);
        }
        Map<TileKey, int[]> painted = new LinkedHashMap<>();
        List<Piece> pieces = new ArrayList<>();
        long since = System.nanoTime();
        for (TileKey key : wanted) {
            if (isDropped()) {
                break;
            }
            piece(key, changed).ifPresent(pieces::add);
            if (pieces.size() == rasterizers.size()) {
                painted.putAll(paint(pieces, rasterizers));
                pieces.clear();
            }
            if (!changes() && !painted.isEmpty() && System.nanoTime() - since > PATIENCE) {
                then.accept(new Part(changed, painted, false));
                painted = new LinkedHashMap<>();
                since = System.nanoTime();
            }
        }
        painted.putAll(paint(pieces, rasterizers));
        then.accept(new Part(changed, painted, true));
    }

    /// What is to be painted of a tile.
    private Optional<Piece> piece(TileKey key, Optional<List<Box>> changed) {
        int[] old = there.get(key);
        if (old == null || changed.isEmpty()) {
            return Optional.of(whole(key));
        }
        Window part = key.part(changed.get());
        if (part.area() == 0) {
            return Optional.empty();
        }
        if (part.area() * 2 > key.window().area()) {
            return Optional.of(whole(key));
        }
        Box around = LabelRasterizer.around(key.level().plane(), key.level().unit(), part);
        return Optional.of(new Piece(key, part, old, scene.within(around)));
    }

    private Piece whole(TileKey key) {
        return new Piece(key, key.window(), null, scene.within(key.around()));
    }

    /// One of them here, the others beside it. None is left alone, or its rasterizer would be used by two.
    private static Map<TileKey, int[]> paint(List<Piece> pieces, List<LabelRasterizer> rasterizers) {
        Map<TileKey, int[]> painted = new LinkedHashMap<>();
        List<CompletableFuture<int[]>> beside = new ArrayList<>();
        for (int i = 1; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            LabelRasterizer rasterizer = rasterizers.get(i);
            beside.add(CompletableFuture.supplyAsync(() -> piece.pixels(rasterizer), ForkJoinPool.commonPool()));
        }
        try {
            if (!pieces.isEmpty()) {
                painted.put(pieces.getFirst().key(), pieces.getFirst().pixels(rasterizers.getFirst()));
            }
        } finally {
            beside.forEach(b -> b.handle((_, _) -> true).join());
        }
        for (int i = 0; i < beside.size(); i++) {
            painted.put(pieces.get(i + 1).key(), done(beside.get(i)));
        }
        return painted;
    }

    private static int[] done(CompletableFuture<int[]> pixels) {
        try {
            return pixels.join();
        } catch (CompletionException e) {
            // As if it had been painted here.
            switch (e.getCause()) {
                case OutOfMemoryError none -> throw none;
                case RuntimeException failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    /// A tile, or a part of it, with what is painted there: nothing that two threads change.
    ///
    /// @param old the pixels of the tile around the part; null when the part is the tile
    private record Piece(TileKey key, Window part, int @Nullable [] old, List<PaintItem> items) {
        int[] pixels(LabelRasterizer rasterizer) {
            if (items.isEmpty() && old == null) {
                return new int[0];
            }
            int[] pixels =
                    rasterizer.paint(items, key.level().plane(), key.level().unit(), part);
            int[] whole = old == null ? Arrays.copyOf(pixels, pixels.length) : mended(old, pixels);
            return isBlank(whole) ? new int[0] : whole;
        }

        private int[] mended(int[] tile, int[] pixels) {
            Window window = key.window();
            int[] mended = Arrays.copyOf(tile, (int) window.area());
            for (int y = 0; y < part.height(); y++) {
                int at = (part.top() - window.top() + y) * window.width() + part.left() - window.left();
                System.arraycopy(pixels, y * part.width(), mended, at, part.width());
            }
            return mended;
        }
    }

    private static boolean isBlank(int[] pixels) {
        for (int p : pixels) {
            if (p != 0) {
                return false;
            }
        }
        return true;
    }

    /// The level of its tiles.
    TileLevel level() {
        return wanted.getFirst().level();
    }
}
