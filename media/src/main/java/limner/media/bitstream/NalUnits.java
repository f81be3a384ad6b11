package limner.media.bitstream;

import java.nio.ByteBuffer;

/// Walks the NAL units of a packet whose units have their length in front (ISO/IEC 14496-15).
final class NalUnits {
    private final ByteBuffer packet;
    private final int lengthBytes;
    private int at;
    private int start;
    private int end;
    private boolean sound = true;

    NalUnits(ByteBuffer packet, int lengthBytes) {
        this.packet = packet;
        this.lengthBytes = lengthBytes;
        this.at = packet.position();
    }

    /// Goes to the next unit; false at the end, and where lengths do not add up.
    boolean next() {
        if (at == packet.limit()) {
            return false;
        }
        long length = 0;
        for (int i = 0; i < lengthBytes && at < packet.limit(); i++) {
            length = length << 8 | packet.get(at++) & 0xFF;
        }
        if (length < 1 || length > packet.limit() - at) {
            sound = false;
            return false;
        }
        start = at;
        end = at + (int) length;
        at = end;
        return true;
    }

    /// Whether all lengths so far added up.
    boolean isSound() {
        return sound;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /// A parameter set's bytes, to compare it with others.
    ByteBuffer copy() {
        byte[] bytes = new byte[end - start];
        packet.get(start, bytes);
        return ByteBuffer.wrap(bytes);
    }
}
