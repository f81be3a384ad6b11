package limner.app.ui.canvas;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import limner.app.ui.canvas.smart.Sight;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Workspace;
import limner.app.usecase.Channel;
import limner.app.usecase.Failure;
import limner.app.usecase.PartPixels;
import limner.app.usecase.Upright;
import limner.media.frame.Display;
import limner.media.frame.Picture;
import limner.media.frame.Window;
import limner.model.geometry.Box;
import limner.model.geometry.PixelValues;
import limner.model.id.MediaId;
import org.jspecify.annotations.Nullable;

/// Brings the wanted frame onto the screen: decode thread → conversion beside the JavaFX thread, straight into the
/// memory that JavaFX draws from → one pulse. The newest request wins; the workspace is told the number of the picture
/// that was really drawn. The decoded picture on the screen is kept, for the values under the pointer. JavaFX thread
/// only.
final class FrameScreen {

    /// One is drawn, one may still be on its way to the graphics card, one is written.
    private static final int BUFFERS = 3;

    private final Workspace workspace;
    private final Executor ui;
    private final Executor conversion;
    private final Glimpse glimpse;
    private final ImageView view = new ImageView();
    private final Slot[] slots = new Slot[BUFFERS];
    private int nextSlot;
    private long asked;
    private long drawn;
    private boolean busy;
    private boolean held;
    private boolean closed;
    private @Nullable Arrived waiting;
    private @Nullable Ready ready;
    private Optional<String> unreadable = Optional.empty();
    private Optional<Upright> turned = Optional.empty();
    private Optional<PicturePart> part = Optional.empty();
    private final PartPixels parts = new PartPixels();
    private Box seen = new Box(0, 0, 1, 1);
    private double scale = 1;
    private @Nullable ShownFrame last;
    private Runnable drawnAnew = () -> {};
    private final ReadOnlyObjectWrapper<Optional<Picture>> current = new ReadOnlyObjectWrapper<>(Optional.empty());

    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            stop();
            draw();
        }
    };

    /// @param conversion a thread for turning pictures into pixels
    /// @param reading a thread that may wait for the disk
    FrameScreen(Workspace workspace, Executor ui, Executor conversion, Executor reading) {
        this.workspace = workspace;
        this.ui = ui;
        this.conversion = conversion;
        this.glimpse = new Glimpse(workspace, ui, reading);
        view.setId("picture");
        for (int i = 0; i < BUFFERS; i++) {
            slots[i] = new Slot();
        }
        workspace.wanted().addListener((_, _, _) -> request());
        workspace.feed().addListener((_, _, feed) -> {
            if (feed.isEmpty()) {
                view.setImage(null);
                drawn = asked;
                workspace.glance(OptionalInt.empty());
                keep(Optional.empty(), Optional.empty());
            }
            request();
        });
        workspace.view().display().addListener((_, _, _) -> request());
        request();
    }

    /// The picture; the canvas places it.
    ImageView view() {
        return view;
    }

    /// Says what to do when the image has another content.
    void onDrawn(Runnable then) {
        drawnAnew = then;
    }

    /// What of the picture the image of [#view()] shows; empty where there is none.
    Optional<PicturePart> part() {
        return part;
    }

    /// Tells what is seen of the picture, so that of one too large to be shown whole the right part is.
    ///
    /// @param box in pixels of the upright picture
    /// @param pixelScale screen pixels for one picture pixel
    void look(Box box, double pixelScale) {
        seen = box;
        scale = pixelScale;
        Optional<Picture> picture = current.get();
        if (closed
                || busy
                || waiting != null
                || drawn < asked
                || picture.isEmpty()
                || turned.isEmpty()
                || last == null) {
            // What comes next is made for what is seen then.
            return;
        }
        int width = turned.get().width(picture.get().width(), picture.get().height());
        int height = turned.get().height(picture.get().width(), picture.get().height());
        boolean there =
                part.filter(p -> p.covers(box, width, height, pixelScale)).isPresent();
        if (PicturePart.isLarge(width, height) && !there) {
            asked++;
            arrived(new Arrived(
                    asked,
                    last.media(),
                    last.frame(),
                    turned.get(),
                    picture.get().retain(),
                    null));
        }
    }

    /// Why the frame shown has no picture.
    Optional<String> unreadable() {
        return unreadable;
    }

    /// Keeps the picture that is on the screen: what is being drawn on it must not lose it to one that was asked for
    /// before.
    void hold() {
        held = true;
    }

    /// Lets the picture that came meanwhile onto the screen.
    void release() {
        held = false;
        if (ready != null) {
            pulse.start();
        }
    }

    /// Gives back every picture; what comes later is closed unseen.
    void close() {
        closed = true;
        pulse.stop();
        glimpse.close();
        if (ready != null) {
            ready.from().close();
            ready = null;
        }
        if (waiting != null) {
            waiting.close();
            waiting = null;
        }
        view.setImage(null);
        keep(Optional.empty(), Optional.empty());
    }

    /// The decoded picture on the screen; it stays the screen's, and whoever goes on with it elsewhere retains it.
    ReadOnlyObjectProperty<Optional<Picture>> current() {
        return current.getReadOnlyProperty();
    }

    /// What tools look at: the exact picture on the screen as it is shown, retained for the caller; empty while there
    /// is
    /// none, or another one is glanced at.
    Optional<Sight> sight() {
        ShownFrame frame = last;
        if (closed
                || frame == null
                || turned.isEmpty()
                || workspace.glance().get().isPresent()) {
            return Optional.empty();
        }
        Upright upright = turned.get();
        Display display = workspace.view().display().get();
        return current.get().map(p -> new Sight(frame, p.retain(), upright, display));
    }

    /// The values stored for a pixel of the upright picture, in words; empty beside it.
    Optional<String> valuesAt(int x, int y) {
        Optional<Picture> picture = current.get();
        if (picture.isEmpty() || turned.isEmpty() || workspace.glance().get().isPresent()) {
            // Values are those of the exact picture or none.
            return Optional.empty();
        }
        Picture p = picture.get();
        int codedX = turned.get().codedX(x, y, p.width());
        int codedY = turned.get().codedY(x, y, p.height());
        if (codedX < 0 || codedY < 0 || codedX >= p.width() || codedY >= p.height()) {
            return Optional.empty();
        }
        return Optional.of(StoredValues.text(p.samples(), p.valuesAt(codedX, codedY)));
    }

    /// The values of a channel of the exact picture on the screen, as it is shown.
    PixelValues values(Channel channel) {
        Display display = workspace.view().display().get();
        return (area, into) ->
                parts.values(current.get().orElseThrow(), turned.orElseThrow(), display, channel, area, into);
    }

    /// The windows that leave these shares of the values of the picture on the screen below and above, looked for
    /// beside
    /// the JavaFX thread and handed over on it.
    void windows(double below, double above, Consumer<List<Window>> then) {
        current.get().filter(_ -> !closed).ifPresent(shown -> {
            Picture picture = shown.retain();
            conversion.execute(() -> {
                try (picture) {
                    List<Window> found = picture.windows(below, above);
                    ui.execute(() -> then.accept(found));
                }
            });
        });
    }

    private void keep(Optional<Picture> next, Optional<Upright> upright) {
        Optional<Picture> before = current.get();
        turned = upright;
        current.set(next);
        before.ifPresent(Picture::close);
    }

    /// A picture from the decoder, or why there is none.
    private record Arrived(
            long ticket,
            MediaId media,
            int frame,
            Upright upright,
            @Nullable Picture picture,
            @Nullable Throwable failure) {
        void close() {
            if (picture != null) {
                picture.close();
            }
        }
    }

    /// Pixels that wait for the next pulse, with the picture they were made of; without a slot the frame cannot be
    /// decoded.
    private record Ready(Arrived from, @Nullable Slot slot) {}

    private void request() {
        Optional<FrameFeed> feed = workspace.feed().get();
        Optional<MediaId> media = workspace.mediaId().get();
        if (closed || feed.isEmpty() || media.isEmpty()) {
            return;
        }
        int frame = workspace.wanted().get();
        if (frame >= feed.get().frameCount()) {
            workspace.goTo(feed.get().frameCount() - 1);
            return;
        }
        long ticket = ++asked;
        Upright upright = feed.get().upright();
        var coming =
                workspace.isPlayed() ? feed.get().played(frame) : feed.get().picture(frame);
        var _ = coming.handle((picture, failure) -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (!(cause instanceof CancellationException)) {
                Upright own = picture == null ? upright : upright.of(picture);
                ui.execute(() -> arrived(new Arrived(ticket, media.get(), frame, own, picture, cause)));
            }
            return picture;
        });
        if (!coming.isDone()
                && !workspace.isPlayed()
                && workspace.view().display().get().isNeutral()) {
            glimpse.look(frame, image -> glance(ticket, media.get(), frame, image));
        }
    }

    /// Shows a lossy picture while the exact one is on its way; what counts as shown stays what it was.
    private void glance(long ticket, MediaId video, int frame, Image image) {
        boolean late = closed || held || busy || ticket < asked || drawn >= ticket || waiting != null;
        boolean same = workspace
                .media()
                .filter(m -> m.id().equals(video)
                        && m.width() == (int) image.getWidth()
                        && m.height() == (int) image.getHeight())
                .isPresent();
        if (late || !same || workspace.shown().get().isEmpty()) {
            return;
        }
        view.setImage(image);
        part = Optional.of(PicturePart.of((int) image.getWidth(), (int) image.getHeight(), seen, scale));
        workspace.glance(OptionalInt.of(frame));
        drawnAnew.run();
    }

    private void arrived(Arrived next) {
        if (closed || next.ticket() <= drawn || (waiting != null && waiting.ticket() > next.ticket())) {
            next.close();
            return;
        }
        if (waiting != null) {
            waiting.close();
        }
        waiting = next;
        convert();
    }

    private void convert() {
        Arrived next = waiting;
        if (busy || next == null) {
            return;
        }
        waiting = null;
        busy = true;
        Picture decoded = next.picture();
        if (decoded == null) {
            ready(new Ready(next, null));
            return;
        }
        Slot slot = slots[nextSlot];
        nextSlot = (nextSlot + 1) % BUFFERS;
        Display display = workspace.view().display().get();
        Box box = seen;
        double pixelScale = scale;
        conversion.execute(() -> {
            Ready result;
            try {
                slot.fill(decoded, next.upright(), display, box, pixelScale);
                result = new Ready(next, slot);
            } catch (RuntimeException | OutOfMemoryError e) {
                decoded.close();
                result = new Ready(
                        new Arrived(next.ticket(), next.media(), next.frame(), next.upright(), null, e), null);
            }
            Ready done = result;
            ui.execute(() -> ready(done));
        });
    }

    private void ready(Ready next) {
        if (closed) {
            next.from().close();
            return;
        }
        ready = next;
        pulse.start();
    }

    private void draw() {
        if (held) {
            return;
        }
        Ready next = ready;
        ready = null;
        busy = false;
        if (next != null) {
            if (workspace.mediaId().get().filter(next.from().media()::equals).isPresent()) {
                show(next);
            } else {
                next.from().close();
            }
        }
        convert();
    }

    private void show(Ready next) {
        drawn = Math.max(drawn, next.from().ticket());
        workspace.glance(OptionalInt.empty());
        if (next.slot() == null) {
            Throwable failure = next.from().failure();
            unreadable = Optional.of(failure == null ? "" : Failure.of(failure).sentence());
            view.setImage(null);
            part = Optional.empty();
            keep(Optional.empty(), Optional.empty());
            workspace.shown(new ShownFrame(next.from().media(), next.from().frame(), ShownFrame.Picture.UNREADABLE));
            return;
        }
        unreadable = Optional.empty();
        view.setImage(next.slot().refreshed());
        part = Optional.of(next.slot().part);
        keep(Optional.ofNullable(next.from().picture()), Optional.of(next.from().upright()));
        last = new ShownFrame(next.from().media(), next.from().frame(), ShownFrame.Picture.DRAWN);
        workspace.shown(last, next.slot().fullWidth, next.slot().fullHeight);
        glimpse.shown(next.from().frame(), current);
        // Another part of the same frame is nothing new to the workspace, but lies elsewhere in the image.
        drawnAnew.run();
    }

    /// Memory for one picture that JavaFX draws from.
    private static final class Slot {

        private PicturePart part = new PicturePart(0, 0, 1, 1, 1);
        private int fullWidth;
        private int fullHeight;
        private int width;
        private int height;
        private ByteBuffer pixels = ByteBuffer.allocateDirect(0);
        private ByteBuffer coded = ByteBuffer.allocateDirect(0);
        private @Nullable PixelBuffer<ByteBuffer> buffer;
        private @Nullable WritableImage image;

        /// On the conversion thread.
        void fill(Picture whole, Upright upright, Display display, Box seen, double scale) {
            fullWidth = upright.width(whole.width(), whole.height());
            fullHeight = upright.height(whole.width(), whole.height());
            part = PicturePart.of(fullWidth, fullHeight, seen, scale);
            if (PicturePart.isLarge(fullWidth, fullHeight)) {
                try (Picture sampled = part.sampled(whole, upright)) {
                    fill(sampled, upright, display);
                }
            } else {
                fill(whole, upright, display);
            }
        }

        private void fill(Picture picture, Upright upright, Display display) {
            size(upright.width(picture.width(), picture.height()), upright.height(picture.width(), picture.height()));
            if (upright == Upright.AS_CODED) {
                picture.toBgra(pixels, display);
                return;
            }
            if (coded.capacity() != pixels.capacity()) {
                coded = ByteBuffer.allocateDirect(pixels.capacity());
            }
            picture.toBgra(coded, display);
            upright.turn(coded, pixels, picture.width(), picture.height(), 4);
        }

        private void size(int w, int h) {
            if (w != width || h != height) {
                width = w;
                height = h;
                pixels = ByteBuffer.allocateDirect(Math.multiplyExact(Math.multiplyExact(w, h), 4));
                buffer = null;
                image = null;
            }
        }

        /// On the JavaFX thread, after [#fill].
        WritableImage refreshed() {
            if (buffer == null || image == null) {
                buffer = new PixelBuffer<>(width, height, pixels, PixelFormat.getByteBgraPreInstance());
                image = new WritableImage(buffer);
            } else {
                buffer.updateBuffer(_ -> null);
            }
            return image;
        }
    }
}
