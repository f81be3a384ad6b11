package limner.app.ui.canvas;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
/// enlarged or reduced, and sharp ones follow once it stands still. When nothing is left to do on a frame that was
/// stepped to, the one that may come next is painted ahead. JavaFX thread only.
final class LabelLayer {

    /// Set while [#isSharp()].
    static final PseudoClass SHARP = PseudoClass.getPseudoClass("sharp");

    /// A zoom that has not changed for so long stands still.
    private static final long STILL = TimeUnit.MILLISECONDS.toNanos(40);

    /// A scene that could not be painted is tried again when it is asked for after so long.
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(2);

    /// Tiles of a zoom that is gone are good enough while the picture is so many times larger or smaller.
    private static final double GOOD_ENOUGH = 2.5;

    private static final int MOST_COARSE = 64;

    private final Executor ui;
    private final Executor painting;
    private final Consumer<Throwable> failed;
    private final Supplier<Optional<PaintedScene>> ahead;
    private final ImageView node = new ImageView();
    private final TileShelf shelf = new TileShelf();
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
    /// The frame from which the next one was painted ahead.
    private OptionalInt aheadOf = OptionalInt.empty();

    /// What is to be painted before its picture is there.
    private @Nullable Expected expected;

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

    /// A scene that will be asked for, as it will be seen.
    private record Expected(PaintedScene scene, TileView view) {}

    /// Something to be done once a scene is on the screen.
    private record Waiting(PaintedScene scene, Runnable then) {}

    /// @param painting a thread for painting
    /// @param failed is told why something could not be painted; what was there before stays
    /// @param ahead tells what may be looked at next, once the scene asked for is on the screen
    LabelLayer(Executor ui, Executor painting, Consumer<Throwable> failed, Supplier<Optional<PaintedScene>> ahead) {
        this.ui = ui;
        this.painting = painting;
        this.failed = failed;
        this.ahead = ahead;
        node.setId("label-image");
        node.setManaged(false);
        node.setMouseTransparent(true);
    }

    ImageView view() {
        return node;
    }

    /// Whether every pixel was painted for what is seen now.
    boolean isSharp() {
        return node.getPseudoClassStates().contains(SHARP);
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
        if (shelf.seen().coarse() != null && view != null && !now.level().equals(view.level())) {
            zoomed = System.nanoTime();
            moving = true;
        }
        view = now;
        changed = true;
        shelf.seen().cache().bound(TileShelf.mostBytes(now));
        sharp(false);
        pulse.start();
        if (shelf.see(next, now)) {
            // They come to the screen with their picture, and it is drawn once.
            beat();
        }
    }

    /// Has a scene painted whose picture is on its way, while nothing is shown; asking often costs little.
    ///
    /// @param width of the canvas in logical pixels
    /// @param unit device pixels per logical pixel
    void expect(PaintedScene scene, ViewTransform at, double width, double height, double unit) {
        if (wanted != null) {
            clear();
        }
        // Sizes change a few times until everything has its place.
        expected = new Expected(scene, TileView.of(at, width, height, unit));
        pulse.start();
    }

    private void paintExpected() {
        Expected next = expected;
        expected = null;
        if (next != null && wanted == null && job == null) {
            view = next.view();
            paint(next.scene(), next.view().tiles(next.view().level()), TileJob.Purpose.AHEAD);
        }
    }

    /// Shows nothing; what is being painted right now is not shown any more.
    void clear() {
        node.setImage(null);
        shelf.clear();
        waiting.clear();
        wanted = null;
        view = null;
        expected = null;
        aheadOf = OptionalInt.empty();
        moving = false;
        cleared++;
        sharp(false);
    }

    private void sharp(boolean now) {
        node.pseudoClassStateChanged(SHARP, now);
    }

    private void beat() {
        paintExpected();
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
            if (lay(scene, seen)) {
                lookAhead(scene, seen);
            }
        }
        if (!moving) {
            pulse.stop();
        }
    }

    /// Sees to it that what is missing is painted.
    private void begin(PaintedScene scene, TileView seen) {
        TileLevel level = target(seen);
        if (job != null) {
            boolean other =
                    job.purpose() == TileJob.Purpose.AHEAD && job.scene().frame() != scene.frame();
            if (other || (!moving && !job.level().equals(level))) {
                job.drop();
            }
            return;
        }
        changed |= shelf.see(scene, seen);
        if (scene != refused) {
            paint(scene, seen.tiles(level), TileJob.Purpose.SEEN);
        }
    }

    /// Paints a frame that may be looked at next, once after each step: work for nothing where people stay.
    private void lookAhead(PaintedScene scene, TileView seen) {
        OptionalInt here = OptionalInt.of(scene.frame());
        if (job == null && !moving && !aheadOf.equals(here)) {
            ahead.get().ifPresent(next -> {
                aheadOf = here;
                paint(next, seen.tiles(seen.level()), TileJob.Purpose.AHEAD);
            });
        }
    }

    /// Has painted what is missing of these tiles.
    private void paint(PaintedScene scene, List<TileKey> tiles, TileJob.Purpose purpose) {
        TileJob next = shelf.job(scene, tiles, purpose).orElse(null);
        if (next == null) {
            return;
        }
        job = next;
        long asked = cleared;
        painting.execute(() -> {
            try {
                next.paint(rasterizers, part -> ui.execute(() -> take(next, part, asked)));
            } catch (RuntimeException | Error e) {
                ui.execute(() -> fail(next, e, asked));
            }
        });
    }

    /// The level to be painted: while the picture grows or shrinks, the one that is shown meanwhile, as long as it is
    /// good enough.
    private TileLevel target(TileView seen) {
        TileLevel last = shelf.seen().coarse();
        if (!moving || last == null) {
            return seen.level();
        }
        double ratio = last.ratioTo(seen.level());
        boolean near = ratio < GOOD_ENOUGH && ratio > 1 / GOOD_ENOUGH && seen.count(last) <= MOST_COARSE;
        return near ? last : seen.level();
    }

    private void take(TileJob done, TileJob.Part part, long asked) {
        if (part.last()) {
            job = null;
        }
        TileView seen = view;
        if (asked == cleared && seen != null) {
            shelf.take(done, part, seen);
            // Where it was dropped, something else may be painted ahead now.
            changed |= done.purpose() == TileJob.Purpose.SEEN || done.isDropped();
        }
        pulse.start();
    }

    private void fail(TileJob done, Throwable failure, long asked) {
        job = null;
        // Nobody waits for what is painted ahead: it is tried again when it is asked for.
        if (asked == cleared && done.purpose() == TileJob.Purpose.SEEN) {
            refused = done.scene();
            refusedAt = System.nanoTime();
            failed.accept(failure);
        }
        pulse.start();
    }

    /// @return whether all of the scene is on the screen, as sharp as can be
    private boolean lay(PaintedScene scene, TileView seen) {
        FrameTiles tiles = shelf.seen();
        PaintedScene painted = tiles.scene();
        if (painted == null) {
            return false;
        }
        Front front = fronts[nextFront];
        nextFront = (nextFront + 1) % fronts.length;
        boolean whole = TileSheet.lay(tiles.cache(), seen, tiles.coarse(), front.pixels(seen.width(), seen.height()));
        node.setImage(front.refreshed());
        double unit = seen.level().unit();
        node.setFitWidth(seen.width() / unit);
        node.setFitHeight(seen.height() / unit);
        boolean sharp = whole && painted == scene;
        sharp(sharp);
        shown(painted);
        return sharp;
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
