package limner.plugin.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import limner.plugin.onnx.Recipe.Activation;
import limner.plugin.onnx.Recipe.MaskHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskReaderTest {

    @Test
    void aFullGridFillsTheCropAndNothingElse() throws PluginException {
        MaskReader.Read read = reader(Activation.NONE, 1, 0)
                .read(FloatBuffer.wrap(new float[] {1, 1, 1, 1}), new Crop(1, 1, 2, 2), 4, 4)
                .orElseThrow();

        assertEquals(new SuggestedShape.Mask(4, 4, new int[] {5, 2, 2, 2, 5}), read.mask());
        assertEquals(1, read.confidence());
    }

    @Test
    void aCropOfTheWholePictureIsOneRun() throws PluginException {
        MaskReader.Read read = reader(Activation.NONE, 1, 0)
                .read(FloatBuffer.wrap(new float[] {1, 1, 1, 1}), Crop.whole(5, 3), 5, 3)
                .orElseThrow();

        assertEquals(new SuggestedShape.Mask(5, 3, new int[] {0, 15}), read.mask());
    }

    @Test
    void anEmptyGridIsNoMask() throws PluginException {
        assertTrue(reader(Activation.NONE, 1, 0)
                .read(FloatBuffer.wrap(new float[] {0, 0.4f, 0.3f, 0}), Crop.whole(5, 3), 5, 3)
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20260101})
    void runsAreThoseOfAPixelByPixelReading(long seed) throws PluginException {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int width = 1 + random.nextInt(30);
            int height = 1 + random.nextInt(30);
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            Crop crop = new Crop(x, y, 1 + random.nextInt(width - x), 1 + random.nextInt(height - y));
            int gridWidth = 1 + random.nextInt(6);
            int gridHeight = 1 + random.nextInt(6);
            float[] grid = new float[gridWidth * gridHeight];
            for (int i = 0; i < grid.length; i++) {
                grid[i] = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextFloat();
            }
            MaskHead head = new MaskHead("mask", Activation.NONE, 0, 0.5, List.of("Person"), 0);

            int[] runs = new MaskReader("test", head, 1, gridWidth, gridHeight)
                    .read(FloatBuffer.wrap(grid), crop, width, height)
                    .map(r -> r.mask().runs())
                    .orElse(new int[] {width * height});

            assertArrayEquals(
                    slowRuns(grid, gridWidth, gridHeight, crop, width, height),
                    runs,
                    "seed " + seed + ", round " + round);
        }
    }

    @Test
    void logitsAndClassesBecomeProbabilities() throws PluginException {
        FloatBuffer logits = FloatBuffer.wrap(new float[] {2, 2, 2, 2});
        FloatBuffer twoChannels = FloatBuffer.wrap(new float[] {0, 0, 0, 0, 2, 2, 2, 2});
        double expected = 1 / (1 + Math.exp(-2));

        assertEquals(
                expected,
                reader(Activation.SIGMOID, 1, 0)
                        .read(logits, Crop.whole(2, 2), 2, 2)
                        .orElseThrow()
                        .confidence(),
                1e-6);
        assertEquals(
                expected,
                reader(Activation.SOFTMAX, 2, 1)
                        .read(twoChannels, Crop.whole(2, 2), 2, 2)
                        .orElseThrow()
                        .confidence(),
                1e-6);
    }

    @Test
    void valuesThatAreNoProbabilitiesPointAtTheRecipe() {
        for (float wrong : new float[] {3, -1, Float.NaN}) {
            PluginException refused = assertThrows(
                    PluginException.class,
                    () -> reader(Activation.NONE, 1, 0)
                            .read(FloatBuffer.wrap(new float[] {0, 0, 0, wrong}), Crop.whole(2, 2), 2, 2));

            assertTrue(refused.sentence().contains("recipe"), refused.sentence());
        }
    }

    @Test
    void aCropGrowsByItsMarginAndStaysInThePicture() {
        Detection box = new Detection(0, 1, 40, 10, 80, 50);

        assertEquals(new Crop(35, 5, 50, 50), Crop.around(box, 0.25, 200, 100));
        assertEquals(new Crop(35, 5, 47, 40), Crop.around(box, 0.25, 82, 45));
        assertEquals(new Crop(9, 9, 1, 1), Crop.around(new Detection(0, 1, 9.5, 9.5, 10, 10), 0, 10, 10));
    }

    private static MaskReader reader(Activation activation, int channels, int channel) {
        return new MaskReader(
                "test", new MaskHead("mask", activation, channel, 0.5, List.of("Person"), 0), channels, 2, 2);
    }

    private static int[] slowRuns(float[] grid, int gridWidth, int gridHeight, Crop crop, int width, int height) {
        List<Integer> runs = new ArrayList<>();
        boolean inside = false;
        int length = 0;
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                boolean hit = false;
                if (x >= crop.x() && x < crop.x() + crop.width() && y >= crop.y() && y < crop.y() + crop.height()) {
                    double u = place(x - crop.x(), crop.width(), gridWidth);
                    double v = place(y - crop.y(), crop.height(), gridHeight);
                    hit = at(grid, gridWidth, gridHeight, u, v) >= 0.5;
                }
                if (hit != inside) {
                    runs.add(length);
                    length = 0;
                    inside = hit;
                }
                length++;
            }
        }
        runs.add(length);
        return runs.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double place(int pixel, int size, int cells) {
        return Math.clamp((pixel + 0.5) * cells / size - 0.5, 0, cells - 1);
    }

    private static double at(float[] grid, int width, int height, double u, double v) {
        int x = (int) u;
        int y = (int) v;
        int right = Math.min(x + 1, width - 1);
        int below = Math.min(y + 1, height - 1);
        double a = grid[y * width + x] * (1 - (u - x)) + grid[y * width + right] * (u - x);
        double b = grid[below * width + x] * (1 - (u - x)) + grid[below * width + right] * (u - x);
        return a * (1 - (v - y)) + b * (v - y);
    }
}
