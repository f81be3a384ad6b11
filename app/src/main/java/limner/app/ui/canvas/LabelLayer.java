package limner.app.ui.canvas;

import java.nio.IntBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import limner.app.ui.canvas.paint.LabelRasterizer;
import limner.app.ui.canvas.paint.ViewTransform;
import org.jspecify.annotations.Nullable;

/// The labels of the frame as one image of device pixels, painted beside the JavaFX thread. While the view moves, the
/// last
/// image moves with it; a sharp one follows as soon as it is painted. JavaFX thread only.
final class LabelLayer {

    private static final int BUFFERS = 3;

    private final Executor ui;
    private final Executor painting;
    private final ImageView view = new ImageView();
    private final Sheet[] sheets = new Sheet[BUFFERS];
    private int nextSheet;
    private final Consumer<Throwable> failed;
    private boolean busy;
    private long cleared;
    private @Nullable Request waiting;
    private @Nullable Painted painted;
    private @Nullable Request shown;

    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            stop();
            draw();
        }
    };

    /// @param painting a thread for painting
    /// @param failed is told why an image could not be painted; the one before stays
    LabelLayer(Executor ui, Executor painting, Consumer<Throwable> failed) {
        this.ui = ui;
        this.painting = painting;
        this.failed = failed;
        for (int i = 0; i < BUFFERS; i++) {
            sheets[i] = new Sheet();
        }
        view.setManaged(false);
        view.setSmooth(true);
        view.setMouseTransparent(true);
    }

    ImageView view() {
        return view;
    }

    /// What to paint.
    ///
    /// @param width of the canvas in logical pixels
    /// @param unit device pixels per logical pixel
    /// @param then run when it is on the screen
    record Request(LabelScene scene, ViewTransform at, double width, double height, double unit, Runnable then) {}

    /// @param asked how often the layer had been cleared when this was asked for
    /// @param failure why there is nothing on the sheet
    private record Painted(
            Request request,
            Sheet sheet,
            long asked,
            @Nullable Throwable failure) {}

    /// Asks for an image; a newer request overtakes.
    void paint(LabelScene scene, ViewTransform at, double width, double height, double unit, Runnable then) {
        Request overtaken = waiting;
        Runnable both = overtaken == null
                ? then
                : () -> {
                    overtaken.then().run();
                    then.run();
                };
        waiting = new Request(scene, at, width, height, unit, both);
        next();
    }

    /// Puts the last image where the view is now.
    void place(ViewTransform now) {
        Request last = shown;
        if (last == null) {
            return;
        }
        double ratio = now.scale() / last.at().scale();
        view.setX(now.x() - last.at().x() * ratio);
        view.setY(now.y() - last.at().y() * ratio);
        view.setFitWidth(pixels(last.width(), last.unit()) / last.unit() * ratio);
        view.setFitHeight(pixels(last.height(), last.unit()) / last.unit() * ratio);
    }

    /// Shows nothing; what is being painted right now is not shown any more.
    void clear() {
        view.setImage(null);
        shown = null;
        waiting = null;
        cleared++;
    }

    private void next() {
        Request request = waiting;
        if (busy || request == null) {
            return;
        }
        waiting = null;
        busy = true;
        Sheet sheet = sheets[nextSheet];
        nextSheet = (nextSheet + 1) % BUFFERS;
        long asked = cleared;
        painting.execute(() -> {
            Throwable failure = null;
            try {
                sheet.paint(request);
            } catch (RuntimeException | OutOfMemoryError e) {
                failure = e;
            }
            Painted done = new Painted(request, sheet, asked, failure);
            ui.execute(() -> {
                painted = done;
                pulse.start();
            });
        });
    }

    private void draw() {
        Painted done = painted;
        painted = null;
        busy = false;
        if (done != null && done.failure() != null) {
            failed.accept(done.failure());
        } else if (done != null && done.asked() == cleared) {
            shown = done.request();
            view.setImage(done.sheet().refreshed());
            done.request().then().run();
        }
        next();
    }

    private static int pixels(double logical, double unit) {
        return Math.max(1, (int) Math.ceil(logical * unit));
    }

    /// Memory for one image.
    private static final class Sheet {

        private LabelRasterizer rasterizer = new LabelRasterizer(1, 1);
        private @Nullable PixelBuffer<IntBuffer> buffer;
        private @Nullable WritableImage image;
        private int[] pixels = new int[1];

        /// On the painting thread.
        void paint(Request r) {
            int width = pixels(r.width(), r.unit());
            int height = pixels(r.height(), r.unit());
            if (rasterizer.width() != width || rasterizer.height() != height) {
                rasterizer = new LabelRasterizer(width, height);
                buffer = null;
                image = null;
            }
            pixels = rasterizer.paint(r.scene().items(), r.at(), r.unit());
        }

        /// On the JavaFX thread, after [#paint].
        WritableImage refreshed() {
            if (buffer == null || image == null) {
                buffer = new PixelBuffer<>(
                        rasterizer.width(),
                        rasterizer.height(),
                        IntBuffer.wrap(pixels),
                        PixelFormat.getIntArgbPreInstance());
                image = new WritableImage(buffer);
            } else {
                buffer.updateBuffer(_ -> null);
            }
            return image;
        }
    }
}
