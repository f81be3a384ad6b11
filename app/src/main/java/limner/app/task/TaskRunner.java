package limner.app.task;

import java.util.function.Consumer;

/// Runs long work beside the screen. Any thread may call any method.
public interface TaskRunner extends AutoCloseable {

    /// Work that mostly waits: for files, for other threads. Any number at a time.
    <T> TaskHandle<T> io(String title, Work<T> work);

    /// Work that computes or calls native code; a few at a time, the others queue.
    <T> TaskHandle<T> compute(String title, Work<T> work);

    /// Tells about every task as it is handed in, on the thread that hands it in.
    void onTask(Consumer<TaskHandle<?>> listener);

    /// Cancels what runs and waits for its end.
    @Override
    void close();
}
