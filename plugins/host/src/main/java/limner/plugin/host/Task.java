package limner.plugin.host;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Something the plugin's thread does for the thread that watches it.
///
/// @param <T> what comes back
final class Task<T> {

    private static final long NOT_STARTED = Long.MIN_VALUE;

    private final Work<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile long started = NOT_STARTED;
    private volatile long nanos;

    /// May throw anything: it is a plugin's code.
    interface Work<T> {
        T run() throws Exception;
    }

    Task(Work<T> work) {
        this.work = work;
    }

    /// Runs on the plugin's thread and never throws.
    void run() {
        long start = System.nanoTime();
        started = start == NOT_STARTED ? start + 1 : start;
        try {
            T value = work.run();
            nanos = System.nanoTime() - start;
            result.complete(value);
        } catch (Throwable e) {
            // A plugin's code may throw anything at all, errors too; the watcher tells the user. Futures take these two
            // for their own: the watcher would see a cancelled future, or the cause alone.
            result.completeExceptionally(
                    e instanceof CancellationException || e instanceof CompletionException
                            ? new IllegalStateException("the plugin's own work was cancelled or failed", e)
                            : e);
        }
    }

    CompletableFuture<T> result() {
        return result;
    }

    double millis() {
        return nanos / 1e6;
    }

    /// Nanoseconds since the plugin's thread took it up; 0 before that.
    long runningFor() {
        long start = started;
        return start == NOT_STARTED ? 0 : System.nanoTime() - start;
    }
}
