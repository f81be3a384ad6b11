package limner.app.task;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// The runner of the running program. Virtual threads wait (`io-n`); a native frame would pin their carrier, so what
/// computes gets platform threads (`work-n`), as many as there are cores.
public final class PooledTaskRunner implements TaskRunner {

    private final ExecutorService io =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("io-", 1).factory());
    private final ExecutorService compute = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("work-", 1).daemon(true).factory());
    private final List<Consumer<TaskHandle<?>>> listeners = new CopyOnWriteArrayList<>();
    private final Set<TaskHandle<?>> running = ConcurrentHashMap.newKeySet();

    @Override
    public <T> TaskHandle<T> io(String title, Work<T> work) {
        return start(io, title, work);
    }

    @Override
    public <T> TaskHandle<T> compute(String title, Work<T> work) {
        return start(compute, title, work);
    }

    @Override
    public void onTask(Consumer<TaskHandle<?>> listener) {
        listeners.add(listener);
    }

    private <T> TaskHandle<T> start(ExecutorService pool, String title, Work<T> work) {
        TaskHandle<T> task = new TaskHandle<>(title);
        running.add(task);
        listeners.forEach(l -> l.accept(task));
        try {
            pool.execute(() -> {
                try {
                    task.run(work);
                } finally {
                    running.remove(task);
                }
            });
        } catch (RejectedExecutionException e) {
            running.remove(task);
            task.refuse();
        }
        return task;
    }

    @Override
    public void close() {
        io.shutdown();
        compute.shutdown();
        running.forEach(TaskHandle::cancel);
        io.close();
        compute.close();
    }
}
