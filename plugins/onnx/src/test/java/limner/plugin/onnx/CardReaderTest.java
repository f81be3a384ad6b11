package limner.plugin.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardReaderTest {

    private static final String CARD = """
            {"card": 1, "name": "signs", "version": "3", "task": "detect", "classes": ["Stop", "Yield"],
             "default_score": 0.3,
             "recipe": {
               "input": {"name": "x", "layout": "nhwc", "width": 640, "height": 320, "channels": "bgr",
                         "mean": [1, 2, 3], "deviation": [4, 5, 6]},
               "head": {"kind": "boxes", "boxes": "b", "scores": "s", "corners": "cx_cy_w_h",
                        "unit": "input_pixels", "activation": "softmax", "background": 0}}}
            """;

    private final CardReader reader = new CardReader();

    @Test
    void aCardIsReadFieldByField() throws PluginException {
        assertEquals(
                new ModelCard(
                        "signs",
                        "3",
                        "detect",
                        0,
                        "",
                        List.of("Stop", "Yield"),
                        0.3,
                        new Recipe(
                                new Input(
                                        "x",
                                        Layout.NHWC,
                                        640,
                                        320,
                                        Channels.BGR,
                                        List.of(new Normal(1, 4), new Normal(2, 5), new Normal(3, 6))),
                                new BoxHead("b", "s", Corners.CX_CY_W_H, Unit.INPUT_PIXELS, Activation.SOFTMAX, 0)),
                        CARD),
                reader.read("signs.json", CARD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"card\": 1 | \"card\": 2 | version 2",
                "\"name\": \"signs\" | \"nom\": \"signs\" | \"name\" should be a text",
                "[\"Stop\", \"Yield\"] | [] | at least one class",
                "[\"Stop\", \"Yield\"] | [1] | \"classes\" should be a list of texts",
                "\"width\": 640 | \"width\": 6.5 | \"recipe.input.width\" should be a whole number",
                "\"width\": 640 | \"width\": 0 | 1 to 8192 pixels",
                "\"nhwc\" | \"hwc\" | one of nchw, nhwc, not \"hwc\"",
                "[1, 2, 3] | [1, 2] | \"recipe.input.mean\" should be a list of three numbers",
                "[4, 5, 6] | [4, 0, 6] | cannot be normalised",
                "\"boxes\", \"boxes\" | \"yolo\", \"boxes\" | \"recipe.head.kind\" should be boxes or mask",
                "\"head\" | \"heads\" | no object \"recipe.head\"",
            })
    void whatIsWrongIsSaidWithTheCardsName(String right, String wrong, String said) {
        String card = CARD.replace(right, wrong);

        PluginException refused = assertThrows(PluginException.class, () -> reader.read("signs.json", card));

        assertTrue(!card.equals(CARD) && refused.sentence().contains("signs.json"), refused.sentence());
        assertTrue(refused.sentence().contains(said), refused.sentence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"no JSON at all", "[]", "{", "null"})
    void whatIsNoCardIsRefused(String text) {
        PluginException refused = assertThrows(PluginException.class, () -> reader.read("x.json", text));

        assertTrue(refused.sentence().contains("x.json"), refused.sentence());
    }

    @Test
    void metadataBecomesACard() throws PluginException {
        String json = new MetadataReader()
                .card(
                        "signs.onnx",
                        Map.of(
                                "task", "detect",
                                "names", "[\"Stop\", \"Yield\"]",
                                "input", "x: float32 [1,320,640,3], BGR, value/127.5-1, stretched",
                                "output", "b [1,9,4] y1,x1,y2,x2 in pixels; s [1,9,2] logits"))
                .orElseThrow();

        ModelCard card = reader.read("metadata", json);

        assertEquals(List.of("Stop", "Yield"), card.classes());
        assertEquals(
                new Recipe(
                        new Input(
                                "x",
                                Layout.NHWC,
                                640,
                                320,
                                Channels.BGR,
                                List.of(new Normal(127.5, 127.5), new Normal(127.5, 127.5), new Normal(127.5, 127.5))),
                        new BoxHead("b", "s", Corners.Y1_X1_Y2_X2, Unit.INPUT_PIXELS, Activation.SIGMOID, -1)),
                card.recipe());
    }

    @Test
    void metadataThatSaysNothingOrNonsenseIsNoCard() throws PluginException {
        assertTrue(new MetadataReader().card("a.onnx", Map.of("task", "detect")).isEmpty());
        PluginException refused = assertThrows(
                PluginException.class,
                () -> new MetadataReader()
                        .card(
                                "a.onnx",
                                Map.of("task", "detect", "names", "[]", "input", "a picture", "output", "boxes")));

        assertEquals(
                "The metadata of a.onnx cannot be understood: input is \"a picture\". Put a model card named a.json beside"
                        + " it.",
                refused.sentence());
    }
}
