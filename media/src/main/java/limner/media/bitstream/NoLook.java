package limner.media.bitstream;

import java.nio.ByteBuffer;

/// For streams whose packets are not understood.
record NoLook(String reason) implements PacketLook {
    @Override
    public Finding look(ByteBuffer packet) {
        return new Doubt(reason);
    }
}
