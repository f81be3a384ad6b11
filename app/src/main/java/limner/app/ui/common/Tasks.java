package limner.app.ui.common;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import limner.app.task.TaskHandle;
import limner.app.task.TaskProgress;
import limner.app.task.TaskRunner;
import limner.app.task.Work;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Long work as a part of the desk starts and shows it: everything that runs is in [#running()] with progress and
/// cancel, and
/// what
/// comes of it is told on the JavaFX thread. Each open project has one of its own, so that nothing of it is told after
/// it
/// was closed.
public final class Tasks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final TaskRunner runner;
    private final Executor ui;
    private final ErrorPresenter errors;
    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
    private boolean closed;

    public Tasks(TaskRunner runner, Executor ui, ErrorPresenter errors) {
        this.runner = runner;
        this.ui = ui;
        this.errors = errors;
    }

    /// What runs now, the oldest first.
    public ObservableList<RunningTask> running() {
        return running;
    }

    /// Starts work that waits for files or other threads.
    ///
    /// @param then gets the result, on the JavaFX thread
    public <T> RunningTask io(String title, Work<T> work, Consumer<T> then) {
        return io(title, work, then, failure -> errors.failed(failure, ""));
    }

    /// Starts work that waits for files or other threads.
    ///
    /// @param failed gets what went wrong, also a cancellation, on the JavaFX thread
    public <T> RunningTask io(String title, Work<T> work, Consumer<T> then, Consumer<Throwable> failed) {
        TaskHandle<T> handle = runner.io(title, work);
        RunningTask task = new RunningTask(title, handle::cancel);
        running.add(task);
        LatestWins<TaskProgress> progress =
                new LatestWins<>(ui, p -> task.update(p.isMeasured() ? p.fraction() : -1, p.message()));
        handle.onProgress(progress::offer);
        var _ = handle.future()
                .whenCompleteAsync(
                        (result, failure) -> {
                            running.remove(task);
                            task.end();
                            if (closed) {
                                untold(title, failure);
                                return;
                            }
                            try {
                                if (failure == null) {
                                    then.accept(result);
                                } else {
                                    failed.accept(failure);
                                }
                            } catch (RuntimeException e) {
                                // Nobody looks at this future: what its listener does wrong is told here.
                                errors.failed(e, "");
                            }
                        },
                        ui);
        return task;
    }

    /// Runs something on the JavaFX thread soon; any thread may ask.
    public void onScreen(Runnable work) {
        ui.execute(work);
    }

    /// Asks everything that runs to stop and tells nothing any more.
    @Override
    public void close() {
        closed = true;
        List.copyOf(running).forEach(RunningTask::cancel);
    }

    private static void untold(String title, @Nullable Throwable failure) {
        if (failure != null && !cancelled(failure)) {
            LOG.info("ended after its project was closed: {}", title, failure);
        }
    }

    /// Whether a failure is only that somebody cancelled.
    public static boolean cancelled(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CancellationException;
    }
}
