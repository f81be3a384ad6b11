package limner.media.proxy;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The header before each picture in a segment, big endian: magic, kind, identity (16 bytes), frame, checksum of the
/// exact picture, width, height, length and CRC-32C of what follows, CRC-32C of the header so far.
record Entry(ProxyKey key, int width, int height, int length, int crc) {
    static final int BYTES = 52;

    private static final int MAGIC = 0x4C505831;
    private static final int MOST_PIXELS = 1 << 28;

    static Entry of(ProxyKey key, int width, int height, byte[] content) {
        return new Entry(key, width, height, content.length, crc(ByteBuffer.wrap(content)));
    }

    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    void write(ByteBuffer into) {
        int start = into.position();
        into.putInt(MAGIC)
                .putInt(key.kind().ordinal())
                .putLong(key.high())
                .putLong(key.low())
                .putInt(key.frame())
                .putInt(key.checksum())
                .putInt(width)
                .putInt(height)
                .putInt(length)
                .putInt(crc);
        into.putInt(crc(into.slice(start, into.position() - start)));
    }

    /// What stands at the position of `bytes`, or null when that is no header.
    static @Nullable Entry read(ByteBuffer bytes) {
        if (bytes.remaining() < BYTES) {
            return null;
        }
        if (bytes.getInt(bytes.position()) != MAGIC) {
            return null;
        }
        // A copy: a checksum over mapped memory whose file was cut in between would end the whole program.
        byte[] head = new byte[BYTES];
        bytes.get(bytes.position(), head);
        ByteBuffer in = ByteBuffer.wrap(head);
        if (in.getInt(BYTES - Integer.BYTES) != crc(in.slice(0, BYTES - Integer.BYTES))) {
            return null;
        }
        in.getInt();
        int kind = in.getInt();
        long high = in.getLong();
        long low = in.getLong();
        int frame = in.getInt();
        int checksum = in.getInt();
        int width = in.getInt();
        int height = in.getInt();
        int length = in.getInt();
        int crc = in.getInt();
        boolean sane = kind >= 0
                && kind < ProxyKey.Kind.values().length
                && frame >= 0
                && width > 0
                && height > 0
                && (long) width * height <= MOST_PIXELS
                && length > 0;
        return sane
                ? new Entry(
                        new ProxyKey(high, low, frame, checksum, ProxyKey.Kind.values()[kind]),
                        width,
                        height,
                        length,
                        crc)
                : null;
    }
}
