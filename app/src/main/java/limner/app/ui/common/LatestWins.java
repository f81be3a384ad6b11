package limner.app.ui.common;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands values from any thread to one other, folding a flood into the newest: what was overtaken before the receiver
/// got to it is dropped.
public final class LatestWins<T> {

    private final AtomicReference<@Nullable T> slot = new AtomicReference<>();
    private final Executor receiver;
    private final Consumer<T> sink;

    public LatestWins(Executor receiver, Consumer<T> sink) {
        this.receiver = receiver;
        this.sink = sink;
    }

    /// Offers a value; any thread.
    ///
    /// @return the value it overtook, for owners that have to close it, or null
    public @Nullable T offer(T value) {
        T overtaken = slot.getAndSet(value);
        if (overtaken == null) {
            receiver.execute(() -> {
                T newest = slot.getAndSet(null);
                if (newest != null) {
                    sink.accept(newest);
                }
            });
        }
        return overtaken;
    }
}
