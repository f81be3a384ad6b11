package limner.media.bitstream;

import java.nio.ByteBuffer;

/// AV1 (bitstream specification, 5.3 to 5.9): a packet is a temporal unit of several OBUs; exactly one frame of it must
/// be shown.
final class Av1Look implements PacketLook {
    private static final int SEQUENCE = 1;
    private static final int TEMPORAL_DELIMITER = 2;
    private static final int FRAME_HEADER = 3;
    private static final int TILE_GROUP = 4;
    private static final int METADATA = 5;
    private static final int FRAME = 6;
    private static final int REDUNDANT_HEADER = 7;
    private static final int PADDING = 15;

    private static final int AV1C_HEAD = 4;

    private boolean known;
    private boolean reducedStill;
    private long order;

    Av1Look(ByteBuffer headers) {
        if (headers.remaining() > AV1C_HEAD) {
            walk(headers, headers.position() + AV1C_HEAD);
        }
    }

    @Override
    public Finding look(ByteBuffer packet) {
        return walk(packet, packet.position());
    }

    private Finding walk(ByteBuffer bytes, int from) {
        int at = from;
        int end = bytes.limit();
        int shown = 0;
        int headers = 0;
        boolean resets = false;
        while (at < end) {
            int head = bytes.get(at++) & 0xFF;
            if ((head & 0x80) != 0 || (head & 2) == 0) {
                return new Doubt("an OBU without a size");
            }
            if ((head & 4) != 0) {
                if (at >= end || (bytes.get(at++) & 0x18) != 0) {
                    return new Doubt("the stream has spatial layers");
                }
            }
            long size = 0;
            int shift = 0;
            boolean more = true;
            while (more) {
                if (at >= end || shift > 28) {
                    return new Doubt("the sizes inside a packet do not add up");
                }
                int b = bytes.get(at++);
                size |= (b & 0x7FL) << shift;
                shift += 7;
                more = b < 0;
            }
            if (size > end - at) {
                return new Doubt("the sizes inside a packet do not add up");
            }
            int to = at + (int) size;
            switch (head >> 3 & 15) {
                case SEQUENCE -> sequence(bytes, at, to);
                case FRAME_HEADER, FRAME -> {
                    int kind = known ? frame(bytes, at, to) : -1;
                    if (kind < 0) {
                        return new Doubt("a frame before its sequence header");
                    }
                    shown += kind > 0 ? 1 : 0;
                    resets |= kind == 2 && headers == 0;
                    headers++;
                }
                case TEMPORAL_DELIMITER, TILE_GROUP, METADATA, REDUNDANT_HEADER, PADDING -> {}
                default -> {
                    return new Doubt("a packet holds an OBU of an unknown type");
                }
            }
            at = to;
        }
        if (shown != 1) {
            return new Doubt("a packet shows " + shown + " pictures");
        }
        return new OnePicture(resets && headers == 1, order++);
    }

    private void sequence(ByteBuffer bytes, int from, int to) {
        Bits bits = Bits.plain(bytes, from, to);
        bits.bits(3);
        bits.flag();
        reducedStill = bits.flag();
        known = !bits.isPastEnd();
    }

    /// 0 for a hidden frame, 1 for a shown one, 2 for a shown key frame.
    private int frame(ByteBuffer bytes, int from, int to) {
        if (reducedStill) {
            return 2;
        }
        Bits bits = Bits.plain(bytes, from, to);
        if (bits.flag()) {
            return 1;
        }
        boolean key = bits.bits(2) == 0;
        if (!bits.flag()) {
            return 0;
        }
        return key ? 2 : 1;
    }
}
