package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import limner.media.frame.Picture;
import limner.media.source.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Flat pictures of known Y'CbCr (left half red-ish, right half green-ish), against the textbook formula of their
/// matrix and range: ITU-R BT.601, BT.709 and BT.2020, Kr and Kb as given there.
class ColourTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "bt601_limited.mkv,  0.299,  0.114,  8, false,  81,  90, 240, 145,  54,  34",
        "interlaced.mkv,     0.299,  0.114,  8, false,  81,  90, 240, 145,  54,  34",
        "odd_size.mkv,       0.299,  0.114,  8, false,  81,  90, 240, 145,  54,  34",
        "bt709_limited.mkv,  0.2126, 0.0722, 8, false,  63, 102, 240, 173,  42,  26",
        "bt709_full.mkv,     0.2126, 0.0722, 8, true,   54,  99, 255, 182,  30,  12",
        "bt2020_ten_bit.mkv, 0.2627, 0.0593, 10, false, 294, 392, 960, 658, 174, 120"
    })
    void coloursFollowTheMatrixAndRangeOfTheFile(
            String clip,
            double kr,
            double kb,
            int bits,
            boolean full,
            int leftY,
            int leftCb,
            int leftCr,
            int rightY,
            int rightCb,
            int rightCr) {
        int[] left = rgb(kr, kb, bits, full, leftY, leftCb, leftCr);
        int[] right = rgb(kr, kb, bits, full, rightY, rightCb, rightCr);
        try (FramesProtocol frames = open("colour/" + clip);
                Picture picture = Objects.requireNonNull(frames.picture(0))) {
            int w = picture.width();
            int h = picture.height();
            ByteBuffer bgra = ByteBuffer.allocateDirect(w * h * 4);
            picture.toBgra(bgra);
            ByteBuffer packed = ByteBuffer.allocateDirect(w * h * 3);
            picture.toRgb24(packed);
            for (int y : new int[] {0, h / 2, h - 1}) {
                for (int x : new int[] {0, 5, w - 6, w - 1}) {
                    int[] expected = x < w / 2 ? left : right;
                    int at = y * w + x;
                    String where = clip + " at " + x + "," + y;
                    for (int c = 0; c < 3; c++) {
                        assertEquals(expected[c], bgra.get(at * 4 + 2 - c) & 0xFF, 1, where + " screen " + c);
                        assertEquals(expected[c], packed.get(at * 3 + c) & 0xFF, 1, where + " exact " + c);
                    }
                    assertEquals(255, bgra.get(at * 4 + 3) & 0xFF, where);
                }
            }
        }
    }

    private static int[] rgb(double kr, double kb, int bits, boolean full, int luma, int blue, int red) {
        double scale = 1 << (bits - 8);
        double y = full ? luma / 255.0 : (luma / scale - 16) / 219;
        double cb = full ? (blue - 128) / 255.0 : (blue / scale - 128) / 224;
        double cr = full ? (red - 128) / 255.0 : (red / scale - 128) / 224;
        double r = y + 2 * (1 - kr) * cr;
        double b = y + 2 * (1 - kb) * cb;
        double g = (y - kr * r - kb * b) / (1 - kr - kb);
        return new int[] {level(r), level(g), level(b)};
    }

    private static int level(double value) {
        return (int) Math.round(Math.clamp(value, 0.0, 1.0) * 255);
    }

    /// Sizes and formats on which fast conversions are known to leave pixels out or to write beyond a row.
    @ParameterizedTest
    @ValueSource(strings = {"odd.webm", "interlaced.mpg", "ten_bit.mkv", "open_gop.mp4", "anim.gif", "still.png"})
    void everyPixelOfTheScreenIsWhatModelsAndFilesGet(String clip) {
        try (FramesProtocol frames = open(clip);
                Picture picture = Objects.requireNonNull(frames.picture(0))) {
            int pixels = picture.width() * picture.height();
            ByteBuffer bgra = ByteBuffer.allocateDirect(pixels * 4 + 64);
            ByteBuffer packed = ByteBuffer.allocateDirect(pixels * 3);
            picture.toBgra(bgra);
            picture.toRgb24(packed);
            for (int at = 0; at < pixels; at++) {
                assertEquals(255, bgra.get(at * 4 + 3) & 0xFF, clip + " pixel " + at);
                for (int c = 0; c < 3; c++) {
                    assertEquals(packed.get(at * 3 + c), bgra.get(at * 4 + 2 - c), clip + " pixel " + at);
                }
            }
            for (int i = pixels * 4; i < bgra.capacity(); i++) {
                assertEquals(0, bgra.get(i), "nothing is written behind the picture");
            }
        }
    }

    @Test
    void coloursAreMultipliedByAlphaForTheScreen() {
        try (FramesProtocol frames = open("colour/half_red.png");
                Picture picture = Objects.requireNonNull(frames.picture(0))) {
            ByteBuffer bgra = ByteBuffer.allocateDirect(picture.width() * picture.height() * 4 + 8);
            bgra.position(8);
            picture.toBgra(bgra);
            int alpha = bgra.get(8 + 3) & 0xFF;
            assertEquals(127, alpha, 1);
            assertEquals(alpha, bgra.get(8 + 2) & 0xFF, 2);
            assertEquals(0, bgra.get(8));
            assertEquals(8, bgra.position());
        }
    }

    @Test
    void aBufferThatIsTooSmallOrOnTheHeapIsRefused() {
        try (FramesProtocol frames = open("still.png");
                Picture picture = Objects.requireNonNull(frames.picture(0))) {
            int bytes = picture.width() * picture.height() * 4;
            assertThrows(IllegalArgumentException.class, () -> picture.toBgra(ByteBuffer.allocateDirect(bytes - 1)));
            assertThrows(IllegalArgumentException.class, () -> picture.toBgra(ByteBuffer.allocate(bytes)));
        }
    }

    private FramesProtocol open(String clip) {
        return FramesProtocol.open(
                Clips.clip(clip), SessionOptions.usual().withIndexFolder(folder), p -> {}, new Cancellation());
    }
}
