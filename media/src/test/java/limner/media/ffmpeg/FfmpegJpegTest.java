package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_force_cpu_flags;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import limner.media.proxy.ScreenPixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FfmpegJpegTest {
    /// Places in a table of T.81 as they are stored, and what quality 95 makes of 11, 12, 10, 99 and of the last ones.
    private static final int[] PLACES = {1, 2, 5, 62, 63};

    /// Waves of every colour, as photographs have them.
    private static ScreenPixels waves(int width, int height) {
        ByteBuffer bgra = ByteBuffer.allocateDirect(width * height * 4);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                bgra.put((byte) (128 + 100 * Math.sin(x / 17.0)))
                        .put((byte) (128 + 100 * Math.sin(y / 13.0)))
                        .put((byte) (128 + 100 * Math.sin((x + y) / 23.0)))
                        .put((byte) 255);
            }
        }
        return new ScreenPixels(width, height, bgra.clear());
    }

    private static double distance(ScreenPixels a, ScreenPixels b) {
        long sum = 0;
        int bytes = a.width() * a.height() * 4;
        for (int i = 0; i < bytes; i++) {
            int d = (a.bgra().get(i) & 0xFF) - (b.bgra().get(i) & 0xFF);
            sum += (long) d * d;
        }
        return Math.sqrt((double) sum / bytes);
    }

    @ParameterizedTest
    @CsvSource({"640, 360", "321, 181", "17, 9", "1, 1", "16, 400"})
    void whatComesBackLooksAsWhatWentIn(int width, int height) throws IOException {
        try (FfmpegJpeg jpeg = new FfmpegJpeg()) {
            ScreenPixels pixels = waves(width, height);
            ScreenPixels back = jpeg.decode(jpeg.encode(pixels, width, height), width, height);
            assertEquals(width, back.width());
            assertEquals(height, back.height());
            double distance = distance(pixels, back);
            assertTrue(distance < 4, "root mean square of the difference: " + distance);
            assertEquals(0, jpeg.openHandles() - 1, 1, "nothing but conversions that wait for their next use");
        }
    }

    @Test
    void itsTablesAreThoseOfQuality95() {
        try (FfmpegJpeg jpeg = new FfmpegJpeg()) {
            byte[] file = jpeg.encode(waves(64, 64), 64, 64);
            int at = 0;
            int tables = 0;
            int[][] found = new int[2][];
            while (at < file.length - 1 && tables < 2) {
                if ((file[at] & 0xFF) == 0xFF && (file[at + 1] & 0xFF) == 0xDB) {
                    int end = at + 2 + ((file[at + 2] & 0xFF) << 8 | file[at + 3] & 0xFF);
                    for (int p = at + 4; p + 65 <= end; p += 65) {
                        int from = p + 1;
                        found[file[p] & 1] = Arrays.stream(PLACES)
                                .map(i -> file[from + i] & 0xFF)
                                .toArray();
                        tables++;
                    }
                    at = end;
                } else {
                    at++;
                }
            }
            assertEquals("[1, 1, 1, 10, 10]", Arrays.toString(found[0]));
            assertEquals("[2, 2, 2, 10, 10]", Arrays.toString(found[1]));
        }
    }

    /// As releases have it: whoever makes one anywhere gets these bytes.
    @Test
    void aFileForOthersIsTheSameWhateverTheProcessorCanDoAndHoldsNothingButThePicture() throws IOException {
        int width = 333;
        int height = 214;
        ByteBuffer rgb = ByteBuffer.allocate(width * height * 3);
        for (int i = 0; i < rgb.capacity(); i++) {
            rgb.put(i, (byte) (128 + 100 * Math.sin(i % 3 + i / 3 % width / 17.0 + i / (3 * width) / 9.0)));
        }
        try (FfmpegJpeg jpeg = new FfmpegJpeg()) {
            byte[] file = jpeg.file(rgb, width, height, 50);
            byte[] plain;
            av_force_cpu_flags(0);
            try {
                plain = jpeg.file(rgb, width, height, 50);
            } finally {
                av_force_cpu_flags(-1);
            }
            assertArrayEquals(file, plain);
            // Markers before the picture's own data: no application's but JFIF's, no comment.
            for (int at = 2; (file[at + 1] & 0xFF) != 0xDA; ) {
                int marker = file[at + 1] & 0xFF;
                assertTrue(marker == 0xE0 || marker < 0xE0, "marker " + Integer.toHexString(marker));
                if (marker == 0xDB) {
                    assertEquals(11, file[at + 6], "the table of quality 50 is that of the standard");
                }
                at += 2 + ((file[at + 2] & 0xFF) << 8 | file[at + 3] & 0xFF);
            }
            ScreenPixels back = jpeg.decode(jpeg.file(rgb, width, height, 95), width, height);
            long sum = 0;
            for (int i = 0; i < width * height; i++) {
                int d = (back.bgra().get(4 * i + 1) & 0xFF) - (rgb.get(3 * i + 1) & 0xFF);
                sum += (long) d * d;
            }
            double distance = Math.sqrt((double) sum / (width * height));
            assertTrue(distance < 3, "root mean square of the difference: " + distance);
            assertTrue(file.length < jpeg.file(rgb, width, height, 95).length);
            assertThrows(IllegalArgumentException.class, () -> jpeg.file(rgb, width, height, 0));
            assertThrows(IllegalArgumentException.class, () -> jpeg.file(rgb, width, height + 1, 50));
        }
    }

    @Test
    void smallerOnesAreMadeByTakingMeans() throws IOException {
        ByteBuffer bgra = ByteBuffer.allocateDirect(400 * 200 * 4);
        for (int i = 0; i < 400 * 200; i++) {
            bgra.putInt(i % 400 % 4 < 2 ? 0xFFFFFFFF : 0x000000FF);
        }
        try (FfmpegJpeg jpeg = new FfmpegJpeg()) {
            ScreenPixels small = jpeg.decode(jpeg.encode(new ScreenPixels(400, 200, bgra.clear()), 100, 50), 100, 50);
            for (int i = 0; i < 100 * 50; i++) {
                assertEquals(128, small.bgra().get(i * 4 + 1) & 0xFF, 3, "pixel " + i);
            }
        }
    }

    @Test
    void whatIsNoPictureIsRefused() {
        try (FfmpegJpeg jpeg = new FfmpegJpeg()) {
            assertThrows(IOException.class, () -> jpeg.decode(new byte[100], 320, 240));
            byte[] half = jpeg.encode(waves(320, 240), 320, 240);
            assertThrows(IOException.class, () -> jpeg.decode(Arrays.copyOf(half, half.length / 2), 320, 240));
        }
    }

    @Test
    void aPictureOfAnotherSizeThanWasStatedIsRefused() {
        try (FfmpegJpeg jpeg = new FfmpegJpeg()) {
            byte[] large = jpeg.encode(waves(320, 240), 320, 240);
            assertThrows(IOException.class, () -> jpeg.decode(large, 319, 240));
            assertThrows(IOException.class, () -> jpeg.decode(large, 32, 24));
        }
    }
}
