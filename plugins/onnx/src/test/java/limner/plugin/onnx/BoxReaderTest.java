package limner.plugin.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import limner.plugin.api.PluginException;
import limner.plugin.onnx.Recipe.Activation;
import limner.plugin.onnx.Recipe.BoxHead;
import limner.plugin.onnx.Recipe.Channels;
import limner.plugin.onnx.Recipe.Corners;
import limner.plugin.onnx.Recipe.Input;
import limner.plugin.onnx.Recipe.Layout;
import limner.plugin.onnx.Recipe.Normal;
import limner.plugin.onnx.Recipe.Unit;
import org.junit.jupiter.api.Test;

class BoxReaderTest {

    private static final Input INPUT =
            new Input("image", Layout.NCHW, 100, 50, Channels.RGB, Collections.nCopies(3, new Normal(0, 1)));

    @Test
    void everyWayToWriteABoxGivesTheSameBox() throws PluginException {
        List<Detection> expected = List.of(new Detection(1, 0.75, 50, 40, 150, 80));

        assertEquals(expected, read(Corners.X1_Y1_X2_Y2, Unit.FRACTION, 0.25f, 0.4f, 0.75f, 0.8f));
        assertEquals(expected, read(Corners.Y1_X1_Y2_X2, Unit.INPUT_PIXELS, 20, 25, 40, 75));
        assertEquals(expected, read(Corners.CX_CY_W_H, Unit.INPUT_PIXELS, 50, 30, 50, 20));
    }

    @Test
    void boxesAreClippedAndThoseOutsideOrWithoutAreaLeftOut() throws PluginException {
        assertEquals(
                List.of(new Detection(1, 0.75, 0, 0, 200, 100)),
                read(Corners.X1_Y1_X2_Y2, Unit.FRACTION, -1, -1, 2, 2));
        assertTrue(read(Corners.X1_Y1_X2_Y2, Unit.FRACTION, 1.1f, 0, 1.5f, 1).isEmpty());
        assertTrue(read(Corners.X1_Y1_X2_Y2, Unit.FRACTION, 0.5f, 0, 0.5f, 1).isEmpty());
        assertTrue(
                read(Corners.X1_Y1_X2_Y2, Unit.FRACTION, Float.NaN, 0, 0.5f, 1).isEmpty());
    }

    @Test
    void theBackgroundIsNoClassAndIsNotCounted() throws PluginException {
        BoxHead head = new BoxHead("b", "s", Corners.X1_Y1_X2_Y2, Unit.FRACTION, Activation.NONE, 0);

        List<Detection> found = new BoxReader("test", head, INPUT, 3)
                .read(box(0, 0, 1, 1), FloatBuffer.wrap(new float[] {0.9f, 0.75f, 0.5f}), 0.4, 10, 10);

        assertEquals(List.of(new Detection(0, 0.75, 0, 0, 10, 10), new Detection(1, 0.5, 0, 0, 10, 10)), found);
    }

    @Test
    void logitsBecomeScores() throws PluginException {
        assertEquals(1 / (1 + Math.exp(-1)), score(Activation.SIGMOID, 0, 1), 1e-6);
        assertEquals(1 / (1 + Math.exp(-1)), score(Activation.SOFTMAX, 1, 2), 1e-6);
    }

    @Test
    void scoresThatAreNoProbabilitiesPointAtTheRecipe() {
        for (float wrong : new float[] {4, -0.5f, Float.NaN}) {
            PluginException refused = assertThrows(PluginException.class, () -> score(Activation.NONE, 0, wrong));

            assertTrue(refused.sentence().contains("recipe"), refused.sentence());
        }
    }

    private static double score(Activation activation, float first, float second) throws PluginException {
        BoxHead head = new BoxHead("b", "s", Corners.X1_Y1_X2_Y2, Unit.FRACTION, activation, -1);
        return new BoxReader("test", head, INPUT, 2)
                .read(box(0, 0, 1, 1), FloatBuffer.wrap(new float[] {first, second}), 0.6, 10, 10)
                .getFirst()
                .score();
    }

    private static List<Detection> read(Corners corners, Unit unit, float a, float b, float c, float d)
            throws PluginException {
        BoxHead head = new BoxHead("b", "s", corners, unit, Activation.NONE, -1);
        return new BoxReader("test", head, INPUT, 2)
                .read(box(a, b, c, d), FloatBuffer.wrap(new float[] {0.1f, 0.75f}), 0.4, 200, 100).stream()
                        .map(BoxReaderTest::rounded)
                        .toList();
    }

    /// Fractions such as 0.4 are not exact in 32 bits.
    private static Detection rounded(Detection d) {
        return new Detection(
                d.classIndex(),
                d.score(),
                Math.rint(d.left() * 1e4) / 1e4,
                Math.rint(d.top() * 1e4) / 1e4,
                Math.rint(d.right() * 1e4) / 1e4,
                Math.rint(d.bottom() * 1e4) / 1e4);
    }

    private static FloatBuffer box(float a, float b, float c, float d) {
        return FloatBuffer.wrap(new float[] {a, b, c, d});
    }
}
