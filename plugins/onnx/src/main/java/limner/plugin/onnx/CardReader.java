package limner.plugin.onnx;

import java.util.ArrayList;
import java.util.List;
import limner.plugin.api.PluginException;
import limner.plugin.onnx.Recipe.Activation;
import limner.plugin.onnx.Recipe.BoxHead;
import limner.plugin.onnx.Recipe.Channels;
import limner.plugin.onnx.Recipe.Corners;
import limner.plugin.onnx.Recipe.Head;
import limner.plugin.onnx.Recipe.Input;
import limner.plugin.onnx.Recipe.Layout;
import limner.plugin.onnx.Recipe.MaskHead;
import limner.plugin.onnx.Recipe.Normal;
import limner.plugin.onnx.Recipe.Unit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads model cards; the README of this module describes their fields.
final class CardReader {

    private static final int CARD_VERSION = 1;

    private final JsonMapper json = JsonMapper.builder().build();

    /// @param source name of the card's file, for sentences
    /// @throws PluginException when the text is no card, or of a later version
    ModelCard read(String source, String text) throws PluginException {
        CardFields card;
        try {
            card = new CardFields(source, "", json.readTree(text));
        } catch (JacksonException e) {
            throw new PluginException("The model card " + source + " is no JSON: " + e.getOriginalMessage(), e);
        }
        if (card.whole("card") != CARD_VERSION) {
            throw new PluginException("The model card " + source + " is of version " + card.whole("card")
                    + "; this plugin reads version " + CARD_VERSION + ". A newer Limner may read it.");
        }
        try {
            return new ModelCard(
                    card.text("name"),
                    card.textOr("version", ""),
                    card.text("task"),
                    (long) card.numberOr("bytes", 0),
                    card.textOr("sha256", ""),
                    card.texts("classes"),
                    card.numberOr("default_score", 0.4),
                    recipe(card.object("recipe"), card.texts("classes")),
                    text);
        } catch (IllegalArgumentException e) {
            throw new PluginException("The model card " + source + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static Recipe recipe(CardFields recipe, List<String> classes) throws PluginException {
        return new Recipe(input(recipe.object("input")), head(recipe.object("head"), classes));
    }

    private static Input input(CardFields input) throws PluginException {
        List<Double> mean = input.numbers("mean");
        List<Double> deviation = input.numbers("deviation");
        if (mean.size() != 3) {
            throw input.wrong("mean", "a list of three numbers");
        }
        if (deviation.size() != 3) {
            throw input.wrong("deviation", "a list of three numbers");
        }
        List<Normal> normal = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            normal.add(new Normal(mean.get(i), deviation.get(i)));
        }
        String fit = input.textOr("fit", "stretch");
        if (!fit.equals("stretch")) {
            throw input.wrong("fit", "stretch, not \"" + fit + "\"");
        }
        return new Input(
                input.text("name"),
                input.choice("layout", Layout.class),
                input.whole("width"),
                input.whole("height"),
                input.choice("channels", Channels.class),
                normal);
    }

    private static Head head(CardFields head, List<String> classes) throws PluginException {
        String kind = head.text("kind");
        return switch (kind) {
            case "boxes" ->
                new BoxHead(
                        head.text("boxes"),
                        head.text("scores"),
                        head.choice("corners", Corners.class),
                        head.choice("unit", Unit.class),
                        head.choice("activation", Activation.class),
                        head.wholeOr("background", -1));
            case "mask" ->
                new MaskHead(
                        head.text("mask"),
                        head.choice("activation", Activation.class),
                        head.wholeOr("channel", 0),
                        head.numberOr("threshold", 0.5),
                        head.has("applies_to") ? head.texts("applies_to") : classes,
                        head.numberOr("margin", 0.25));
            default -> throw head.wrong("kind", "boxes or mask, not \"" + kind + "\"");
        };
    }
}
