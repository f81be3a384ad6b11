package limner.app.task;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// One named daemon thread that does short work in the order it comes, such as turning pictures into pixels. What comes
/// after closing is dropped. Any thread may hand work in.
public final class Lane implements Executor, AutoCloseable {

    private final ExecutorService thread;

    public Lane(String name) {
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon(true).factory());
    }

    @Override
    public void execute(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            // Closed: nobody waits for pictures any more.
            return;
        }
    }

    /// Finishes what was handed in.
    @Override
    public void close() {
        thread.close();
    }
}
