package limner.app.ui.common;

import java.util.function.Consumer;
import limner.app.task.Work;
import org.jspecify.annotations.Nullable;

/// A question that is asked anew before it is answered, such as a count that follows a slider: the one asked before is
/// cancelled, and only the newest is answered, whichever comes first. JavaFX thread only.
public final class NewestTask {

    private final Tasks tasks;
    private @Nullable RunningTask running;
    private int asked;

    public NewestTask(Tasks tasks) {
        this.tasks = tasks;
    }

    /// Wants no answer any more to what was asked.
    public void forget() {
        asked++;
        if (running != null) {
            running.cancel();
            running = null;
        }
    }

    /// Asks, as [Tasks#io] does.
    public <T> RunningTask io(String title, Work<T> work, Consumer<T> then, Consumer<Throwable> failed) {
        int mine = ++asked;
        if (running != null) {
            running.cancel();
        }
        RunningTask begun = tasks.io(
                title,
                work,
                result -> {
                    if (mine == asked) {
                        then.accept(result);
                    }
                },
                failure -> {
                    if (mine == asked) {
                        failed.accept(failure);
                    }
                });
        running = begun;
        return begun;
    }
}
