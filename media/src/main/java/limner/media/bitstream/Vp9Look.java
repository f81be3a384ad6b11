package limner.media.bitstream;

import java.nio.ByteBuffer;

/// VP9 (bitstream specification 0.6, 6.2 and annex B): a packet may be a superframe of several frames; exactly one of
/// them must be shown.
final class Vp9Look implements PacketLook {
    private static final int SYNC = 0x498342;

    private long order;

    @Override
    public Finding look(ByteBuffer packet) {
        int start = packet.position();
        int end = packet.limit();
        int marker = end > start ? packet.get(end - 1) & 0xFF : 0;
        if ((marker & 0xE0) != 0xC0) {
            return one(frame(packet, start, end), true);
        }
        int frames = (marker & 7) + 1;
        int sizeBytes = (marker >> 3 & 3) + 1;
        int index = end - 2 - frames * sizeBytes;
        if (index < start || (packet.get(index) & 0xFF) != marker) {
            return one(frame(packet, start, end), true);
        }
        int shown = 0;
        int keys = 0;
        int at = start;
        for (int i = 0; i < frames; i++) {
            int size = 0;
            for (int b = 0; b < sizeBytes; b++) {
                size |= (packet.get(index + 1 + i * sizeBytes + b) & 0xFF) << 8 * b;
            }
            if (size <= 0 || size > index - at) {
                return new Doubt("a superframe's sizes do not add up");
            }
            Kind kind = frame(packet, at, at + size);
            if (kind == Kind.UNKNOWN) {
                return one(kind, false);
            }
            shown += kind == Kind.HIDDEN ? 0 : 1;
            keys += kind == Kind.SHOWN_KEY ? 1 : 0;
            at += size;
        }
        if (shown != 1) {
            return new Doubt("a packet shows " + shown + " pictures");
        }
        return one(keys == 1 && frames == 1 ? Kind.SHOWN_KEY : Kind.SHOWN, false);
    }

    private enum Kind {
        SHOWN,
        SHOWN_KEY,
        HIDDEN,
        UNKNOWN
    }

    private Finding one(Kind kind, boolean alone) {
        return switch (kind) {
            case SHOWN -> new OnePicture(false, order++);
            case SHOWN_KEY -> new OnePicture(true, order++);
            case HIDDEN -> new Doubt(alone ? "the stream holds hidden pictures" : "a packet shows no picture");
            case UNKNOWN -> new Doubt("a packet is no sound VP9 frame");
        };
    }

    private static Kind frame(ByteBuffer packet, int from, int to) {
        Bits bits = Bits.plain(packet, from, to);
        if (bits.bits(2) != 2) {
            return Kind.UNKNOWN;
        }
        boolean low = bits.flag();
        boolean high = bits.flag();
        if (low && high && bits.flag()) {
            return Kind.UNKNOWN;
        }
        boolean existing = bits.flag();
        if (existing) {
            return bits.isPastEnd() ? Kind.UNKNOWN : Kind.SHOWN;
        }
        boolean key = !bits.flag();
        boolean shown = bits.flag();
        bits.flag();
        if (key && bits.bits(24) != SYNC || bits.isPastEnd()) {
            return Kind.UNKNOWN;
        }
        if (!shown) {
            return Kind.HIDDEN;
        }
        return key ? Kind.SHOWN_KEY : Kind.SHOWN;
    }
}
