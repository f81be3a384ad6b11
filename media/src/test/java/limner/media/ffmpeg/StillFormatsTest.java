package limner.media.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import limner.media.frame.Orientation;
import limner.media.frame.Picture;
import limner.media.source.MediaException;
import limner.media.still.Stills;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Picture files against the values that another program wrote into them.
class StillFormatsTest {
    @TempDir
    Path folder;

    private Path scratch() {
        return folder.resolve("pixels");
    }

    @TestFactory
    Stream<DynamicTest> everyFormatGivesTheValuesThatWereWritten() {
        JsonNode truth = JsonMapper.builder().build().readTree(Stills.file("truth.json"));
        return truth.propertyStream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    try (FfmpegStills stills = new FfmpegStills(scratch());
                            Picture picture = stills.read(Stills.file(e.getKey()))) {
                        JsonNode t = e.getValue();
                        assertEquals(t.get("format").stringValue(), picture.pixelFormat());
                        assertEquals(t.get("width").intValue(), picture.width());
                        assertEquals(t.get("height").intValue(), picture.height());
                        assertEquals(t.get("md5").stringValue(), picture.planeMd5());
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp", "tif"})
    void allEightOrientationsStandUpright(String ending) throws IOException {
        byte[] wanted = turned(Stills.file("turned_1.png"));
        int seen = 0;
        for (int o = 1; o <= 8; o++) {
            Path file = Stills.file("turned_" + o + "." + ending);
            if (Files.exists(file)) {
                seen++;
                byte[] got = turned(file);
                for (int i = 0; i < wanted.length; i++) {
                    int difference = Math.abs((got[i] & 0xFF) - (wanted[i] & 0xFF));
                    assertTrue(difference <= (ending.equals("jpg") ? 6 : 0), file + " byte " + i + ": " + difference);
                }
                try (FfmpegStills stills = new FfmpegStills(scratch());
                        Picture picture = stills.read(file)) {
                    assertEquals(Orientation.ofExif(o), picture.orientation());
                }
            }
        }
        assertTrue(seen >= 2, "there are such files");
    }

    /// The colours of the upright picture.
    private byte[] turned(Path file) {
        try (FfmpegStills stills = new FfmpegStills(scratch());
                Picture picture = stills.read(file)) {
            int w = picture.width();
            int h = picture.height();
            ByteBuffer coded = ByteBuffer.allocateDirect(w * h * 3);
            picture.toRgb24(coded);
            ByteBuffer upright = ByteBuffer.allocate(w * h * 3);
            turn(picture.orientation(), coded, upright, w, h, 3);
            assertEquals(80, picture.orientation().width(w, h));
            assertEquals(48, picture.orientation().height(w, h));
            return upright.array();
        }
    }

    @Test
    void aNameThatPromisesAnotherFormatDoesNotMatter() throws IOException {
        Path png = Files.copy(Stills.file("rgb.png"), folder.resolve("really.jpg"));
        try (FfmpegStills stills = new FfmpegStills(scratch());
                Picture picture = stills.read(png)) {
            assertEquals("rgb24", picture.pixelFormat());
        }
    }

    /// A picture whose end is missing is refused in every format, wherever it is cut.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.png",
                "gray16.png",
                "turned_1.jpg",
                "turned_5.webp",
                "rgb.bmp",
                "rgb_lzw.tif",
                "gray16.tif",
                "rgb.ppm",
                "tiles.tif",
                "tiles_deflate.tif",
                "float32.tif",
                "float32_lzw.tif",
                "bigtiff.tif"
            })
    void aFileThatIsCutShortIsRefusedAndNamed(String name) throws IOException {
        byte[] whole = Files.readAllBytes(Stills.file(name));
        List<String> taken = new ArrayList<>();
        try (FfmpegStills stills = new FfmpegStills(scratch())) {
            for (int percent : new int[] {2, 20, 50, 75, 90}) {
                Path file = folder.resolve(percent + name);
                Files.write(file, Arrays.copyOf(whole, whole.length * percent / 100));
                try (Picture picture = stills.read(file)) {
                    taken.add(percent + " %");
                } catch (MediaException e) {
                    assertTrue(String.valueOf(e.getMessage()).startsWith(file.toString()), e.getMessage());
                }
            }
            assertEquals(0, stills.openHandles(), "nothing is left open");
        }
        assertEquals(List.of(), taken, name + " was taken although it was cut");
    }

