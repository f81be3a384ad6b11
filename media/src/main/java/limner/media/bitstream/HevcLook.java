package limner.media.bitstream;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// HEVC (ITU-T H.265) with lengths in front of its units: one picture a packet, one sequence parameter set for all, one
/// layer. Decoding may start at an IDR picture.
final class HevcLook implements PacketLook {
    private static final int LAST_SLICE = 9;
    private static final int RADL_N = 6;
    private static final int RASL_N = 8;
    private static final int BLA = 16;
    private static final int IDR_RADL = 19;
    private static final int IDR = 20;
    private static final int CRA = 21;
    private static final int VPS = 32;
    private static final int SPS = 33;
    private static final int PPS = 34;
    private static final int END_OF_SEQUENCE = 36;
    private static final int END_OF_STREAM = 37;
    private static final int UNSPECIFIED = 48;

    private static final int HVCC_HEAD = 23;
    private static final int MOST_PPS = 64;

    private final PictureOrder orders = new PictureOrder();
    private final Map<Integer, PictureParameters> pictures = new HashMap<>();
    private @Nullable Doubt doubt;
    private int lengthBytes = 4;
    private @Nullable ByteBuffer sps;
    private int orderBits;
    private boolean separatePlanes;
    private boolean begun;
    private boolean leadersHidden;

    private record PictureParameters(boolean output, int extraBits) {}

    HevcLook(ByteBuffer headers) {
        int at = headers.position();
        if (headers.remaining() < HVCC_HEAD || headers.get(at) != 1) {
            doubt = new Doubt("the stream's headers are not kept apart");
            return;
        }
        lengthBytes = (headers.get(at + 21) & 3) + 1;
        int arrays = headers.get(at + 22) & 0xFF;
        int next = at + HVCC_HEAD;
        for (int i = 0; i < arrays && doubt == null; i++) {
            if (next + 3 > headers.limit()) {
                doubt = new Doubt("the stream's headers do not add up");
                return;
            }
            int units = headers.getShort(next + 1) & 0xFFFF;
            next += 3;
            for (int u = 0; u < units && doubt == null; u++) {
                int length = next + 2 <= headers.limit() ? headers.getShort(next) & 0xFFFF : 0;
                if (length < 3 || length > headers.limit() - next - 2) {
                    doubt = new Doubt("the stream's headers do not add up");
                    return;
                }
                byte[] bytes = new byte[length];
                headers.get(next + 2, bytes);
                doubt = parameters(ByteBuffer.wrap(bytes));
                next += 2 + length;
            }
        }
    }

    private @Nullable Doubt parameters(ByteBuffer unit) {
        Bits bits = Bits.ofNal(unit, 2, unit.limit());
        return switch (unit.get(0) >> 1 & 63) {
            case SPS -> sequence(unit, bits);
            case PPS -> {
                int id = bits.unsigned();
                bits.unsigned();
                bits.flag();
                boolean output = bits.flag();
                int extraBits = bits.bits(3);
                if (bits.isPastEnd() || id >= MOST_PPS) {
                    yield new Doubt("the stream's headers do not add up");
                }
                pictures.put(id, new PictureParameters(output, extraBits));
                yield null;
            }
            default -> null;
        };
    }

    /// Sequence parameter set, 7.3.2.2, up to the size of picture order counts.
    private @Nullable Doubt sequence(ByteBuffer unit, Bits bits) {
        if (sps != null) {
            return sps.equals(unit) ? null : new Doubt("the sequence parameters change");
        }
        sps = unit;
        bits.bits(4);
        int layers = bits.bits(3);
        bits.flag();
        profileAndLevel(bits, layers);
        bits.unsigned();
        separatePlanes = bits.unsigned() == 3 && bits.flag();
        bits.unsigned();
        bits.unsigned();
        if (bits.flag()) {
            for (int i = 0; i < 4; i++) {
                bits.unsigned();
            }
        }
        bits.unsigned();
        bits.unsigned();
        orderBits = bits.unsigned() + 4;
        return bits.isPastEnd() || orderBits > 16 ? new Doubt("the stream's headers do not add up") : null;
    }

