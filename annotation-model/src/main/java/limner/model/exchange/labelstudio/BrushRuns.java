package limner.model.exchange.labelstudio;

import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/// Label Studio's masks: the red, green, blue and opacity of every pixel, row by row, as one stream of bits (format:
/// thi.ng's `rle-pack`). After the number of bytes (32 bits), the size of a word less 1 (5 bits) and the four sizes of
/// lengths less 1 (4 bits each) come records: whether one word is repeated (1 bit), which size the length has (2 bits),
/// the length less 1, and the word, or as many words. A pixel is inside where its opacity is not 0.
final class BrushRuns {

    private static final int CHANNELS = 4;
    private static final int OPACITY = 3;
    private static final int WORD = 8;
    private static final int[] SIZES = {3, 4, 8, 16};
    private static final int LONGEST = 1 << 16;

    private BrushRuns() {}

    /// The pixels row by row, 1 inside.
    ///
    /// @throws IllegalArgumentException with a clause, when they are not those of a picture of this size
    static byte[] decode(JsonNode list, int width, int height) {
        if (!list.isArray() || list.isEmpty()) {
            throw new IllegalArgumentException("its mask is no list of bytes");
        }
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            JsonNode each = list.get(i);
            int value = each.isIntegralNumber() && each.canConvertToInt() ? each.intValue() : -1;
            if (value < 0 || value > 255) {
                throw new IllegalArgumentException("byte " + i + " of its mask is none");
            }
            bytes[i] = (byte) value;
        }
        long pixels = (long) width * height;
        Bits in = new Bits(bytes);
        long wanted = in.read(32);
        if (wanted != pixels * CHANNELS) {
            throw new IllegalArgumentException("its mask has " + wanted + " bytes, and a picture of " + width + " × "
                    + height + " has " + pixels * CHANNELS);
        }
        int word = (int) in.read(5) + 1;
        if (word != WORD) {
            throw new IllegalArgumentException("its mask has words of " + word + " bits, not of bytes");
        }
        int[] sizes = new int[SIZES.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = (int) in.read(4) + 1;
        }
        byte[] rows = new byte[Math.toIntExact(pixels)];
        for (long at = 0; at < wanted; ) {
            boolean repeats = in.read(1) == 1;
            long end = at + 1 + in.read(sizes[(int) in.read(2)]);
            if (end > wanted) {
                throw new IllegalArgumentException("a run of its mask goes beyond the picture");
            }
            if (repeats) {
                boolean isInside = in.read(WORD) != 0;
                // The first and the last pixel whose opacity lies in the run.
                int first = (int) ((at + CHANNELS - 1 - OPACITY) / CHANNELS);
                int last = (int) ((end + CHANNELS - 1 - OPACITY) / CHANNELS);
                if (isInside && last > first) {
                    Arrays.fill(rows, first, last, (byte) 1);
                }
                at = end;
            } else {
                for (; at < end; at++) {
                    long value = in.read(WORD);
                    if (at % CHANNELS == OPACITY && value != 0) {
                        rows[(int) (at / CHANNELS)] = 1;
                    }
                }
            }
        }
        return rows;
    }

    /// The same stream of bytes; what is inside is white and opaque, what is outside has no colour.
    static int[] encode(byte[] rows) {
        Writer out = new Writer();
        out.write((long) rows.length * CHANNELS, 32);
        out.write(WORD - 1, 5);
        for (int size : SIZES) {
            out.write(size - 1, 4);
        }
        for (int begin = 0; begin < rows.length; ) {
            int end = begin + 1;
            while (end < rows.length && (rows[end] == 0) == (rows[begin] == 0)) {
                end++;
            }
            for (long left = (long) (end - begin) * CHANNELS; left > 0; ) {
                int length = (int) Math.min(left, LONGEST);
                int size = 0;
                while (length > 1 << SIZES[size]) {
                    size++;
                }
                out.write(1, 1);
                out.write(size, 2);
                out.write(length - 1, SIZES[size]);
                out.write(rows[begin] == 0 ? 0 : 255, WORD);
                left -= length;
            }
            begin = end;
        }
        return out.bytes();
    }

    /// Reads bits, the highest of a byte first.
    private static final class Bits {

        private final byte[] bytes;
        private long at;

        Bits(byte[] bytes) {
            this.bytes = bytes;
        }

        long read(int count) {
            if (at + count > (long) bytes.length * 8) {
                throw new IllegalArgumentException("its mask breaks off");
            }
            long value = 0;
            for (int i = 0; i < count; i++, at++) {
                value = value << 1 | bytes[(int) (at >> 3)] >> 7 - (int) (at & 7) & 1;
            }
            return value;
        }
    }

    /// Writes bits, the highest of a byte first.
    private static final class Writer {

        private int[] bytes = new int[256];
        private int count;

        void write(long value, int bits) {
            for (int i = bits - 1; i >= 0; i--, count++) {
                int at = count >> 3;
                if (at == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * at);
                }
                bytes[at] |= (int) (value >> i & 1) << 7 - (count & 7);
            }
        }

        /// The last byte is filled with zeros; where none is needed Label Studio's own writer adds one of them.
        int[] bytes() {
            return Arrays.copyOf(bytes, (count >> 3) + 1);
        }
    }
}