    /// Bytes turned over at random: a picture or a refusal, never anything else.
    @Test
    void damagedTiffsAreReadOrRefused() throws IOException {
        long seed = 41;
        Random random = new Random(seed);
        try (FfmpegStills stills = new FfmpegStills(scratch())) {
            for (String name :
                    List.of("tiles.tif", "tiles_deflate.tif", "float32_lzw.tif", "bigtiff.tif", "int16.tif")) {
                byte[] whole = Files.readAllBytes(Stills.file(name));
                for (int i = 0; i < 60; i++) {
                    byte[] damaged = whole.clone();
                    for (int k = 0; k <= random.nextInt(6); k++) {
                        int at = random.nextBoolean()
                                ? random.nextInt(Math.min(300, damaged.length))
                                : random.nextInt(damaged.length);
                        damaged[at] = (byte) random.nextInt();
                    }
                    Path file = folder.resolve("damaged.tif");
                    Files.write(file, damaged);
                    try (Picture picture = stills.read(file)) {
                        assertTrue(picture.width() > 0);
                    } catch (MediaException e) {
                        assertTrue(String.valueOf(e.getMessage()).contains("damaged.tif"), "seed " + seed);
                    }
                }
            }
        }
    }

    /// Values of a part, one by one, in formats of one and several planes, coarser chroma, palettes and floating point.
    @ParameterizedTest
    @ValueSource(
            strings = {"rgb.png", "gray16.png", "rgb16.png", "float32.tif", "turned_1.jpg", "turned_5.webp", "rgb.bmp"})
    void aPartInStepsHasTheStoredValues(String name) {
        try (FfmpegStills stills = new FfmpegStills(scratch());
                Picture whole = stills.read(Stills.file(name));
                Picture part = whole.sampled(4, 6, 17, 11, 3)) {
            assertEquals(6, part.width());
            assertEquals(4, part.height());
            assertEquals(whole.pixelFormat(), part.pixelFormat());
            assertEquals(whole.orientation(), part.orientation());
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 6; x++) {
                    double[] wanted = whole.valuesAt(4 + 3 * x, 6 + 3 * y);
                    assertArrayEquals(wanted, part.valuesAt(x, y), x + ", " + y);
                }
            }
            assertThrows(
                    IllegalArgumentException.class,
                    () -> whole.sampled(0, 0, whole.width() + 1, 1, 1).close());
        }
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("note.png"), "this is not a picture");
        Path empty = Files.createFile(folder.resolve("empty.png"));
        try (FfmpegStills stills = new FfmpegStills(scratch())) {
            assertThrows(
                    MediaException.BadPicture.class, () -> stills.read(text).close());
            assertThrows(MediaException.Empty.class, () -> stills.read(empty).close());
            assertThrows(
                    MediaException.Missing.class,
                    () -> stills.read(folder.resolve("gone.png")).close());
        }
    }

    /// Turns packed pixels as the orientation says in words.
    private static void turn(
            Orientation how, ByteBuffer from, ByteBuffer to, int codedWidth, int codedHeight, int bytesPerPixel) {
        int width = how.width(codedWidth, codedHeight);
        int right = codedWidth - 1;
        int bottom = codedHeight - 1;
        byte[] row = new byte[codedWidth * bytesPerPixel];
        for (int y = 0; y < codedHeight; y++) {
            from.get(y * row.length, row);
            for (int x = 0; x < codedWidth; x++) {
                int target = switch (how) {
                    case UPRIGHT -> y * width + x;
                    case MIRRORED -> y * width + (right - x);
                    case HALF_TURN -> (bottom - y) * width + (right - x);
                    case FLIPPED -> (bottom - y) * width + x;
                    case TRANSPOSED -> x * width + y;
                    case CLOCKWISE_90 -> x * width + (bottom - y);
                    case TRANSVERSED -> (right - x) * width + (bottom - y);
                    case CLOCKWISE_270 -> (right - x) * width + y;
                };
                to.put(target * bytesPerPixel, row, x * bytesPerPixel, bytesPerPixel);
            }
        }
    }
}
