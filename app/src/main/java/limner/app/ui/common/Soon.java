package limner.app.ui.common;

import java.util.concurrent.Executor;

/// Work that need not be done before what the user does now is answered, such as a panel that follows the selection.
/// It is done once, however often it is asked for until then. JavaFX thread only.
public final class Soon {

    private final Executor later;
    private final Runnable work;
    private boolean due;
    private boolean closed;

    /// @param later runs what it is given on the same thread, after what is being done now
    public Soon(Executor later, Runnable work) {
        this.later = later;
        this.work = work;
    }

    /// Has the work done soon.
    public void ask() {
        if (!due && !closed) {
            due = true;
            later.execute(this::now);
        }
    }

    /// Does the work now where it is still to be done.
    public void now() {
        if (due) {
            due = false;
            work.run();
        }
    }

    /// Nothing is done any more: what the work needs is about to go.
    public void close() {
        due = false;
        closed = true;
    }
}
