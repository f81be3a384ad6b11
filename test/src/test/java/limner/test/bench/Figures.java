package limner.test.bench;

import java.util.Arrays;
import java.util.Locale;

/// Times of one thing done many times, in nanoseconds. One thread.
final class Figures {
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[256];
    private int count;

    void add(long nanoseconds) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count] = nanoseconds;
        count++;
    }

    int count() {
        return count;
    }

    /// The time in milliseconds that a share of 0 to 1 of all stays within (nearest rank); not a number when there are
    /// none.
    double millis(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * count);
        return sorted[Math.clamp(rank - 1, 0, count - 1)] / NANOS_PER_MILLI;
    }

    double median() {
        return millis(0.5);
    }

    double p95() {
        return millis(0.95);
    }

    double worst() {
        return millis(1);
    }

    double meanMillis() {
        return Arrays.stream(nanos, 0, count).average().orElse(Double.NaN) / NANOS_PER_MILLI;
    }

    /// How often, and the worst, for the last column of a [Table].
    String note() {
        return String.format(Locale.ROOT, "%d times, worst %.1f ms", count, worst());
    }
}
