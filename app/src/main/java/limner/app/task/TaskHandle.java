package limner.app.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One piece of work under way: how far it is, how to stop it, what came of it. Any thread may call any method, and
/// none
/// of them waits.
public final class TaskHandle<T> {

    private static final Logger LOG = LoggerFactory.getLogger(TaskHandle.class);

    private final String title;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final List<Consumer<TaskProgress>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> onCancel = new ArrayList<>();
    private final Sink sink = new Sink();
    private volatile TaskProgress progress = new TaskProgress(Progress.UNKNOWN, "", TaskProgress.State.RUNNING);
    private volatile boolean cancelled;

    TaskHandle(String title) {
        this.title = title;
    }

    /// What people read, such as "Import street.mp4".
    public String title() {
        return title;
    }

    public TaskProgress progress() {
        return progress;
    }

    /// Tells about every change of progress, on the thread that works, and about the present one at once. The end is
    /// told
    /// last. A listener is quick: others are told after it.
    public void onProgress(Consumer<TaskProgress> listener) {
        synchronized (listeners) {
            listeners.add(listener);
            tell(listener, progress);
        }
    }

    /// The result. Completes exceptionally with what the work threw, and with a [CancellationException] when it stopped
    /// because it was asked to. Cancelling this future stops nothing: [#cancel()] does.
    public CompletableFuture<T> future() {
        // Not copy(): that would wrap what the work threw.
        CompletableFuture<T> mine = new CompletableFuture<>();
        var _ = future.whenComplete((result, thrown) -> {
            if (thrown == null) {
                mine.complete(result);
            } else {
                mine.completeExceptionally(thrown);
            }
        });
        return mine;
    }

    /// Asks the work to stop; it ends soon, in its own time.
    public void cancel() {
        List<Runnable> actions;
        synchronized (onCancel) {
            if (cancelled || future.isDone()) {
                return;
            }
            cancelled = true;
            actions = List.copyOf(onCancel);
        }
        tell(new TaskProgress(progress.fraction(), progress.message(), TaskProgress.State.STOPPING));
        actions.forEach(TaskHandle::stop);
    }

    /// Does the work on the calling thread.
    void run(Work<T> work) {
        try {
            sink.check();
            T result = work.run(sink);
            end(TaskProgress.State.DONE);
            future.complete(result);
        } catch (CancellationException e) {
            end(TaskProgress.State.CANCELLED);
            future.completeExceptionally(e);
        } catch (Throwable e) {
            // Whatever a library throws because it was interrupted half-way is no failure.
            end(cancelled ? TaskProgress.State.CANCELLED : TaskProgress.State.FAILED);
            future.completeExceptionally(cancelled ? cancellation(e) : e);
        }
    }

    /// Never to be run: its runner is closed.
    void refuse() {
        end(TaskProgress.State.CANCELLED);
        future.completeExceptionally(new CancellationException("The program is closing."));
    }

    private static CancellationException cancellation(Throwable cause) {
        CancellationException e = new CancellationException("The work was cancelled.");
        e.initCause(cause);
        return e;
    }

    private void end(TaskProgress.State state) {
        double fraction = state == TaskProgress.State.DONE ? 1 : progress.fraction();
        tell(new TaskProgress(fraction, progress.message(), state));
    }

    /// What comes after the end is dropped: work may leave something behind that still reports.
    private void tell(TaskProgress next) {
        synchronized (listeners) {
            if (!progress.state().ended()) {
                progress = next;
                listeners.forEach(l -> tell(l, next));
            }
        }
    }

    /// A listener that fails must not take the task's end from those who wait for it.
    private static void tell(Consumer<TaskProgress> listener, TaskProgress next) {
        try {
            listener.accept(next);
        } catch (RuntimeException e) {
            LOG.warn("a listener to progress failed", e);
        }
    }

    /// One that fails must not keep the others from being told, nor reach whoever cancels.
    private static void stop(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("stopping a task failed", e);
        }
    }

    private final class Sink implements Progress {

        @Override
        public void report(double fraction, String message) {
            TaskProgress.State state = cancelled ? TaskProgress.State.STOPPING : TaskProgress.State.RUNNING;
            tell(new TaskProgress(fraction, message, state));
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }

        @Override
        public void onCancel(Runnable action) {
            synchronized (onCancel) {
                if (!cancelled) {
                    onCancel.add(action);
                    return;
                }
            }
            action.run();
        }
    }
}
