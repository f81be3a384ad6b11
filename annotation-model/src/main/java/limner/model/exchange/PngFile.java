package limner.model.exchange;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes pictures of numbers as PNG, as [PngPixels] reads them. Equal pictures give equal bytes (format: the PNG
/// specification, third edition).
public final class PngFile {

    private static final byte[] MARK = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GREY = 0;
    private static final int COLOUR = 2;
    private static final int PALETTE = 3;

    /// How a number is stored.
    public enum Depth {
        /// As a grey, up to 255.
        BITS_8,
        /// As a grey, up to 65535.
        BITS_16,
        /// As red + 256 · green + 65536 · blue.
        COLOUR
    }

    private PngFile() {}

    /// Writes a picture; the stream stays open.
    ///
    /// @throws IllegalArgumentException when a number does not fit
    /// @throws IOException when the stream cannot be written
    public static void write(Samples picture, Depth depth, OutputStream out) throws IOException {
        out.write(MARK);
        switch (depth) {
            case BITS_8 -> {
                head(picture, 8, GREY, out);
                pixels(picture, 1, out);
            }
            case BITS_16 -> {
                head(picture, 16, GREY, out);
                pixels(picture, 2, out);
            }
            case COLOUR -> {
                head(picture, 8, COLOUR, out);
                pixels(picture, 3, out);
            }
        }
        chunk("IEND", new byte[0], out);
    }

    /// Writes a picture whose numbers are places in a palette; the stream stays open.
    ///
    /// @param palette colours as 0xRRGGBB, at most 256
    /// @throws IllegalArgumentException when a number has no place in it
    /// @throws IOException when the stream cannot be written
    public static void write(Samples picture, int[] palette, OutputStream out) throws IOException {
        out.write(MARK);
        head(picture, 8, PALETTE, out);
        byte[] colours = new byte[palette.length * 3];
        for (int i = 0; i < palette.length; i++) {
            colours[i * 3] = (byte) (palette[i] >> 16);
            colours[i * 3 + 1] = (byte) (palette[i] >> 8);
            colours[i * 3 + 2] = (byte) palette[i];
        }
        chunk("PLTE", colours, out);
        for (int value : picture.values()) {
            demand(value, palette.length - 1);
        }
        pixels(picture, 1, out);
        chunk("IEND", new byte[0], out);
    }

    private static void head(Samples picture, int bits, int kind, OutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(picture.width());
        data.writeInt(picture.height());
        data.write(new byte[] {(byte) bits, (byte) kind, 0, 0, 0});
        chunk("IHDR", bytes.toByteArray(), out);
    }

    /// @param count bytes of a pixel
    private static void pixels(Samples picture, int count, OutputStream out) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(packed, deflater)) {
            byte[] row = new byte[1 + picture.width() * count];
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < picture.width(); x++) {
                    put(picture.values()[y * picture.width() + x], count, row, 1 + x * count);
                }
                deflating.write(row);
            }
        } finally {
            deflater.end();
        }
        chunk("IDAT", packed.toByteArray(), out);
    }

    private static void put(int value, int count, byte[] row, int at) {
        demand(value, (1 << 8 * count) - 1);
        for (int i = 0; i < count; i++) {
            // Greys begin with what is high, colours with red, which is what is low.
            row[at + i] = (byte) (value >> 8 * (count == 2 ? 1 - i : i));
        }
    }

    private static void demand(int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("a picture of this kind holds numbers up to " + most + ", not " + value);
        }
    }

    private static void chunk(String name, byte[] content, OutputStream out) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(type);
        check.update(content);
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(content.length);
        data.write(type);
        data.write(content);
        data.writeInt((int) check.getValue());
    }
}
