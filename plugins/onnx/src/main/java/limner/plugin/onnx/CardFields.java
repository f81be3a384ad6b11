package limner.plugin.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import limner.plugin.api.PluginException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One JSON object of a card, read field by field; whatever is missing or odd is said with the card's name and the
/// path of the field.
final class CardFields {

    private final String source;
    private final String path;
    private final JsonNode node;

    /// @throws PluginException when the node is no object
    CardFields(String source, String path, @Nullable JsonNode node) throws PluginException {
        this.source = source;
        this.path = path;
        if (node == null || !node.isObject()) {
            throw new PluginException(
                    path.isEmpty()
                            ? "The model card " + source + " is no JSON object."
                            : "The model card " + source + " has no object \"" + path + "\".");
        }
        this.node = node;
    }

    CardFields object(String key) throws PluginException {
        return new CardFields(source, pathOf(key), node.get(key));
    }

    String text(String key) throws PluginException {
        JsonNode value = node.get(key);
        if (value == null || !value.isString() || value.stringValue().isBlank()) {
            throw wrong(key, "a text");
        }
        return value.stringValue();
    }

    String textOr(String key, String fallback) throws PluginException {
        return node.has(key) ? text(key) : fallback;
    }

    double number(String key) throws PluginException {
        JsonNode value = node.get(key);
        if (value == null || !value.isNumber()) {
            throw wrong(key, "a number");
        }
        return value.doubleValue();
    }

    double numberOr(String key, double fallback) throws PluginException {
        return node.has(key) ? number(key) : fallback;
    }

    int whole(String key) throws PluginException {
        JsonNode value = node.get(key);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(key, "a whole number");
        }
        return value.intValue();
    }

    int wholeOr(String key, int fallback) throws PluginException {
        return node.has(key) ? whole(key) : fallback;
    }

    List<String> texts(String key) throws PluginException {
        List<String> all = new ArrayList<>();
        for (JsonNode value : array(key, "a list of texts")) {
            if (!value.isString()) {
                throw wrong(key, "a list of texts");
            }
            all.add(value.stringValue());
        }
        return all;
    }

    List<Double> numbers(String key) throws PluginException {
        List<Double> all = new ArrayList<>();
        for (JsonNode value : array(key, "a list of numbers")) {
            if (!value.isNumber()) {
                throw wrong(key, "a list of numbers");
            }
            all.add(value.doubleValue());
        }
        return all;
    }

    boolean has(String key) {
        return node.has(key);
    }

    /// One of the constants of an enum, written in lower case.
    <E extends Enum<E>> E choice(String key, Class<E> type) throws PluginException {
        String given = text(key);
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT);
            if (word.equals(given)) {
                return constant;
            }
            known.add(word);
        }
        throw wrong(key, "one of " + String.join(", ", known) + ", not \"" + given + "\"");
    }

    /// That the field should have been something else.
    PluginException wrong(String key, String wanted) {
        return new PluginException(
                "The model card " + source + " cannot be used: \"" + pathOf(key) + "\" should be " + wanted + ".");
    }

    private JsonNode array(String key, String wanted) throws PluginException {
        JsonNode value = node.get(key);
        if (value == null || !value.isArray()) {
            throw wrong(key, wanted);
        }
        return value;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
