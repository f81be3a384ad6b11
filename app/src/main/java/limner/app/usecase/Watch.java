package limner.app.usecase;

import limner.app.task.Progress;
import limner.model.release.ReleaseWatch;

/// A task's progress as releases see it.
final class Watch {

    private Watch() {}

    static ReleaseWatch of(Progress progress) {
        return new ReleaseWatch() {
            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }

            @Override
            public void progress(long done, long of, String what) {
                progress.report(of > 0 ? (double) done / of : Progress.UNKNOWN, what);
            }
        };
    }
}
