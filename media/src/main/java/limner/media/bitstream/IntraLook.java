package limner.media.bitstream;

import java.nio.ByteBuffer;

/// Codecs that code every picture by itself, one a packet. With `containerKeys` some pictures may need others and the
/// container says which do not.
final class IntraLook implements PacketLook {
    private final String codec;
    private final boolean containerKeys;
    private long order;

    IntraLook(String codec, boolean containerKeys) {
        this.codec = codec;
        this.containerKeys = containerKeys;
    }

    @Override
    public Finding look(ByteBuffer packet) {
        int size = packet.remaining();
        int at = packet.position();
        return switch (codec) {
            case "prores" -> {
                boolean sound = size > 8
                        && packet.getInt(at) > 8
                        && packet.getInt(at) <= size
                        && packet.getInt(at + 4) == 0x69637066;
                yield sound ? picture() : new Doubt("a packet is no sound ProRes frame");
            }
            case "mjpeg" -> jpeg(packet);
            default -> size > 0 ? picture() : new Doubt("an empty packet");
        };
    }

    /// One image from its first marker to its last (ITU-T T.81, annex B); the application marker AVI1 tells that a
    /// packet is one of two fields.
    private Finding jpeg(ByteBuffer packet) {
        int at = packet.position();
        boolean start = packet.remaining() > 12 && (packet.getShort(at) & 0xFFFF) == 0xFFD8;
        if (!start) {
            return new Doubt("a packet is no sound JPEG picture");
        }
        boolean fields = packet.getInt(at + 2) >>> 16 == 0xFFE0
                && packet.getInt(at + 6) == 0x41564931
                && packet.get(at + 10) != 0;
        return fields ? new Doubt("pictures are coded as two fields") : picture();
    }

    private OnePicture picture() {
        return new OnePicture(!containerKeys, order++);
    }

    @Override
    public boolean trustsContainerKeys() {
        return containerKeys;
    }
}
