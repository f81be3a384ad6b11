package limner.app.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets work know that its process was asked to end (Ctrl+C, or the system goes down), and keeps the process for a
/// while
/// so that the work can tidy up behind itself. Any thread.
public final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    /// Nobody who asks a program to end wants to wait longer; what is not done by then is as after a crash.
    private static final int PATIENCE_SECONDS = 20;

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Runnable> actions = new ArrayList<>();
    private @Nullable Thread hook;
    private boolean asked;

    /// From now on an end is waited with until [#over()]; before that, the process ends at once when it is asked to.
    public synchronized void watch() {
        if (hook != null) {
            return;
        }
        Thread next = Thread.ofPlatform().name("ending").unstarted(this::ask);
        try {
            Runtime.getRuntime().addShutdownHook(next);
            hook = next;
        } catch (IllegalStateException _) {
            // The end has begun already.
            asked = true;
        }
    }

    private void ask() {
        if (over.getCount() == 0) {
            return;
        }
        List<Runnable> now;
        synchronized (this) {
            asked = true;
            now = List.copyOf(actions);
        }
        now.forEach(Runnable::run);
        try {
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.info("the work did not end within {} seconds", PATIENCE_SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the process was asked to end.
    public synchronized boolean asked() {
        return asked;
    }

    /// Runs the action when the process is asked to end, at once if it was.
    public void onAsked(Runnable action) {
        synchronized (this) {
            if (!asked) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /// The work is done or has given up: nothing more is waited for.
    public void over() {
        over.countDown();
        Thread watching;
        synchronized (this) {
            watching = hook;
            if (asked || watching == null) {
                return;
            }
            hook = null;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(watching);
        } catch (IllegalStateException _) {
            // The end has just begun, and there is nothing to wait for.
        }
    }
}
