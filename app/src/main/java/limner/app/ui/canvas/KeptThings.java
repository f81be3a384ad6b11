package limner.app.ui.canvas;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What there is on the frame, kept until something of it changes: it is asked for at every move of the pointer or the
/// view, and a frame may hold thousands of labels. JavaFX thread only; what is handed out goes to any thread.
final class KeptThings {

    private @Nullable LabelScene scene;
    private Once things = new Once(null);

    /// What a scene holds, worked out by whoever asks for it first; the same object as long as it stays the same.
    Supplier<FrameThings> of(LabelScene next) {
        LabelScene known = scene;
        if (known == null || !known.holdsTheSameAs(next)) {
            scene = next;
            things = new Once(next);
        }
        return things;
    }

    private static final class Once implements Supplier<FrameThings> {

        private @Nullable LabelScene from;
        private @Nullable FrameThings made;

        Once(@Nullable LabelScene from) {
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
