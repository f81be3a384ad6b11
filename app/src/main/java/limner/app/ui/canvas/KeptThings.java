package limner.app.ui.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What there is on a few frames, kept until something of it changes: it is asked for at every move of the pointer or
/// the view, and a frame may hold thousands of labels. JavaFX thread only; what is handed out goes to any thread.
final class KeptThings {

    /// The frame that is seen, the one before and the one that may come next.
    private static final int MOST = 3;

    /// What was asked for last comes last.
    private final List<Kept> kept = new ArrayList<>();

    private record Kept(LabelScene scene, Once things) {}

    /// What a scene holds, worked out by whoever asks for it first; the same object as long as it stays the same.
    Supplier<FrameThings> of(LabelScene next) {
        Kept found = kept.reversed().stream()
                .filter(k -> k.scene().holdsTheSameAs(next))
                .findFirst()
                .orElseGet(() -> new Kept(next, new Once(next)));
        // Of labels that are no more nothing is asked again.
        kept.removeIf(k -> k == found || k.scene().labels() != next.labels());
        kept.add(found);
        if (kept.size() > MOST) {
            kept.removeFirst();
        }
        return found.things();
    }

    private static final class Once implements Supplier<FrameThings> {

        private @Nullable LabelScene from;
        private @Nullable FrameThings made;

        Once(LabelScene from) {
            this.from = from;
        }

        @Override
        public synchronized FrameThings get() {
            FrameThings ready = made;
            if (ready == null) {
                LabelScene scene = from;
                ready = scene == null ? FrameThings.NONE : FrameThings.of(scene);
                made = ready;
                from = null;
            }
            return ready;
        }
    }
}
