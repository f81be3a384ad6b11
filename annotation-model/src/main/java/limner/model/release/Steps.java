package limner.model.release;

/// Counts steps of work for somebody who watches, and stops when they say so.
final class Steps {

    private final ReleaseWatch watch;
    private final long all;
    private long done;

    Steps(ReleaseWatch watch, long all) {
        this.watch = watch;
        this.all = all;
    }

    /// Called before each step.
    void step(String what) throws StoppedException {
        if (watch.cancelled()) {
            throw StoppedException.cancelled();
        }
        watch.progress(Math.min(done, all), all, what);
        done++;
    }

    void finished(String what) {
        watch.progress(all, all, what);
    }
}
