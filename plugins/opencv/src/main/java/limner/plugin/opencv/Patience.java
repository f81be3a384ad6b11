package limner.plugin.opencv;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// How long somebody waits for an answer: until it is cancelled, and no longer than a time. Asked between steps of the
/// work, each of which is bounded by the number of pixels it may look at.
public final class Patience {

    private final BooleanSupplier cancelled;
    private final long deadline;

    private Patience(BooleanSupplier cancelled, long deadline) {
        this.cancelled = cancelled;
        this.deadline = deadline;
    }

    /// @param most from now on
    /// @param cancelled asked from the thread that works
    public static Patience of(Duration most, BooleanSupplier cancelled) {
        return new Patience(cancelled, System.nanoTime() + most.toNanos());
    }

    /// @throws CancellationException when nobody waits any more
    void check() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("nobody waits for this any more");
        }
    }

    /// Whether the time is over: what is there by now is the answer.
    boolean isOver() {
        check();
        return System.nanoTime() - deadline >= 0;
    }
}