    /// 7.3.3: 88 bits about the profile, 8 about the level, then the same for each temporal layer that has it.
    private static void profileAndLevel(Bits bits, int layers) {
        bits.skip(96);
        int profiles = 0;
        int levels = 0;
        for (int i = 0; i < layers; i++) {
            profiles += bits.bits(1);
            levels += bits.bits(1);
        }
        if (layers > 0) {
            bits.skip(2 * (8 - layers));
        }
        bits.skip(88 * profiles + 8 * levels);
    }

    @Override
    public Finding look(ByteBuffer packet) {
        if (doubt != null) {
            return doubt;
        }
        NalUnits units = new NalUnits(packet, lengthBytes);
        @Nullable Finding found = null;
        while (units.next()) {
            if (units.end() - units.start() < 3) {
                return new Doubt("a packet holds a unit that is too short");
            }
            int head = packet.getShort(units.start()) & 0xFFFF;
            int type = head >> 9 & 63;
            if ((head >> 3 & 63) != 0 && type < UNSPECIFIED) {
                return new Doubt("the stream has several layers");
            }
            if (type <= LAST_SLICE || type >= BLA && type <= CRA) {
                Bits bits = Bits.ofNal(packet, units.start() + 2, units.end());
                boolean first = bits.flag();
                if (first != (found == null)) {
                    return new Doubt("a packet holds not just one picture");
                }
                if (first) {
                    found = picture(bits, type, (head & 7) - 1);
                }
            } else if (type < VPS || type == END_OF_SEQUENCE || type == END_OF_STREAM) {
                return new Doubt("a packet holds a unit of type " + type);
            } else if (type == SPS || type == PPS) {
                @Nullable Doubt changed = parameters(units.copy());
                if (changed != null) {
                    return changed;
                }
            }
        }
        if (!units.isSound()) {
            return new Doubt("the sizes inside a packet do not add up");
        }
        return found == null ? new Doubt("a packet holds no picture") : found;
    }

    /// Slice segment header behind first_slice_segment_in_pic_flag, 7.3.6.1.
    private Finding picture(Bits bits, int type, int temporalLayer) {
        boolean idr = type == IDR || type == IDR_RADL;
        boolean random = type >= BLA;
        if (random && bits.flag()) {
            return new Doubt("pictures may be thrown away before they are shown");
        }
        if (type >= BLA && type < IDR_RADL) {
            return new Doubt("the stream was joined from parts");
        }
        if (!begun && !random) {
            return new Doubt("it does not begin with a picture that decoding may start with");
        }
        boolean leader = type == RASL_N || type == RASL_N + 1;
        if (leader && leadersHidden) {
            return new Doubt("pictures before the first key are not shown");
        }
        leadersHidden = random ? idr || !begun : leadersHidden;
        PictureParameters parameters = pictures.get(bits.unsigned());
        if (parameters == null || sps == null || bits.isPastEnd()) {
            return new Doubt("a picture refers to parameters that are not there");
        }
        if (parameters.output()) {
            return new Doubt("the stream may hold hidden pictures");
        }
        boolean starts = idr || !begun;
        begun = true;
        if (starts) {
            orders.reset();
        }
        if (idr) {
            return new OnePicture(true, 0);
        }
        bits.skip(parameters.extraBits());
        bits.unsigned();
        if (separatePlanes) {
            bits.bits(2);
        }
        int low = bits.bits(orderBits);
        if (bits.isPastEnd()) {
            return new Doubt("a packet is too short for a picture");
        }
        boolean discardable = type < BLA - 1 && type % 2 == 0 && type <= 14;
        boolean anchors = temporalLayer == 0 && !discardable && !(type >= RADL_N && type <= RASL_N + 1);
        return new OnePicture(starts, orders.next(low, orderBits, anchors));
    }
}
