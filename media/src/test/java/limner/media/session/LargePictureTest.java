package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import limner.media.frame.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures of 12,000 × 12,000 pixels in a program that has 256 MB of Java memory, and so much native memory as one
/// such picture takes while it is decoded.
class LargePictureTest {
    private static final int SIDE = 12_000;

    /// One decoded picture of three bytes a pixel, and the program itself with its Java memory.
    private static final long MOST_RESIDENT = 3L * SIDE * SIDE + (350L << 20);

    @TempDir
    Path folder;

    /// The value of a pixel: another one in every place nearby, and easily told.
    static int value(int x, int y, int channel) {
        return (x * 7 + y * 13 + channel * 50) & 0xFF;
    }

    private static void row(byte[] into, int from, int y) {
        for (int x = 0; x < SIDE; x++) {
            for (int c = 0; c < 3; c++) {
                into[from + x * 3 + c] = (byte) value(x, y, c);
            }
        }
    }

    @Test
    void aTiff() throws Exception {
        Path file = folder.resolve("large.tif");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            int[][] tags = {
                {256, SIDE},
                {257, SIDE},
                {258, 8},
                {259, 1},
                {262, 2},
                {273, 4096},
                {277, 3},
                {278, SIDE},
                {279, SIDE * SIDE * 3}
            };
            ByteBuffer head = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
            head.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) tags.length);
            for (int[] tag : tags) {
                head.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
            }
            out.write(head.array());
            byte[] row = new byte[SIDE * 3];
            for (int y = 0; y < SIDE; y++) {
                row(row, 0, y);
                out.write(row);
            }
        }
        opensInLittleMemory(file);
    }

    @Test
    void aPng() throws Exception {
        Path file = folder.resolve("large.png");
        png(file, 2, 3, new byte[0], LargePictureTest::row);
        opensInLittleMemory(file);
    }

    /// Its colours are no plane of pixels, and must come along when the pixels are put into a file.
    @Test
    void aPngWithAPalette() throws Exception {
        Path file = folder.resolve("palette.png");
        byte[] colours = new byte[256 * 3];
        for (int i = 0; i < 256; i++) {
            colours[i * 3] = (byte) i;
            colours[i * 3 + 1] = (byte) (255 - i);
            colours[i * 3 + 2] = (byte) (i / 2);
        }
        png(file, 3, 1, colours, (into, from, y) -> Arrays.fill(into, from, into.length, (byte) y));
        SessionOptions options = SessionOptions.usual().withIndexFolder(folder.resolve("cache"));
        try (FrameSession session = FrameSession.open(file, options);
                Frame frame = session.frame(0, Priority.NOW).get(60, TimeUnit.SECONDS);
                Picture part = frame.picture().sampled(1000, 300, 40, 20, 10)) {
            assertEquals(300 & 0xFF, frame.picture().valuesAt(11_999, 300)[0]);
            ByteBuffer colour = ByteBuffer.allocateDirect(part.width() * part.height() * 3);
            part.toRgb24(colour);
            for (int y = 0; y < part.height(); y++) {
                int index = 300 + 10 * y & 0xFF;
                int at = y * part.width() * 3;
                assertEquals(index, colour.get(at) & 0xFF, "red of row " + y);
                assertEquals(255 - index, colour.get(at + 1) & 0xFF, "green of row " + y);
                assertEquals(index / 2, colour.get(at + 2) & 0xFF, "blue of row " + y);
            }
        }
    }

    private interface RowFiller {
        void fill(byte[] into, int from, int y);
    }

    private static void png(Path file, int colourType, int bytesPerPixel, byte[] palette, RowFiller rows)
            throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            ByteBuffer header = ByteBuffer.allocate(13)
                    .putInt(SIDE)
                    .putInt(SIDE)
                    .put((byte) 8)
                    .put((byte) colourType);
            chunk(out, "IHDR", header.array(), 13);
            if (palette.length > 0) {
                chunk(out, "PLTE", palette, palette.length);
            }
            Deflater deflater = new Deflater(1);
            byte[] row = new byte[SIDE * bytesPerPixel + 1];
            byte[] packed = new byte[1 << 16];
            for (int y = 0; y <= SIDE; y++) {
                if (y < SIDE) {
                    rows.fill(row, 1, y);
                    deflater.setInput(row);
                } else {
                    deflater.finish();
                }
                for (int n = deflater.deflate(packed); n > 0; n = deflater.deflate(packed)) {
                    chunk(out, "IDAT", packed, n);
                }
            }
            deflater.end();
            chunk(out, "IEND", new byte[0], 0);
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] content, int length) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(content, 0, length);
        out.writeInt(length);
        out.writeBytes(type);
        out.write(content, 0, length);
        out.writeInt((int) crc.getValue());
    }

    private void opensInLittleMemory(Path file) throws Exception {
        Path cache = folder.resolve("cache");
        Path said = folder.resolve("said.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        file.toString(),
                        cache.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertTrue(child.waitFor(300, TimeUnit.SECONDS), "in time");
        String text = Files.readString(said);
        assertEquals(0, child.exitValue(), text);
        long resident = Long.parseLong(text.lines().toList().getLast());
        System.getLogger("test")
                .log(System.Logger.Level.INFO, file.getFileName() + ": " + (resident >> 20) + " MB at most");
        assertTrue(resident < MOST_RESIDENT, (resident >> 20) + " MB");
        try (Stream<Path> left = Files.list(cache.resolve("pixels"))) {
            assertEquals(List.of(), left.toList(), "nothing is left on the disk");
        }
    }

    /// Opens a picture, looks at all of it and at parts of it, and says how much memory it took.
    static final class Child {
        private Child() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] args) throws IOException {
            SessionOptions options = SessionOptions.usual().withIndexFolder(Path.of(args[1], "index"));
            try (FrameSession session = FrameSession.open(Path.of(args[0]), options)) {
                try (Frame frame = session.frame(0, Priority.NOW).join()) {
                    Picture picture = frame.picture();
                    look(picture, 0, 0, SIDE, SIDE, 16);
                    look(picture, 0, 0, 1000, 800, 1);
                    look(picture, SIDE - 1000, SIDE - 800, 1000, 800, 1);
                    look(picture, 5000, 3000, 4000, 4000, 4);
                }
                if (session.openHandles() == 0) {
                    throw new IllegalStateException("the cache keeps one picture");
                }
            }
            System.out.println(mostResident());
        }

        private static void look(Picture picture, int x, int y, int width, int height, int step) {
            try (Picture part = picture.sampled(x, y, width, height, step)) {
                ByteBuffer rgb = ByteBuffer.allocateDirect(part.width() * part.height() * 3);
                part.toRgb24(rgb);
                for (int row = 0; row < part.height(); row++) {
                    for (int column = 0; column < part.width(); column++) {
                        for (int c = 0; c < 3; c++) {
                            int got = rgb.get((row * part.width() + column) * 3 + c) & 0xFF;
                            int wanted = value(x + column * step, y + row * step, c);
                            if (got != wanted) {
                                throw new IllegalStateException("at " + column + ", " + row + " of the part at " + x
                                        + ", " + y + ": " + got + " and not " + wanted);
                            }
                        }
                    }
                }
            }
        }

        /// Highest resident memory of this process in bytes; 0 where the system does not tell.
        private static long mostResident() throws IOException {
            Path status = Path.of("/proc/self/status");
            if (!Files.exists(status)) {
                return 0;
            }
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(kib -> Long.parseLong(kib) << 10)
                    .findFirst()
                    .orElse(0);
        }
    }
}
