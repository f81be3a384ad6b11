package limner.model.release.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps the first of what comes and counts the rest. Not for several threads.
final class FirstOf<T> {

    private final int most;
    private final List<T> first = new ArrayList<>();
    private final AtomicLong all = new AtomicLong();

    FirstOf(int most) {
        this.most = most;
    }

    void add(T item) {
        if (all.getAndIncrement() < most) {
            first.add(item);
        }
    }

    ReleaseDiff.Listed<T> listed() {
        return new ReleaseDiff.Listed<>(first, all.get());
    }
}
