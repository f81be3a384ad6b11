package limner.model.geometry;

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

    static int[] edges(byte[] text, int pixels) {
        EdgeList list = new EdgeList(text.length, pixels);
        int position = 0;
        int last = 0;
        int beforeLast = 0;
        int run = 0;
        int at = 0;
        while (at < text.length) {
            int start = at;
            int group = text[at++] - FIRST_CHARACTER;
            long number = (long) ((group & LOW_BITS) ^ SIGN) - SIGN;
            if ((group & ~LOW_BITS) != 0) {
                requireGroup(group, start);
                number = group & LOW_BITS;
                int shift = 5;
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
                if ((group & SIGN) != 0) {
                    number |= -1L << shift;
                }
            }
            long length = run > 2 ? number + beforeLast : number;
            if (length < 0) {
                throw broken(start, "run " + run + " is negative (" + length + ")");
            }
            if (length > pixels - position) {
                throw broken(
                        start,
                        "run " + run + " of " + length + " leaves the picture, which has " + (pixels - position)
                                + " pixels left");
            }
            position += (int) length;
            list.toggle(position);
            beforeLast = last;
            last = (int) length;
            run++;
        }
        if (position != pixels) {
            throw broken(text.length, "it ends after " + position + " of " + pixels + " pixels");
        }
        return list.toArray();
    }

    private static void requireGroup(int group, int at) {
        if (group < 0 || group > (LOW_BITS | MORE)) {
            throw broken(at, "the character is none of those that stand for a run ('0' to 'o')");
        }
    }

    private static IllegalArgumentException broken(int at, String why) {
        return new IllegalArgumentException("The text of a mask is broken at character " + at + ": " + why + ".");
    }
}
