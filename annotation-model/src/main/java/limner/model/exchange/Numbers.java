package limner.model.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Gives things numbers of their own: those that have one keep it, others come after the highest of these. Used by one
/// thread.
public final class Numbers {

    private static final int DIGITS = 18;

    private final Map<String, Long> given = new HashMap<>();
    private final Set<Long> taken = new HashSet<>();
    private final AtomicLong fresh;

    /// @param highest the greatest number that a key is
    public Numbers(long highest) {
        this.fresh = new AtomicLong(highest);
    }

    /// Numbers for things whose keys are all known.
    public static Numbers among(Collection<String> keys) {
        return new Numbers(keys.stream()
                .mapToLong(Numbers::whole)
                .filter(n -> n >= 0)
                .max()
                .orElse(0));
    }

    /// The number of what has this key, the same each time.
    public long of(String key) {
        Long known = given.get(key);
        if (known != null) {
            return known;
        }
        long number = next(key);
        given.put(key, number);
        return number;
    }

    /// A number for something that is asked for once only: nothing is kept of its key but the number.
    public long next(String key) {
        long own = whole(key);
        return own >= 0 && taken.add(own) ? own : fresh.incrementAndGet();
    }

    /// The whole number that a key is, from 0; -1 where it is none.
    public static long whole(String key) {
        if (key.isEmpty() || key.length() > DIGITS || key.charAt(0) == '0' && key.length() > 1) {
            return -1;
        }
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) < '0' || key.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(key);
    }

    /// What stands behind the last `/` of a key: tracks of videos are named by their video too.
    public static String last(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
