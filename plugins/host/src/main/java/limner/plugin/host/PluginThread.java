package limner.plugin.host;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The one thread a plugin's session lives on. Given up when the plugin hangs: Java cannot end it, so it is a daemon,
/// holds nothing of ours, and ends by itself if the plugin ever comes back.
final class PluginThread {

    /// Native code recurses deeply on the caller's stack: ONNX Runtime, when it opens a model of some hundred nodes,
    /// needs more than the megabyte a Java thread has, and an overflow there ends the process without a word. Only what
    /// is used of it becomes memory.
    private static final long STACK_BYTES = 64L << 20;

    private final BlockingQueue<Task<?>> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean ending;

    PluginThread(String name) {
        this.thread =
                Thread.ofPlatform().name(name).daemon().stackSize(STACK_BYTES).unstarted(this::work);
        thread.start();
    }

    <T> Task<T> submit(Task.Work<T> work) {
        Task<T> task = new Task<>(work);
        tasks.add(task);
        return task;
    }

    /// Ends the thread once its tasks are done.
    void end() {
        tasks.add(new Task<>(() -> {
            ending = true;
            return true;
        }));
    }

    /// Asks a plugin that hangs to wake up; works only if it waits in a way that can be interrupted.
    void giveUp() {
        end();
        thread.interrupt();
    }

    private void work() {
        while (!ending) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                // An interrupt is meant for the plugin's code; the end comes as a task.
            }
        }
    }
}
