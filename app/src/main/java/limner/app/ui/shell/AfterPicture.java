package limner.app.ui.shell;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;

/// Does something once, when a picture is seen, or after a while where none comes. JavaFX thread only.
final class AfterPicture extends AnimationTimer {

    /// Pulses from the one that lays a picture out to when it is drawn for certain: that happens beside this thread,
    /// and
    /// what is done meanwhile holds it up where processors are few.
    static final int DRAWN = 3;

    /// So long a desk with nothing but a canvas is nothing to wonder at.
    static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(700);

    private final BooleanSupplier seen;
    private final Runnable then;
    private OptionalLong begun = OptionalLong.empty();
    private int pulses;

    /// @param seen whether the picture is laid out
    AfterPicture(BooleanSupplier seen, Runnable then) {
        this.seen = seen;
        this.then = then;
    }

    @Override
    public void handle(long now) {
        begun = OptionalLong.of(begun.orElse(now));
        if (pulses > 0 || seen.getAsBoolean()) {
            pulses++;
        }
        if (pulses > DRAWN || now - begun.getAsLong() > PATIENCE) {
            stop();
            then.run();
        }
    }
}
