package limner.model.id;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Ids that are made together, each behind those before: they lie together in a file whose rows are in the order of
/// their ids, so that each does not fetch a page of its own. (UUID version 7, RFC 9562: milliseconds, here with a
/// counter behind them, and 62 bits of chance.)
///
/// Any thread.
final class TimedUuids {

    private static final int COUNTER_BITS = 12;

    /// Milliseconds and counter of the last one.
    private final AtomicLong last = new AtomicLong();

    /// A new one, behind all that were given out.
    UUID next() {
        long at = last.updateAndGet(before -> Math.max(before + 1, System.currentTimeMillis() << COUNTER_BITS));
        long counter = at & (1 << COUNTER_BITS) - 1;
        return new UUID(
                at >>> COUNTER_BITS << 16 | 0x7000 | counter, UUID.randomUUID().getLeastSignificantBits());
    }
}
