package limner.media.bitstream;

import java.nio.ByteBuffer;

/// Reads bits from the most significant one on. Behind the end it reads zeros and says so.
final class Bits {
    private static final int MOST_ZEROS = 30;

    private final ByteBuffer bytes;
    private final boolean escaped;
    private int at;
    private final int end;
    private int current;
    private int left;
    private int zeros;
    private boolean past;

    private Bits(ByteBuffer bytes, int from, int end, boolean escaped) {
        this.bytes = bytes;
        this.at = from;
        this.end = Math.min(end, bytes.limit());
        this.escaped = escaped;
    }

    /// Bits as they are stored.
    static Bits plain(ByteBuffer bytes, int from, int end) {
        return new Bits(bytes, from, end, false);
    }

    /// Bits of a NAL unit: a 3 after two zero bytes is no content (ITU-T H.264 and H.265, 7.3.1).
    static Bits ofNal(ByteBuffer bytes, int from, int end) {
        return new Bits(bytes, from, end, true);
    }

    boolean flag() {
        return bits(1) != 0;
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (left == 0) {
                fill();
            }
            left--;
            value = value << 1 | current >> left & 1;
        }
        return value;
    }

    void skip(int count) {
        for (int done = 0; done < count; done += 16) {
            bits(Math.min(16, count - done));
        }
    }

    /// An Exp-Golomb number, ue(v); one of 2^31 - 1 and more, which no field read here may have, is no number.
    int unsigned() {
        int length = 0;
        while (!past && length <= MOST_ZEROS && !flag()) {
            length++;
        }
        if (past || length > MOST_ZEROS) {
            past = true;
            return 0;
        }
        return (1 << length) - 1 + bits(length);
    }

    /// A signed Exp-Golomb number, se(v).
    int signed() {
        int value = unsigned();
        return (value & 1) == 0 ? -(value >> 1) : (value + 1) >> 1;
    }

    /// Whether more was read than there is, or something that is no number.
    boolean isPastEnd() {
        return past;
    }

    private void fill() {
        if (escaped && zeros >= 2 && at < end && bytes.get(at) == 3) {
            zeros = 0;
            at++;
        }
        past |= at >= end;
        current = past ? 0 : bytes.get(at++) & 0xFF;
        zeros = current == 0 ? zeros + 1 : 0;
        left = 8;
    }
}
