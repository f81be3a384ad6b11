package limner.media.still;

import java.io.IOException;

/// The two simple compressions of TIFF (TIFF 6.0, sections 9 and 13). Stateless.
final class TiffUnpack {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int MOST_CODES = 4096;

    private TiffUnpack() {}

    /// Unpacks runs and literals into `out`; the number of bytes written, `wanted` at most.
    static int packBits(byte[] packed, byte[] out, int wanted) {
        int at = 0;
        int done = 0;
        while (at < packed.length && done < wanted) {
            int control = packed[at++];
            if (control >= 0) {
                int length = Math.min(Math.min(control + 1, packed.length - at), wanted - done);
                System.arraycopy(packed, at, out, done, length);
                at += control + 1;
                done += length;
            } else if (control != -128 && at < packed.length) {
                int length = Math.min(1 - control, wanted - done);
                java.util.Arrays.fill(out, done, done + length, packed[at++]);
                done += length;
            }
        }
        return done;
    }

    /// Unpacks LZW codes, most significant bit first and lengthened one code early, as TIFF has them.
    ///
    /// @throws IOException when a code makes no sense
    static int lzw(byte[] packed, byte[] out, int wanted) throws IOException {
        // Each code stands for a stretch of what was put out already: where it begins and how long it is.
        int[] begin = new int[MOST_CODES];
        int[] length = new int[MOST_CODES];
        int next = FIRST;
        int bits = 9;
        int previous = -1;
        int previousAt = 0;
        int previousLength = 0;
        int done = 0;
        long hold = 0;
        int held = 0;
        int at = 0;
        while (done < wanted) {
            while (held < bits && at < packed.length) {
                hold = hold << 8 | packed[at++] & 0xFF;
                held += 8;
            }
            if (held < bits) {
                break;
            }
            int code = (int) (hold >>> held - bits) & (1 << bits) - 1;
            held -= bits;
            if (code == END) {
                break;
            }
            if (code == CLEAR) {
                next = FIRST;
                bits = 9;
                previous = -1;
                continue;
            }
            int start = done;
            int size;
            if (code < CLEAR) {
                size = 1;
                out[done] = (byte) code;
            } else if (code < next) {
                size = copy(out, begin[code], length[code], done, wanted);
            } else if (code == next && previous >= 0) {
                size = copy(out, previousAt, previousLength + 1, done, wanted);
            } else {
                throw new IOException("a strip or tile is damaged");
            }
            if (previous >= 0 && next < MOST_CODES) {
                begin[next] = previousAt;
                length[next] = previousLength + 1;
                next++;
            }
            done = Math.min(wanted, done + size);
            previous = code;
            previousAt = start;
            previousLength = size;
            bits = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9;
        }
        return done;
    }

    /// Copies byte by byte: the stretch may reach into what is being written.
    private static int copy(byte[] out, int from, int length, int to, int wanted) {
        int end = Math.min(length, wanted - to);
        for (int i = 0; i < end; i++) {
            out[to + i] = out[from + i];
        }
        return length;
    }
}
