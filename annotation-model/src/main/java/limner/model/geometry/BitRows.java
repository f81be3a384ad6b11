package limner.model.geometry;

import java.util.Arrays;

/// A row of pixels as bits: bit x & 63 of word x >> 6.
final class BitRows {
    private BitRows() {}

    static int words(int width) {
        return (width + 63) >>> 6;
    }

    /// The first set bit in [from, to), or `to`.
    static int nextSet(long[] words, int from, int to) {
        return next(words, from, to, 0);
    }

    /// The first clear bit in [from, to), or `to`.
    static int nextClear(long[] words, int from, int to) {
        return next(words, from, to, -1L);
    }

    private static int next(long[] words, int from, int to, long flip) {
        if (from >= to) {
            return to;
        }
        int index = from >>> 6;
        int lastIndex = (to - 1) >>> 6;
        long word = (words[index] ^ flip) & (-1L << from);
        while (word == 0) {
            if (index == lastIndex) {
                return to;
            }
            word = words[++index] ^ flip;
        }
        return Math.min(to, (index << 6) + Long.numberOfTrailingZeros(word));
    }

    /// Writes `value` into `bytes`, which begin with pixel `from` at `start`, for each set bit in [from, to).
    static void fillBytes(long[] words, int from, int to, byte[] bytes, int start, byte value) {
        int x = nextSet(words, from, to);
        while (x < to) {
            int end = nextClear(words, x, to);
            Arrays.fill(bytes, start + x - from, start + end - from, value);
            x = nextSet(words, end, to);
        }
    }
}
