package limner.media.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import limner.media.frame.Picture;
import limner.media.source.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TIFF files made tag by tag: what is stated in them is what is read, or they are refused in words.
class TiffTest {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final int COMPRESSION = 259;
    private static final int FILL_ORDER = 266;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTES = 279;
    private static final int RESOLUTION_UNIT = 296;
    private static final int PREDICTOR = 317;
    private static final int COLOURS = 320;
    private static final int SAMPLE_FORMAT = 339;
    private static final int JPEG_TABLES = 347;
    private static final int PRIVATE = 65000;

    @TempDir
    Path folder;

    private Path file(MadeTiff tiff) throws IOException {
        return Files.write(folder.resolve("made.tif"), tiff.bytes());
    }

    /// The stored values, pixel after pixel.
    private double[] values(MadeTiff tiff) throws IOException {
        try (FfmpegStills stills = new FfmpegStills(folder.resolve("pixels"));
                Picture picture = stills.read(file(tiff))) {
            return IntStream.range(0, picture.width() * picture.height())
                    .mapToObj(i -> picture.valuesAt(i % picture.width(), i / picture.width()))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
    }

    private byte[] rgb(MadeTiff tiff) throws IOException {
        try (FfmpegStills stills = new FfmpegStills(folder.resolve("pixels"));
                Picture picture = stills.read(file(tiff))) {
            ByteBuffer target = ByteBuffer.allocateDirect(picture.width() * picture.height() * 3);
            picture.toRgb24(target);
            byte[] bytes = new byte[target.capacity()];
            target.get(0, bytes);
            return bytes;
        }
    }

    private String refusal(MadeTiff tiff) throws IOException {
        Path file = file(tiff);
        try (FfmpegStills stills = new FfmpegStills(folder.resolve("pixels"))) {
            return String.valueOf(assertThrows(
                            MediaException.BadPicture.class,
                            () -> stills.read(file).close())
                    .getMessage());
        }
    }

    /// Nearly every program states the unit of the resolution, and many have tags of their own.
    private static MadeTiff annotated(MadeTiff tiff) {
        return tiff.shorts(RESOLUTION_UNIT, 2).shorts(PRIVATE, 1, 2, 3);
    }

    private static MadeTiff palette() {
        long[] colours = new long[3 * 256];
        Arrays.setAll(colours, i -> (i * 7L & 0xFF) * 257);
        return new MadeTiff(LITTLE, 3, 2, 3, 1, 8)
                .shorts(COLOURS, colours)
                .content(new byte[] {0, 1, 2, 100, (byte) 200, (byte) 255});
    }

    @Test
    void tagsThatDoNotMatterDoNotKeepAPaletteFromBeingRead() throws IOException {
        byte[] plain = rgb(palette());
        assertEquals((byte) 7, plain[3]);
        assertEquals((byte) (257 * 7), plain[4]);
        assertEquals((byte) (513 * 7), plain[5]);
        assertArrayEquals(plain, rgb(annotated(palette())));
    }

    @Test
    void tagsThatDoNotMatterDoNotKeepBlackAndWhiteFromBeingRead() throws IOException {
        byte[] row = {(byte) 0b1010_0000, (byte) 0b0110_0000};
        assertArrayEquals(
                new double[] {1, 0, 1, 0, 1, 1}, values(annotated(new MadeTiff(LITTLE, 3, 2, 1, 1, 1).content(row))));
    }

    @Test
    void tagsThatDoNotMatterDoNotKeepGrayWithAlphaFromBeingRead() throws IOException {
        assertArrayEquals(
                new double[] {1, 2, 3, 4},
                values(annotated(new MadeTiff(LITTLE, 2, 1, 1, 2, 8).content(new byte[] {1, 2, 3, 4}))));
    }

    @Test
    void tagsThatDoNotMatterDoNotKeepTheOtherOrderOfBytesFromBeingRead() throws IOException {
        assertArrayEquals(
                new double[] {1, 258, 65535, 40000},
                values(annotated(new MadeTiff(BIG, 2, 2, 1, 1, 16).words(1, 258, 65535, 40000))));
    }

    @Test
    void aPaletteThatIsCutShortIsStillRefused() throws IOException {
        MadeTiff cut = annotated(palette()).longs(STRIP_OFFSETS, 1 << 20);
        assertTrue(refusal(cut).contains("made.tif"));
    }

    @Test
    void whereWhiteIsZeroItIsTurnedRoundInBothOrdersOfBytes() throws IOException {
        for (ByteOrder order : new ByteOrder[] {LITTLE, BIG}) {
            assertArrayEquals(
                    new double[] {65535, 65277, 0, 25535},
                    values(new MadeTiff(order, 2, 2, 0, 1, 16).words(0, 258, 65535, 40000)),
                    order.toString());
        }
    }

    @Test
    void whereWhiteIsZeroInTwelveBitsItIsRefused() throws IOException {
        assertTrue(refusal(new MadeTiff(LITTLE, 2, 1, 0, 1, 12).content(new byte[] {0x12, 0x34, 0x56}))
                .contains("12 bits"));
    }

    /// FFmpeg makes something of it that is no such picture, and does not complain.
    @Test
    void jpegInsideIsRefused() throws IOException {
        MadeTiff tiff = new MadeTiff(LITTLE, 8, 8, 1, 1, 8)
                .shorts(COMPRESSION, 7)
                .without(JPEG_TABLES)
                .content(new byte[64]);
        assertTrue(refusal(tiff).contains("compression 7"));
    }

    @Test
    void dataOfUndefinedFormatIsTakenAsUnsigned() throws IOException {
        assertArrayEquals(
                new double[] {1, 65535},
                values(new MadeTiff(LITTLE, 2, 1, 1, 1, 16)
                        .shorts(SAMPLE_FORMAT, 4)
                        .words(1, 65535)));
    }

    @Test
    void bitsInTheOtherOrderAreTurnedRound() throws IOException {
        MadeTiff tiff = new MadeTiff(LITTLE, 3, 1, 1, 1, 8).shorts(FILL_ORDER, 2);
        assertArrayEquals(new double[] {128, 3, 255}, values(tiff.content(new byte[] {1, (byte) 0xC0, -1})));
    }

    /// Differences of floating point taken as whole numbers, as GDAL writes them on request.
    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void differencesOfFloatingPointAreSummedAsTheyWereTaken(int each) throws IOException {
        double[] wanted = {0.5, -3.25, 1e6, 0};
        ByteBuffer bytes = ByteBuffer.allocate(4 * each).order(BIG);
        long before = 0;
        for (double value : wanted) {
            long now = each == 4 ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value);
            if (each == 4) {
                bytes.putInt((int) (now - before));
            } else {
                bytes.putLong(now - before);
            }
            before = now;
        }
        MadeTiff tiff = new MadeTiff(BIG, 4, 1, 1, 1, each * 8)
                .shorts(SAMPLE_FORMAT, 3)
                .shorts(PREDICTOR, 2)
                .shorts(COMPRESSION, 8)
                .content(deflated(bytes.array()));
        assertArrayEquals(wanted, values(tiff));
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void contentThatIsNotWhatItsChecksumSaysIsRefused() throws IOException {
        byte[] packed = deflated(new byte[] {1, 2, 3, 4});
        packed[packed.length - 1]++;
        MadeTiff tiff = new MadeTiff(LITTLE, 4, 1, 1, 1, 8).shorts(COMPRESSION, 8);
        assertTrue(refusal(tiff.content(packed)).contains("damaged"));
    }

    /// 60 KB of file that would be unpacked to 64 MB a thousand times.
    @Test
    void manyTilesOfTheSameFewBytesAreRefused() throws IOException {
        byte[] packed = deflated(new byte[1 << 22]);
        long[] places = new long[2048];
        long[] lengths = new long[2048];
        Arrays.fill(places, 8);
        Arrays.fill(lengths, packed.length);
        MadeTiff tiff = new MadeTiff(LITTLE, 1, 2048, 1, 1, 8)
                .shorts(COMPRESSION, 8)
                .longs(322, 1 << 22)
                .longs(323, 1)
                .longs(324, places)
                .longs(325, lengths)
                .content(packed);
        assertTrue(refusal(tiff).contains("too many or too large"));
    }

    @Test
    void aPictureOfMoreThanTwoGigabytesIsRefusedBeforeMemoryIsTaken() throws IOException {
        int side = 1 << 14;
        long[] lengths = {4L * 4 * side * side};
        MadeTiff tiff = new MadeTiff(LITTLE, side, side, 2, 4, 32)
                .shorts(SAMPLE_FORMAT, 3)
                .longs(STRIP_BYTES, lengths)
                .content(new byte[64]);
        assertTrue(refusal(tiff).contains("2 GB"));
    }
}
