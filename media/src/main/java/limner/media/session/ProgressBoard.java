package limner.media.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import limner.media.index.IndexProgress;

/// How far indexing is, and who wants to know. Any thread; listeners are told on the thread that writes.
final class ProgressBoard {
    private final List<Consumer<IndexProgress>> listeners = new CopyOnWriteArrayList<>();
    private volatile IndexProgress now;
    private volatile boolean finished;

    ProgressBoard(IndexProgress.Stage first) {
        this.now = new IndexProgress(first, 0, 0);
    }

    IndexProgress now() {
        return now;
    }

    void write(IndexProgress progress) {
        now = progress;
        listeners.forEach(listener -> listener.accept(progress));
    }

    /// Tells `listener` what is known now, on the calling thread, and what follows.
    void follow(Consumer<IndexProgress> listener) {
        listeners.add(listener);
        if (finished) {
            listeners.clear();
        }
        listener.accept(now);
    }

    /// Nothing more will be written; nobody is held any longer.
    void finish() {
        finished = true;
        listeners.clear();
    }
}
