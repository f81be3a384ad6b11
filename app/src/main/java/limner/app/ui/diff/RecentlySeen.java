package limner.app.ui.diff;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// What was looked at last, as much of it as there is room for; the newest always is. One thread at a time.
final class RecentlySeen<K, V> {

    private final long room;
    private final ToLongFunction<V> size;
    private final Map<K, V> seen = new LinkedHashMap<>(16, 0.75f, true);
    private long taken;

    /// @param room how much all of it takes together, at most
    /// @param size what one takes, in the same unit; always the same for the same
    RecentlySeen(long room, ToLongFunction<V> size) {
        this.room = room;
        this.size = size;
    }

    Optional<V> get(K key) {
        return Optional.ofNullable(seen.get(key));
    }

    void put(K key, V value) {
        V old = seen.put(key, value);
        taken += size.applyAsLong(value) - (old == null ? 0 : size.applyAsLong(old));
        Iterator<V> oldest = seen.values().iterator();
        while (taken > room && seen.size() > 1) {
            taken -= size.applyAsLong(oldest.next());
            oldest.remove();
        }
    }

    void clear() {
        seen.clear();
        taken = 0;
    }
}
