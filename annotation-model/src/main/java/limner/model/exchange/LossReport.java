package limner.model.exchange;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a format cannot say of a whole data set.
///
/// @param annotations so many objects there are to say
/// @param whole so many of them it says in full
/// @param written so many annotations it becomes
/// @param counts how many are lost of each kind, by the name of the class
/// @param first the first [Survey#KEPT] word by word
/// @param pixels how many change in all
public record LossReport(
        int annotations,
        int whole,
        int written,
        SortedMap<Loss, SortedMap<String, Integer>> counts,
        List<Lost> first,
        long pixels) {

    public LossReport {
        SortedMap<Loss, SortedMap<String, Integer>> copy = new TreeMap<>();
        counts.forEach((loss, by) -> copy.put(loss, Collections.unmodifiableSortedMap(new TreeMap<>(by))));
        counts = Collections.unmodifiableSortedMap(copy);
        first = List.copyOf(first);
    }

    /// How many are lost of one kind.
    public int count(Loss loss) {
        SortedMap<String, Integer> by = counts.get(loss);
        return by == null ? 0 : by.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// How many are lost of all kinds.
    public int count() {
        return counts.keySet().stream().mapToInt(this::count).sum();
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }
}
