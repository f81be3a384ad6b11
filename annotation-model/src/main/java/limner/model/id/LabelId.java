package limner.model.id;

import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// The id of a label, for its whole life through all keyframes.
public record LabelId(UUID value) implements Comparable<LabelId> {

    private static final int COUNTER_BITS = 12;

    /// Milliseconds and counter of the last id of [#next()].
    private static final AtomicLong LAST = new AtomicLong();

    public LabelId {
        Objects.requireNonNull(value, "value");
    }

    public static LabelId random() {
        return new LabelId(UUID.randomUUID());
    }

    /// A new one that comes behind all that this program has given out so: labels that are made together lie together
    /// in a file, whose rows are in the order of their ids, so that each does not fetch a page of its own. (UUID
    /// version
    /// 7, RFC 9562: milliseconds, here with a counter behind them, and 62 bits of chance.)
    public static LabelId next() {
        long at = LAST.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis() << COUNTER_BITS));
        long counter = at & (1 << COUNTER_BITS) - 1;
        return new LabelId(new UUID(
                at >>> COUNTER_BITS << 16 | 0x7000 | counter, UUID.randomUUID().getLeastSignificantBits()));
    }

    /// The id written by [#toString()].
    ///
    /// @throws IllegalArgumentException when the text is no UUID
    public static LabelId of(String text) {
        return new LabelId(UUID.fromString(text));
    }

    @Override
    public int compareTo(LabelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
