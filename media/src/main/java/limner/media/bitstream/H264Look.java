package limner.media.bitstream;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// H.264 (ITU-T H.264) with lengths in front of its units: one progressive picture a packet, one sequence parameter set
/// for all. Decoding may start at an IDR picture.
final class H264Look implements PacketLook {
    private static final int SLICE = 1;
    private static final int IDR = 5;
    private static final int SEI = 6;
    private static final int SPS = 7;
    private static final int PPS = 8;
    private static final int DELIMITER = 9;
    private static final int FILLER = 12;

    private static final int AVCC_LENGTH = 4;
    private static final int AVCC_SPS_COUNT = 5;

    private final PictureOrder orders = new PictureOrder();
    private @Nullable Doubt doubt;
    private int lengthBytes = 4;
    private @Nullable ByteBuffer sps;
    private boolean separatePlanes;
    private int frameNumBits;
    private int orderType;
    private int orderBits;
    private long count;
    private int referenceNumber;
    private boolean begun;

    H264Look(ByteBuffer headers) {
        int at = headers.position();
        if (headers.remaining() < 8 || headers.get(at) != 1) {
            doubt = new Doubt("the stream's headers are not kept apart");
            return;
        }
        lengthBytes = (headers.get(at + AVCC_LENGTH) & 3) + 1;
        int sets = headers.get(at + AVCC_SPS_COUNT) & 31;
        if (sets != 1) {
            doubt = new Doubt("there are " + sets + " sequence parameter sets");
            return;
        }
        int length = headers.getShort(at + 6) & 0xFFFF;
        if (length < 4 || length > headers.remaining() - 8) {
            doubt = new Doubt("the stream's headers do not add up");
            return;
        }
        byte[] bytes = new byte[length];
        headers.get(at + 8, bytes);
        sps = ByteBuffer.wrap(bytes);
        parameters(Bits.ofNal(sps, 1, length));
    }

    /// Sequence parameter set, 7.3.2.1.1.
    private void parameters(Bits bits) {
        int profile = bits.bits(8);
        bits.bits(16);
        bits.unsigned();
        if (profile >= 100 || profile == 44) {
            int chroma = bits.unsigned();
            separatePlanes = chroma == 3 && bits.flag();
            bits.unsigned();
            bits.unsigned();
            bits.flag();
            if (bits.flag()) {
                for (int i = 0; i < (chroma == 3 ? 12 : 8); i++) {
                    if (bits.flag()) {
                        scalingList(bits, i < 6 ? 16 : 64);
                    }
                }
            }
        }
        if (profile == 118 || profile == 128 || profile == 83 || profile == 86) {
            doubt = new Doubt("the stream has several views or layers");
        }
        frameNumBits = bits.unsigned() + 4;
        orderType = bits.unsigned();
        if (orderType == 0) {
            orderBits = bits.unsigned() + 4;
        } else if (orderType != 2) {
            doubt = new Doubt("the order of pictures is stated in a rare way");
            return;
        }
        bits.unsigned();
        if (bits.flag()) {
            doubt = new Doubt("the stream may leave out pictures");
        }
        bits.unsigned();
        bits.unsigned();
        if (!bits.flag()) {
            doubt = new Doubt("the stream may be coded in fields");
        }
        if (bits.isPastEnd() || frameNumBits > 16 || orderBits > 16) {
            doubt = new Doubt("the stream's headers do not add up");
        }
    }

    private static void scalingList(Bits bits, int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size && next != 0; i++) {
            next = last + bits.signed() & 0xFF;
            last = next == 0 ? last : next;
        }
    }

    @Override
    public Finding look(ByteBuffer packet) {
        if (doubt != null) {
            return doubt;
        }
        NalUnits units = new NalUnits(packet, lengthBytes);
        @Nullable Finding found = null;
        while (units.next()) {
            int head = packet.get(units.start());
            int type = head & 31;
            switch (type) {
                case SLICE, IDR -> {
                    Bits bits = Bits.ofNal(packet, units.start() + 1, units.end());
                    boolean first = bits.unsigned() == 0;
                    if (first != (found == null)) {
                        return new Doubt("a packet holds not just one picture");
                    }
                    if (first) {
                        found = picture(bits, type == IDR, (head & 0x60) != 0);
                    }
                }
                case SPS -> {
                    if (!units.copy().equals(sps)) {
                        return new Doubt("the sequence parameters change");
                    }
                }
                case SEI, PPS, DELIMITER, FILLER -> {}
                default -> {
                    return new Doubt("a packet holds a unit of type " + type);
                }
            }
        }
        if (!units.isSound()) {
            return new Doubt("the sizes inside a packet do not add up");
        }
        return found == null ? new Doubt("a packet holds no picture") : found;
    }

    /// Slice header behind first_mb_in_slice, 7.3.3.
    private Finding picture(Bits bits, boolean idr, boolean reference) {
        bits.unsigned();
        bits.unsigned();
        if (separatePlanes) {
            bits.bits(2);
        }
        int number = bits.bits(frameNumBits);
        if (idr) {
            bits.unsigned();
            orders.reset();
            count = 0;
            referenceNumber = 0;
            begun = true;
        } else if (!begun) {
            return new Doubt("it does not begin with a picture that decoding may start with");
        }
        int low = orderType == 0 ? bits.bits(orderBits) : 0;
        if (bits.isPastEnd()) {
            return new Doubt("a packet is too short for a picture");
        }
        int following = referenceNumber + 1 & (1 << frameNumBits) - 1;
        if (number != (idr ? 0 : following)) {
            return new Doubt("pictures are missing in the stream");
        }
        referenceNumber = reference ? number : referenceNumber;
        long order = orderType == 0 ? orders.next(low, orderBits, reference) : count;
        count++;
        return new OnePicture(idr, order);
    }
}
