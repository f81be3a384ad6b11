package limner.app.ui.common;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.util.Duration;
import limner.app.usecase.QuickPictures;
import limner.media.proxy.ScreenPixels;
import org.jspecify.annotations.Nullable;

/// Small pictures of the video that is looked at, made one at a time beside everything else: first what the pointer
/// asks
/// for, then, while nobody moves the playhead, what the filmstrip wants, and at last what is kept on disk. What is
/// being
/// made is given up as soon as something else is wanted. JavaFX thread only.
public final class Film implements AutoCloseable {

    /// Bytes of small pictures that are kept in memory: some hundred.
    private static final long MOST = 48L << 20;

    /// So long must nobody have moved the playhead.
    private static final Duration IDLE = Duration.millis(800);

    /// So far around the playhead pictures are kept on disk while nothing else is to be done, run by run.
    private static final int REACH = 600;

    private static final int RUN = 30;

    private final Workspace workspace;
    private final Executor ui;
    private final Executor making;
    private final NavigableMap<Integer, Held> held = new TreeMap<>();
    private final Set<Integer> failed = new HashSet<>();
    private final Set<Integer> kept = new HashSet<>();
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    private final ObjectProperty<Optional<Peek>> peek = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty stripShown = new SimpleBooleanProperty(true);
    private final PauseTransition idle = new PauseTransition(IDLE);
    private final ChangeListener<Optional<FrameFeed>> feeds = (_, _, now) -> {
        take(now.flatMap(FrameFeed::quick));
        pump();
    };
    private final ChangeListener<Object> moves = (_, _, _) -> busy();
    private @Nullable QuickPictures pictures;
    private List<Integer> strip = List.of();
    private @Nullable Job job;
    private boolean isIdle = true;
    private boolean rested = true;
    private boolean closed;
    private long bytes;
    private long uses;

    /// What the pointer is on: a frame, and where in the window.
    ///
    /// @param sceneX where above it the picture is to be
    public record Peek(int frame, double sceneX) {}

    private static final class Held {
        private final Thumbnail thumbnail;
        private final long bytes;
        private long used;

        Held(Thumbnail thumbnail, long bytes) {
            this.thumbnail = thumbnail;
            this.bytes = bytes;
        }
    }

    private enum Purpose {
        PEEK,
        STRIP,
        DISK
    }

    private record Job(QuickPictures of, int frame, Purpose purpose, AtomicBoolean stop) {}

    /// @param making a thread that may be kept waiting by the decoder
    public Film(Workspace workspace, Executor ui, Executor making) {
        this.workspace = workspace;
        this.ui = ui;
        this.making = making;
        idle.setOnFinished(_ -> {
            isIdle = true;
            pump();
        });
        workspace.feed().addListener(feeds);
        workspace.wanted().addListener(moves);
        workspace.playing().addListener(moves);
        workspace.shown().addListener(moves);
        peek.addListener((_, before, now) -> {
            if (!before.map(Peek::frame).equals(now.map(Peek::frame))) {
                pump();
            }
        });
        take(workspace.feed().get().flatMap(FrameFeed::quick));
    }

    /// Whether there can be small pictures of what is looked at.
    public boolean isThere() {
        return pictures != null;
    }

    /// Rises whenever there is another small picture, or none any more.
    public ReadOnlyIntegerProperty revision() {
        return revision.getReadOnlyProperty();
    }

    /// What the pointer is on, on whatever shows time.
    public ObjectProperty<Optional<Peek>> peek() {
        return peek;
    }

    /// Whether the timeline shows a strip of them.
    public BooleanProperty stripShown() {
        return stripShown;
    }

    /// The frame at or before this one that is soonest there.
    public int startOf(int frame) {
        return pictures == null ? frame : pictures.startOf(frame);
    }

    /// The picture there is that is nearest to a frame, of that frame at best.
    public Optional<Thumbnail> nearest(int frame) {
        Map.Entry<Integer, Held> before = held.floorEntry(frame);
        Map.Entry<Integer, Held> after = held.ceilingEntry(frame);
        if (before == null || after == null) {
            return Optional.ofNullable(before == null ? after : before).map(e -> used(e.getValue()));
        }
        return Optional.of(used(
                after.getKey() - (long) frame < (long) frame - before.getKey() ? after.getValue() : before.getValue()));
    }

    private Thumbnail used(Held one) {
        one.used = ++uses;
        return one.thumbnail;
    }

    /// Says what the strip wants to have, the most important first; what was wanted before is forgotten.
    public void want(List<Integer> frames) {
        if (!frames.equals(strip)) {
            strip = List.copyOf(frames);
            pump();
        }
    }

    private void take(Optional<QuickPictures> next) {
        stop();
        QuickPictures before = pictures;
        if (before != null) {
            making.execute(before::close);
        }
        pictures = next.orElse(null);
        isIdle = false;
        idle.playFromStart();
        rested = true;
        held.clear();
        failed.clear();
        kept.clear();
        bytes = 0;
        strip = List.of();
        peek.set(Optional.empty());
        changed();
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }

    /// Somebody looks for something else now.
    private void busy() {
        isIdle = false;
        idle.playFromStart();
        if (job != null && job.purpose() != Purpose.PEEK) {
            stop();
        }
    }

