package limner.media.frame;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes 8-bit RGB pixels as a PNG file (format: PNG specification, W3C, third edition). The same pixels give the same
/// bytes: no time stamp, no text, one fixed compression.
public final class PngWriter {
    /// On decoded video the usual level, 6, takes four times as long as this one and saves a twentieth.
    private static final int LEVEL = 4;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private PngWriter() {}

    /// Writes `width × height` pixels of three bytes each, read from the position of `rgb` on.
    public static void write(OutputStream out, int width, int height, ByteBuffer rgb) throws IOException {
        int row = width * 3;
        if (width < 1 || height < 1 || rgb.remaining() < (long) row * height) {
            throw new IllegalArgumentException("a PNG needs width × height × 3 bytes");
        }
        DataOutputStream data = new DataOutputStream(out);
        data.write(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(width).putInt(height).put((byte) 8).put((byte) 2).put(new byte[3]);
        chunk(data, "IHDR", header.array(), 13);
        body(data, row, height, rgb.duplicate());
        chunk(data, "IEND", new byte[0], 0);
        data.flush();
    }

    /// Each row is stored as its difference to the row above (filter type 2), which deflate likes on video pictures.
    private static void body(DataOutputStream data, int row, int height, ByteBuffer rgb) throws IOException {
        Deflater deflater = new Deflater(LEVEL);
        try {
            byte[] above = new byte[row];
            byte[] current = new byte[row];
            byte[] filtered = new byte[row + 1];
            byte[] packed = new byte[1 << 16];
            ByteArrayOutputStream pending = new ByteArrayOutputStream();
            for (int y = 0; y < height; y++) {
                rgb.get(current);
                filtered[0] = 2;
                for (int x = 0; x < row; x++) {
                    filtered[x + 1] = (byte) (current[x] - above[x]);
                }
                byte[] swap = above;
                above = current;
                current = swap;
                deflater.setInput(filtered);
                while (!deflater.needsInput()) {
                    pending.write(packed, 0, deflater.deflate(packed));
                }
                flush(data, pending, 1 << 18);
            }
            deflater.finish();
            while (!deflater.finished()) {
                pending.write(packed, 0, deflater.deflate(packed));
            }
            flush(data, pending, 1);
        } finally {
            deflater.end();
        }
    }

    private static void flush(DataOutputStream data, ByteArrayOutputStream pending, int least) throws IOException {
        if (pending.size() >= least) {
            chunk(data, "IDAT", pending.toByteArray(), pending.size());
            pending.reset();
        }
    }

    private static void chunk(DataOutputStream data, String type, byte[] content, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content, 0, length);
        data.writeInt(length);
        data.write(name);
        data.write(content, 0, length);
        data.writeInt((int) crc.getValue());
    }
}
