package limner.media.ffmpeg;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts native objects that are open, so that a test can see that none is left. Any thread.
final class NativeHandles {
    private final AtomicInteger open = new AtomicInteger();

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        if (open.decrementAndGet() < 0) {
            throw new IllegalStateException("a native handle was closed twice");
        }
    }

    int open() {
        return open.get();
    }
}
