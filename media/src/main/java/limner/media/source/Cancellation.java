package limner.media.source;

import java.nio.file.Path;

/// A request to stop, set by one thread and looked at by another. It cannot be taken back.
public final class Cancellation {
    private volatile boolean cancelled;

    /// Asks whoever holds this to stop soon. Any thread.
    public void cancel() {
        cancelled = true;
    }

    /// Whether someone asked to stop.
    public boolean isCancelled() {
        return cancelled;
    }

    /// Ends the work on `path` with [MediaException.Cancelled] when someone asked to stop.
    public void check(Path path) {
        if (cancelled) {
            throw new MediaException.Cancelled(path);
        }
    }
}
