package limner.model.release;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything of a kind, or only some of it.
public sealed interface Choice<T extends Comparable<T>> {

    boolean includes(T item);

    /// Everything there is.
    static <T extends Comparable<T>> Choice<T> all() {
        return new All<>();
    }

    /// These and nothing else.
    static <T extends Comparable<T>> Choice<T> only(Collection<T> items) {
        return new Only<>(new TreeSet<>(items));
    }

    /// Everything, also what nobody thought of.
    record All<T extends Comparable<T>>() implements Choice<T> {
        @Override
        public boolean includes(T item) {
            return true;
        }
    }

    /// Named items, at least one.
    record Only<T extends Comparable<T>>(SortedSet<T> items) implements Choice<T> {
        public Only {
            items = Collections.unmodifiableSortedSet(new TreeSet<>(items));
            if (items.isEmpty()) {
                throw new IllegalArgumentException("a choice chooses something");
            }
        }

        @Override
        public boolean includes(T item) {
            return items.contains(item);
        }
    }
}
