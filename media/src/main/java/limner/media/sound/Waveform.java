package limner.media.sound;

import java.util.ArrayList;
import java.util.List;

/// How loud the sound of a file is at each time: lowest and highest sample and the root of the mean square, in buckets
/// of equal length, and coarser ones above them so that any stretch is summed up in a few look-ups. Immutable, any
/// thread.
///
/// A bucket is 5 ms long. Where a file is longer than [#MOST_BUCKETS] of these they are twice, four times … as long,
/// so that no file takes more than 8.4 MB; two hours take 5.8.
public final class Waveform {
    /// Length of the finest bucket in seconds.
    public static final double FINEST = 0.005;

    /// More buckets of the finest level are never kept.
    public static final int MOST_BUCKETS = 1 << 21;

    static final int BYTES = 3;
    private static final int GROUP = 4;
    private static final double FULL = 128;

    private final double start;
    private final double seconds;
    private final List<byte[]> levels;

    /// What is heard in a stretch of time, all of full scale: lowest from -1 to 0, highest and rms from 0 to 1.
    public record Peak(double lowest, double highest, double rms) {
        /// Where nothing is heard.
        public static final Peak SILENCE = new Peak(0, 0, 0);
    }

    /// @param start seconds on the clock of the file at which the first bucket begins
    /// @param seconds length of a bucket
    /// @param buckets three bytes each: lowest, highest, rms; of 128ths
    Waveform(double start, double seconds, byte[] buckets) {
        if (!Double.isFinite(start) || !(seconds >= FINEST) || !Double.isFinite(seconds)) {
            throw new IllegalArgumentException("no waveform");
        }
        if (buckets.length % BYTES != 0 || buckets.length / BYTES > MOST_BUCKETS) {
            throw new IllegalArgumentException("no buckets");
        }
        for (int i = 0; i < buckets.length; i += BYTES) {
            if (buckets[i] > 0 || buckets[i + 1] < 0 || buckets[i + 2] < 0) {
                throw new IllegalArgumentException("a bucket without sense");
            }
        }
        this.start = start;
        this.seconds = seconds;
        List<byte[]> all = new ArrayList<>();
        all.add(buckets.clone());
        while (all.getLast().length > GROUP * BYTES) {
            all.add(coarser(all.getLast()));
        }
        this.levels = List.copyOf(all);
    }

    private static byte[] coarser(byte[] fine) {
        int count = fine.length / BYTES;
        byte[] coarse = new byte[(count + GROUP - 1) / GROUP * BYTES];
        for (int i = 0; i * BYTES < coarse.length; i++) {
            int from = i * GROUP;
            int to = Math.min(count, from + GROUP);
            int low = 0;
            int high = 0;
            int squares = 0;
            for (int b = from; b < to; b++) {
                low = Math.min(low, fine[b * BYTES]);
                high = Math.max(high, fine[b * BYTES + 1]);
                squares += fine[b * BYTES + 2] * fine[b * BYTES + 2];
            }
            coarse[i * BYTES] = (byte) low;
            coarse[i * BYTES + 1] = (byte) high;
            coarse[i * BYTES + 2] = (byte) Math.round(Math.sqrt((double) squares / (to - from)));
        }
        return coarse;
    }

    /// Seconds on the clock of the file at which it begins.
    public double start() {
        return start;
    }

    /// Seconds at which it ends.
    public double end() {
        return start + count() * seconds;
    }

    /// Length of a bucket of the finest level in seconds.
    public double bucketSeconds() {
        return seconds;
    }

    /// Number of buckets of the finest level.
    public int count() {
        return levels.getFirst().length / BYTES;
    }

    /// Bytes of all levels.
    public long bytes() {
        return levels.stream().mapToLong(l -> l.length).sum();
    }

    byte[] buckets() {
        return levels.getFirst().clone();
    }

    /// What is heard from one time to another, by the buckets that these touch; of coarser ones where there are many.
    public Peak peak(double from, double to) {
        if (!(to > from) || to <= start || from >= end()) {
            return Peak.SILENCE;
        }
        int level = 0;
        double bucket = seconds;
        while (level + 1 < levels.size() && (to - from) / bucket > 2 * GROUP) {
            level++;
            bucket *= GROUP;
        }
        byte[] row = levels.get(level);
        int last = row.length / BYTES - 1;
        int first = (int) Math.clamp(Math.floor((from - start) / bucket), 0, last);
        int until = (int) Math.clamp(Math.ceil((to - start) / bucket) - 1, first, last);
        int low = 0;
        int high = 0;
        double squares = 0;
        for (int b = first; b <= until; b++) {
            low = Math.min(low, row[b * BYTES]);
            high = Math.max(high, row[b * BYTES + 1]);
            squares += row[b * BYTES + 2] * row[b * BYTES + 2];
        }
        return new Peak(low / FULL, high / FULL, Math.sqrt(squares / (until - first + 1)) / FULL);
    }
}
