package limner.app.ui.common;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/// The order of what hands do, however fast they are. A change is decided and stored on another thread; what comes
/// after it and depends on it takes its turn when the change can be seen, and whatever comes after that stays behind.
/// So quick hands get what slow ones get. JavaFX thread only.
public final class Turns {

    private final Executor ui;
    private final Deque<Turn> queue = new ArrayDeque<>();
    private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper();
    private long asked;
    private long unseen;
    private long answered;
    private long mark;
    private boolean running;

    /// What has to be known before something is done.
    public enum Need {
        /// Nothing more than what came before.
        NOTHING,
        /// Every change that is not on the screen already, such as one that is taken back.
        SEEN,
        /// Every change: what is done looks at what is stored.
        STORED
    }

    /// Whether the screen shows a change before it is stored.
    enum Ahead {
        SHOWN,
        NOT_SHOWN
    }

    private record Turn(Need need, Runnable work) {}

    Turns(Executor ui) {
        this.ui = ui;
    }

    /// Does something now, or as soon as what it needs is there and what was handed over before it is done.
    public void take(Need need, Runnable work) {
        queue.add(new Turn(need, work));
        if (queue.size() == 1) {
            mark = mark(need);
        }
        count();
        go();
    }

    /// Whether nothing waits for its turn.
    public boolean isFree() {
        return queue.isEmpty();
    }

    /// Whether every change that was asked for is on the screen, such as one that is taken back.
    public boolean isSeen() {
        return answered >= unseen;
    }

    /// How many changes and turns are under way.
    ReadOnlyIntegerProperty waiting() {
        return waiting.getReadOnlyProperty();
    }

    /// A change was asked for. They are answered in the order in which they are asked for.
    void asked(Ahead ahead) {
        asked++;
        if (ahead == Ahead.NOT_SHOWN) {
            unseen = asked;
        }
        count();
    }

    /// The oldest change that was asked for is stored or refused. Who asked hears of it before the next turn.
    void answered() {
        answered++;
        count();
        ui.execute(this::go);
    }

    private long mark(Need need) {
        return switch (need) {
            case NOTHING -> 0;
            case SEEN -> unseen;
            case STORED -> asked;
        };
    }

    private void go() {
        if (running) {
            return;
        }
        running = true;
        boolean through = false;
        try {
            for (@Nullable Turn next = queue.peek(); next != null && answered >= mark; next = queue.peek()) {
                try {
                    next.work().run();
                } finally {
                    queue.remove();
                    @Nullable Turn after = queue.peek();
                    mark = after == null ? 0 : mark(after.need());
                    count();
                }
            }
            through = true;
        } finally {
            running = false;
            if (!through && !queue.isEmpty()) {
                // Of one that fails its caller hears; the others do not wait for the next key.
                ui.execute(this::go);
            }
        }
    }

    private void count() {
        waiting.set((int) (asked - answered) + queue.size());
    }
}
