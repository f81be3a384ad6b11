package limner.model.release;

import java.util.concurrent.atomic.AtomicLong;

/// Counts steps of work for somebody who watches, and stops when they say so.
final class Steps {

    private final ReleaseWatch watch;
    private final long all;
    private final AtomicLong done = new AtomicLong();

    Steps(ReleaseWatch watch, long all) {
        this.watch = watch;
        this.all = all;
    }

    /// Called before each step.
    void step(String what) throws StoppedException {
        if (watch.cancelled()) {
            throw StoppedException.cancelled();
        }
        watch.progress(Math.min(done.getAndIncrement(), all), all, what);
    }

    void finished(String what) {
        watch.progress(all, all, what);
    }
}
