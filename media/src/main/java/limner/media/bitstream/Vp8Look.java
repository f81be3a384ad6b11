package limner.media.bitstream;

import java.nio.ByteBuffer;

/// VP8 (RFC 6386, 9.1): the frame tag tells whether the frame is shown. A key frame renews everything.
final class Vp8Look implements PacketLook {
    private long order;

    @Override
    public Finding look(ByteBuffer packet) {
        if (packet.remaining() < 10) {
            return new Doubt("a packet is too short for a picture");
        }
        int tag = packet.get(packet.position());
        if ((tag & 0x10) == 0) {
            return new Doubt("the stream holds hidden pictures");
        }
        return new OnePicture((tag & 1) == 0, order++);
    }
}