    private void stop() {
        if (job != null) {
            job.stop().set(true);
        }
    }

    /// Begins what is most wanted, when nothing is being made; tells what is being made to end when it is not wanted
    /// any
    /// more.
    private void pump() {
        QuickPictures of = pictures;
        if (of == null || closed) {
            return;
        }
        Optional<Job> next = next(of);
        Job now = job;
        if (now != null) {
            boolean stays = now.of() == of
                    && switch (now.purpose()) {
                        case PEEK -> isPeeked(now.frame());
                        case STRIP -> !isPeekMissing() && strip.contains(now.frame());
                        case DISK ->
                            next.filter(j -> j.purpose() != Purpose.DISK).isEmpty();
                    };
            if (!stays) {
                stop();
            }
            return;
        }
        if (next.isPresent()) {
            job = next.get();
            rested = false;
            making.execute(() -> make(next.get()));
        } else if (isIdle && !rested) {
            rested = true;
            making.execute(of::rest);
        }
    }

    private boolean isPeeked(int frame) {
        return peek.get().filter(p -> p.frame() == frame).isPresent();
    }

    private boolean isPeekMissing() {
        return peek.get().filter(p -> isMissing(p.frame())).isPresent();
    }

    private boolean isMissing(int frame) {
        return !held.containsKey(frame) && !failed.contains(frame);
    }

    private Optional<Job> next(QuickPictures of) {
        Optional<Peek> looked = peek.get().filter(p -> isMissing(p.frame()) && p.frame() < of.frameCount());
        if (looked.isPresent()) {
            return Optional.of(new Job(of, looked.get().frame(), Purpose.PEEK, new AtomicBoolean()));
        }
        // The first picture on the canvas comes first.
        if (!isIdle || workspace.playing().get() || workspace.shown().get().isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> wanted =
                strip.stream().filter(f -> f < of.frameCount() && isMissing(f)).findFirst();
        if (wanted.isPresent()) {
            return Optional.of(new Job(of, wanted.get(), Purpose.STRIP, new AtomicBoolean()));
        }
        OptionalInt kept = of.isKeeping() ? nextToKeep(of.frameCount()) : OptionalInt.empty();
        return kept.isPresent()
                ? Optional.of(new Job(of, kept.getAsInt(), Purpose.DISK, new AtomicBoolean()))
                : Optional.empty();
    }

    /// Run by run away from the playhead, each from its first frame on, as they are decoded.
    private OptionalInt nextToKeep(int frames) {
        int at = workspace.wanted().get();
        for (int run = 0; run < REACH / RUN; run++) {
            for (int start : new int[] {at + run * RUN, at - (run + 1) * RUN}) {
                for (int f = Math.max(0, start); f < Math.min(frames, start + RUN); f++) {
                    if (!kept.contains(f)) {
                        return OptionalInt.of(f);
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    private void make(Job now) {
        Optional<ScreenPixels> found = Optional.empty();
        try {
            if (!now.stop().get()) {
                if (now.purpose() != Purpose.DISK) {
                    found = now.of().thumbnail(now.frame(), now.stop()::get);
                } else if (now.of().hasRoom()) {
                    now.of().keep(now.frame(), now.stop()::get);
                }
            }
        } finally {
            Optional<ScreenPixels> pixels = found;
            ui.execute(() -> made(now, pixels));
        }
    }

    private void made(Job now, Optional<ScreenPixels> found) {
        job = null;
        if (closed) {
            return;
        }
        if (now.of() == pictures) {
            if (now.purpose() == Purpose.DISK) {
                if (!now.stop().get()) {
                    kept.add(now.frame());
                }
            } else if (found.isPresent()) {
                hold(now.frame(), found.get());
            } else if (!now.stop().get()) {
                failed.add(now.frame());
                changed();
            }
        }
        pump();
    }

    private void hold(int frame, ScreenPixels pixels) {
        Held before = held.put(frame, new Held(new Thumbnail(frame, image(pixels)), pixels.byteSize()));
        bytes += pixels.byteSize() - (before == null ? 0 : before.bytes);
        used(held.get(frame));
        while (bytes > MOST && held.size() > 1) {
            Map.Entry<Integer, Held> oldest = held.entrySet().stream()
                    .min(Comparator.comparingLong(e -> e.getValue().used))
                    .orElseThrow();
            bytes -= oldest.getValue().bytes;
            held.remove(oldest.getKey());
        }
        changed();
    }

    /// The screen's own form of the pixels, which are not copied.
    public static Image image(ScreenPixels pixels) {
        return new WritableImage(new PixelBuffer<>(
                pixels.width(), pixels.height(), pixels.bgra(), PixelFormat.getByteBgraPreInstance()));
    }

    /// Begins anew to keep pictures on disk: those that were kept may be gone, or there is room again.
    public void keepAnew() {
        if (job != null && job.purpose() == Purpose.DISK) {
            stop();
        }
        kept.clear();
        pump();
    }

    @Override
    public void close() {
        workspace.feed().removeListener(feeds);
        workspace.wanted().removeListener(moves);
        workspace.playing().removeListener(moves);
        workspace.shown().removeListener(moves);
        take(Optional.empty());
        closed = true;
        idle.stop();
    }
}
