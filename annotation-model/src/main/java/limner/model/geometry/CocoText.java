package limner.model.geometry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// COCO's compressed text for run lengths. From the fourth run on, what is written is the difference to the run two
/// before; each number goes out in groups of five bits, lowest first, with bit 5 saying that more follow and bit 4 of
/// the
/// last group being the sign; 48 is added to make a character. (Format of pycocotools' maskApi.)
final class CocoText {
    private static final int FIRST_CHARACTER = 48;
    private static final int MORE = 32;
    private static final int SIGN = 16;
    private static final int LOW_BITS = 31;

    /// Seven groups hold 35 bits: more than the difference of two ints can need.
    private static final int MOST_GROUPS = 7;

    /// Characters that are looked at in one go.
    private static final int STRETCH = Long.SIZE;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle FOUR = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private CocoText() {}

    static byte[] text(int[] edges, int pixels) {
        byte[] text = new byte[edges.length * 2 + 16];
        int length = 0;
        int position = 0;
        int last = 0;
        int beforeLast = 0;
        for (int i = 0; i <= edges.length; i++) {
            int end = i < edges.length ? edges[i] : pixels;
            int run = end - position;
            int number = i > 2 ? run - beforeLast : run;
            if (length + MOST_GROUPS > text.length) {
                text = Arrays.copyOf(text, text.length * 2);
            }
            while (number < -SIGN || number >= SIGN) {
                text[length++] = (byte) (((number & LOW_BITS) | MORE) + FIRST_CHARACTER);
                number >>= 5;
            }
            text[length++] = (byte) ((number & LOW_BITS) + FIRST_CHARACTER);
            beforeLast = last;
            last = run;
            position = end;
        }
        return Arrays.copyOf(text, length);
    }

    /// How many characters the next number has cannot be guessed where outlines are ragged. So it is not asked one by
    /// one: of 64 characters at once it is worked out which of them end a number, and then numbers are cut out between
    /// two ends without a branch. Whatever is not plain, and the end of the text, is read number by number.
    static int[] edges(byte[] text, int pixels) {
        // The last run goes to the end of the picture, which is no edge.
        int[] edges = new int[Math.max(0, numbers(text) - 1)];
        int size = 0;
        int position = 0;
        int last = 0;
        int beforeLast = 0;
        int run = 0;
        int at = 0;
        while (at < text.length) {
            int start = at;
            if (run > 2 && position < pixels && text.length - at >= STRETCH + Integer.BYTES) {
                long ends = ends(text, at);
                int before = size;
                int room = pixels - position - 1;
                while (ends != 0) {
                    int end = at + Long.numberOfTrailingZeros(ends);
                    int four = (int) FOUR.get(text, start) - 0x30303030;
                    int bits = four & 31 | four >>> 3 & 31 << 5 | four >>> 6 & 31 << 10;
                    int spare = 27 - 5 * (end - start);
                    int length = (bits << spare >> spare) + beforeLast;
                    // Neither empty nor negative, and not to the end of the picture.
                    // Without room for another edge the text breaks off: the slow way says where.
                    if (spare < 17 || size == edges.length || Integer.compareUnsigned(length - 1, room) >= 0) {
                        break;
                    }
                    room -= length;
                    position += length;
                    edges[size++] = position;
                    beforeLast = last;
                    last = length;
                    start = end + 1;
                    ends &= ends - 1;
                }
                run += size - before;
                boolean all = ends == 0 && start > at;
                at = start;
                if (all) {
                    continue;
                }
            }
            int group = text[at++] - FIRST_CHARACTER;
            long number = (group ^ SIGN) - SIGN;
            if ((group & ~LOW_BITS) != 0) {
                requireGroup(group, start);
                int second = at < text.length ? text[at] - FIRST_CHARACTER : MORE;
                if ((second & ~LOW_BITS) == 0) {
                    number = (group & LOW_BITS) | (((second ^ SIGN) - SIGN) << 5);
                    at++;
                } else {
                    number = longNumber(text, start);
                    at = endOfNumber(text, start);
                }
            }
            long length = number + (run > 2 ? beforeLast : 0);
            if (length < 0 || length > pixels - position) {
                throw broken(start, run, length, pixels - position);
            }
            position += (int) length;
            // Two changes at one place cancel, and one at the end of the picture says nothing.
            if (length == 0 && size > 0 && edges[size - 1] == position) {
                size--;
            } else if (position != pixels && size < edges.length) {
                // Without room this is the last number, and the picture is not full: told below.
                edges[size++] = position;
            }
            beforeLast = last;
            last = (int) length;
            run++;
        }
        if (position != pixels) {
            throw broken(text.length, "it ends after " + position + " of " + pixels + " pixels");
        }
        return size == edges.length ? edges : Arrays.copyOf(edges, size);
    }

    /// A bit for each of 64 characters that is the last one of a number; no bit at all when one of them has no meaning.
    private static long ends(byte[] text, int from) {
        long ends = 0;
        long strange = 0;
        for (int i = 0; i < STRETCH; i += Long.BYTES) {
            // What borrows from the character behind it is strange itself.
            long eight = (long) EIGHT.get(text, from + i) - 0x3030303030303030L;
            strange |= eight & 0xc0c0c0c0c0c0c0c0L;
            // The product gathers the lowest bits of the eight bytes in the highest byte.
            ends |= ((~eight & 0x2020202020202020L) >>> 5) * 0x0102040810204080L >>> 56 << i;
        }
        return strange == 0 ? ends : 0;
    }

    /// How many characters are the last one of a number, eight at a time.
    private static int numbers(byte[] text) {
        int more = 0;
        int at = 0;
        for (; at + Long.BYTES <= text.length; at += Long.BYTES) {
            long eight = (long) EIGHT.get(text, at);
            more += Long.bitCount(((eight & 0x7f7f7f7f7f7f7f7fL) + 0x3030303030303030L) & 0x8080808080808080L);
        }
        for (; at < text.length; at++) {
            more += ((text[at] & 0x7f) + FIRST_CHARACTER) >> 7;
        }
        return text.length - more;
    }

    /// A number of several groups that begins at `start`.
    private static long longNumber(byte[] text, int start) {
        long number = 0;
        int shift = 0;
        int at = start;
        int group;
        do {
            if (at == text.length) {
                throw broken(start, "a number is cut off by the end of the text");
            }
            if (shift == 5 * MOST_GROUPS) {
                throw broken(start, "a number is longer than any that a mask can need");
            }
            group = text[at++] - FIRST_CHARACTER;
            requireGroup(group, at - 1);
            number |= (long) (group & LOW_BITS) << shift;
            shift += 5;
        } while ((group & MORE) != 0);
        return (group & SIGN) != 0 ? number | -1L << shift : number;
    }

    private static int endOfNumber(byte[] text, int start) {
        int at = start;
        while (((text[at++] - FIRST_CHARACTER) & MORE) != 0) {
            // The number goes on.
        }
        return at;
    }

    private static void requireGroup(int group, int at) {
        if (group < 0 || group > (LOW_BITS | MORE)) {
            throw broken(at, "the character is none of those that stand for a run ('0' to 'o')");
        }
    }

    private static IllegalArgumentException broken(int start, int run, long length, int left) {
        return broken(
                start,
                length < 0
                        ? "run " + run + " is negative (" + length + ")"
                        : "run " + run + " of " + length + " leaves the picture, which has " + left + " pixels left");
    }

    private static IllegalArgumentException broken(int at, String why) {
        return new IllegalArgumentException("The text of a mask is broken at character " + at + ": " + why + ".");
    }
}
