package limner.app.ui.common;

import java.util.function.Consumer;
import limner.app.task.Work;
import org.jspecify.annotations.Nullable;

/// A question that is asked anew before it is answered, such as a count that follows a slider: the one asked before is
/// cancelled, and only the newest is answered, whichever comes first. JavaFX thread only.
public final class NewestTask {

    private final Tasks tasks;
    private @Nullable RunningTask running;
    private @Nullable Runnable waiting;
    private int asked;
    private int answered;

    public NewestTask(Tasks tasks) {
        this.tasks = tasks;
    }

    /// Wants no answer any more to what was asked.
    public void forget() {
        asked++;
        answered = asked;
        waiting = null;
        if (running != null) {
            running.cancel();
            running = null;
        }
    }

    /// Asks, as [Tasks#io] does.
    public <T> RunningTask io(String title, Work<T> work, Consumer<T> then, Consumer<Throwable> failed) {
        int mine = ++asked;
        waiting = null;
        if (running != null) {
            running.cancel();
        }
        RunningTask begun = tasks.io(
                title,
                work,
                result -> {
                    if (mine == asked) {
                        answered = mine;
                        then.accept(result);
                        goOn(mine);
                    }
                },
                failure -> {
                    if (mine == asked) {
                        answered = mine;
                        waiting = null;
                        failed.accept(failure);
                    }
                });
        running = begun;
        return begun;
    }

    /// Does something with the answer: now, or as soon as it has come. What is pressed while an answer is on its way is
    /// not lost; it comes to nothing where something else is asked before that, or the question fails.
    public void whenAnswered(Runnable work) {
        if (answered == asked) {
            work.run();
        } else {
            waiting = work;
        }
    }

    private void goOn(int mine) {
        @Nullable Runnable work = waiting;
        if (mine == asked && work != null) {
            waiting = null;
            work.run();
        }
    }
}
