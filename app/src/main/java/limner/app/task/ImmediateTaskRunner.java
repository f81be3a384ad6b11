package limner.app.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Does everything at once on the calling thread, so that what is asynchronous reads straight through in a test.
public final class ImmediateTaskRunner implements TaskRunner {

    private final List<Consumer<TaskHandle<?>>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public <T> TaskHandle<T> io(String title, Work<T> work) {
        TaskHandle<T> task = new TaskHandle<>(title);
        listeners.forEach(l -> l.accept(task));
        task.run(work);
        return task;
    }

    @Override
    public <T> TaskHandle<T> compute(String title, Work<T> work) {
        return io(title, work);
    }

    @Override
    public void onTask(Consumer<TaskHandle<?>> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        // Nothing outlives a call.
    }
}
