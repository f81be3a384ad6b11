package limner.app.ui.canvas;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.css.PseudoClass;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import limner.app.ui.canvas.paint.LabelRasterizer;
import limner.app.ui.canvas.paint.ViewTransform;
import org.jspecify.annotations.Nullable;

/// The labels of the frame as one image of device pixels, laid together at every change from tiles that are painted
/// beside the JavaFX thread and kept. Tiles are painted for one zoom; while it changes, those of another one are shown
/// enlarged or reduced, and sharp ones follow once it stands still. JavaFX thread only.
final class LabelLayer {

    /// Set while every pixel was painted for what is seen now.
    static final PseudoClass SHARP = PseudoClass.getPseudoClass("sharp");

    /// A zoom that has not changed for so long stands still.
    private static final long STILL = TimeUnit.MILLISECONDS.toNanos(40);

    /// A scene that could not be painted is tried again when it is asked for after so long.
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(2);

    /// Memory for tiles that are not seen now.
    private static final long SPARE_BYTES = 12L << 20;

    /// Tiles of a zoom that is gone are good enough while the picture is so many times larger or smaller.
    private static final double GOOD_ENOUGH = 2.5;

    private static final int MOST_COARSE = 64;

    private final Executor ui;
    private final Executor painting;
    private final Consumer<Throwable> failed;
    private final ImageView node = new ImageView();
    private final TileCache cache = new TileCache(SPARE_BYTES);
    private final TileSheet sheet = new TileSheet(cache);
    /// One is drawn, one is written.
    private final Front[] fronts = {new Front(), new Front()};

    private int nextFront;
    /// Two tiles at a time, where there are processors for it; the others have the picture to draw.
    private final List<LabelRasterizer> rasterizers = IntStream.range(
                    0, Math.min(2, Runtime.getRuntime().availableProcessors()))
            .mapToObj(_ -> new LabelRasterizer(TileLevel.SIDE, TileLevel.SIDE))
            .toList();

    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable PaintedScene wanted;
    private @Nullable TileView view;
    /// What the tiles in the cache show.
    private @Nullable PaintedScene painted;
    /// The level to fall back on.
    private @Nullable TileLevel coarse;

    private @Nullable TileJob job;
    private @Nullable PaintedScene refused;
    private long refusedAt;
    private long cleared;
    private long zoomed;
    private boolean moving;
    private boolean changed;

    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            beat();
        }
    };

    /// Something to be done once a scene is on the screen.
    private record Waiting(PaintedScene scene, Runnable then) {}

    /// @param painting a thread for painting
    /// @param failed is told why something could not be painted; what was there before stays
    LabelLayer(Executor ui, Executor painting, Consumer<Throwable> failed) {
        this.ui = ui;
        this.painting = painting;
        this.failed = failed;
        node.setId("label-image");
        node.setManaged(false);
        node.setMouseTransparent(true);
    }

    ImageView view() {
        return node;
    }

    /// Asks for a scene; a newer one overtakes.
    ///
    /// @param width of the canvas in logical pixels
    /// @param unit device pixels per logical pixel
    /// @param then run when it is on the screen, or a newer one
    void show(PaintedScene scene, ViewTransform at, double width, double height, double unit, Runnable then) {
        PaintedScene next = wanted != null && wanted.paintsTheSameAs(scene) ? wanted : scene;
        wanted = next;
        if (System.nanoTime() - refusedAt > AGAIN) {
            // What was in the way, such as memory that others held, may be gone.
            refused = null;
        }
        waiting.add(new Waiting(next, then));
        TileView now = TileView.of(at, width, height, unit);
        if (coarse != null && view != null && !now.level().equals(view.level())) {
            zoomed = System.nanoTime();
            moving = true;
        }
        view = now;
        changed = true;
        cache.bound(SPARE_BYTES + 2 * now.count(now.level()) * TileCache.TILE_BYTES);
        sharp(false);
        pulse.start();
    }

    /// Shows nothing; what is being painted right now is not shown any more.
    void clear() {
        node.setImage(null);
        cache.clear();
        waiting.clear();
        wanted = null;
        view = null;
        painted = null;
        coarse = null;
        moving = false;
        cleared++;
        sharp(false);
    }

    private void sharp(boolean now) {
        node.pseudoClassStateChanged(SHARP, now);
    }

    private void beat() {
        PaintedScene scene = wanted;
        TileView seen = view;
        if (scene == null || seen == null) {
            pulse.stop();
            return;
        }
        moving &= System.nanoTime() - zoomed < STILL;
        begin(scene, seen);
        if (changed) {
            changed = false;
            lay(scene, seen);
        }
        if (!moving) {
            pulse.stop();
        }
    }

    /// Sees to it that what is missing is painted.
    private void begin(PaintedScene scene, TileView seen) {
        TileLevel level = target(seen);
        if (job != null) {
            if (!moving && !job.level().equals(level)) {
                job.drop();
            }
            return;
        }
        List<TileKey> tiles = seen.tiles(level);
        Map<TileKey, int[]> there = new HashMap<>();
        tiles.forEach(t -> cache.get(t).ifPresent(pixels -> there.put(t, pixels)));
        if (scene == refused || (scene == painted && there.size() == tiles.size())) {
            return;
        }
        TileJob next = new TileJob(painted, scene, tiles, there);
        job = next;
        long asked = cleared;
        painting.execute(() -> {
            try {
                next.paint(rasterizers, part -> ui.execute(() -> take(next, part, asked)));
            } catch (RuntimeException | OutOfMemoryError e) {
                ui.execute(() -> fail(next, e, asked));
            }
        });
    }

    /// The level to be painted: while the picture grows or shrinks, the one that is shown meanwhile, as long as it is
    /// good enough.
    private TileLevel target(TileView seen) {
        TileLevel last = coarse;
        if (!moving || last == null) {
            return seen.level();
        }
        double ratio = last.ratioTo(seen.level());
        boolean near = ratio < GOOD_ENOUGH && ratio > 1 / GOOD_ENOUGH && seen.count(last) <= MOST_COARSE;
        return near ? last : seen.level();
    }

    private void take(TileJob from, TileJob.Part part, long asked) {
        if (part.last()) {
            job = null;
        }
        if (asked == cleared) {
            if (from.changes()) {
                part.changed().ifPresentOrElse(cache::forget, cache::clear);
                painted = from.scene();
            }
            part.painted().forEach(cache::put);
            if (part.last() && !from.isDropped()) {
                coarse = from.level();
            }
            changed = true;
        }
        pulse.start();
    }

    private void fail(TileJob from, Throwable failure, long asked) {
        job = null;
        if (asked == cleared) {
            refused = from.scene();
            refusedAt = System.nanoTime();
            failed.accept(failure);
        }
        pulse.start();
    }

    private void lay(PaintedScene scene, TileView seen) {
        if (painted == null) {
            return;
        }
        Front front = fronts[nextFront];
        nextFront = (nextFront + 1) % fronts.length;
        boolean whole = sheet.lay(seen, coarse, front.pixels(seen.width(), seen.height()));
        node.setImage(front.refreshed());
        double unit = seen.level().unit();
        node.setFitWidth(seen.width() / unit);
        node.setFitHeight(seen.height() / unit);
        sharp(whole && painted == scene);
        shown(painted);
    }

    /// Does what waited for a scene, or for one before it.
    private void shown(PaintedScene scene) {
        int last = waiting.size() - 1;
        while (last >= 0 && waiting.get(last).scene() != scene) {
            last--;
        }
        List<Waiting> done = List.copyOf(waiting.subList(0, last + 1));
        waiting.subList(0, last + 1).clear();
        done.forEach(w -> w.then().run());
    }

    /// Memory for one image.
    private static final class Front {

        private int width;
        private int height;
        private int[] pixels = new int[0];
        private @Nullable PixelBuffer<IntBuffer> buffer;
        private @Nullable WritableImage image;

        int[] pixels(int newWidth, int newHeight) {
            if (newWidth != width || newHeight != height) {
                width = newWidth;
                height = newHeight;
                pixels = new int[Math.multiplyExact(width, height)];
                buffer = null;
                image = null;
            }
            return pixels;
        }

        WritableImage refreshed() {
            if (buffer == null || image == null) {
                buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
                image = new WritableImage(buffer);
            } else {
                buffer.updateBuffer(_ -> null);
            }
            return image;
        }
    }
}
