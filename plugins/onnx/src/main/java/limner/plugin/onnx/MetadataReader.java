package limner.plugin.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limner.plugin.api.PluginException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes a card of the metadata inside an ONNX file: the keys `task`, `names`, `input` and `output`, as written by the
/// converters of the bundled models. The README of this module has the grammar.
final class MetadataReader {

    private static final Pattern INPUT = Pattern.compile(
            "(?<name>[^:\\s]+):\\s*float32\\s*\\[1,(?<a>\\d+),(?<b>\\d+),(?<c>\\d+)],\\s*(?<channels>RGB|BGR),"
                    + "\\s*value(?:/(?<divisor>[0-9.]+))?(?<shift>[-+−][0-9.]+)?(?:,\\s*stretched)?");
    private static final Pattern OUTPUT =
            Pattern.compile("(?<name>[^\\s\\[]+)\\s*\\[(?<shape>[0-9,]+)]\\s*(?<rest>.*)");
    /// Open Images' names for human beings: a model of people refines any of them.
    private static final List<String> PEOPLE = List.of("Person", "Man", "Woman", "Boy", "Girl");

    private final JsonMapper json = JsonMapper.builder().build();

    /// The card, as JSON for [CardReader], or nothing when the metadata does not describe the model.
    ///
    /// @param file name of the ONNX file, for sentences
    /// @throws PluginException when the keys are there but cannot be understood
    Optional<String> card(String file, Map<String, String> metadata) throws PluginException {
        String task = metadata.get("task");
        String input = metadata.get("input");
        String output = metadata.get("output");
        String names = metadata.get("names");
        if (task == null || input == null || output == null || names == null) {
            return Optional.empty();
        }
        ObjectNode card = json.createObjectNode();
        card.put("card", 1).put("name", file.replaceFirst("\\.onnx$", "")).put("task", task);
        copy(metadata, "source", card, "source");
        copy(metadata, "license", card, "licence");
        List<String> classes = classes(file, names);
        addAll(card.putArray("classes"), classes);
        ObjectNode recipe = card.putObject("recipe");
        writeInput(recipe.putObject("input"), file, input);
        ObjectNode head = recipe.putObject("head");
        switch (task) {
            case "detect" -> writeBoxes(head, file, output);
            case "segment" -> writeMask(head, file, output, classes);
            default -> throw unclear(file, "task", task);
        }
        return Optional.of(json.writerWithDefaultPrettyPrinter().writeValueAsString(card));
    }

    private List<String> classes(String file, String names) throws PluginException {
        List<String> classes = new ArrayList<>();
        try {
            for (JsonNode name : json.readTree(names)) {
                if (!name.isString()) {
                    throw unclear(file, "names", names);
                }
                classes.add(name.stringValue());
            }
        } catch (JacksonException e) {
            throw unclear(file, "names", names);
        }
        return classes;
    }

    private static void writeInput(ObjectNode input, String file, String text) throws PluginException {
        Matcher m = INPUT.matcher(text.strip());
        if (!m.matches()) {
            throw unclear(file, "input", text);
        }
        int a = Integer.parseInt(m.group("a"));
        int b = Integer.parseInt(m.group("b"));
        int c = Integer.parseInt(m.group("c"));
        if (a != 3 && c != 3) {
            throw unclear(file, "input", text);
        }
        boolean planes = a == 3;
        input.put("name", m.group("name"));
        input.put("layout", planes ? "nchw" : "nhwc");
        input.put("width", planes ? c : b);
        input.put("height", planes ? b : a);
        input.put("channels", m.group("channels").toLowerCase(Locale.ROOT));
        double divisor = number(file, text, m.group("divisor"), 1);
        // value / d + s is (value − (−s · d)) / d.
        double shift = number(file, text, m.group("shift"), 0);
        ArrayNode mean = input.putArray("mean");
        ArrayNode deviation = input.putArray("deviation");
        for (int i = 0; i < 3; i++) {
            mean.add(shift == 0 ? 0.0 : -shift * divisor);
            deviation.add(divisor);
        }
    }

    private static void writeBoxes(ObjectNode head, String file, String text) throws PluginException {
        head.put("kind", "boxes");
        for (String part : text.split(";", -1)) {
            Matcher m = OUTPUT.matcher(part.strip());
            if (!m.matches()) {
                throw unclear(file, "output", text);
            }
            String rest = m.group("rest");
            if (m.group("shape").endsWith(",4") && !head.has("boxes")) {
                head.put("boxes", m.group("name"));
                head.put("corners", corners(file, text, rest));
                head.put("unit", rest.contains("0..1") ? "fraction" : "input_pixels");
            } else {
                head.put("scores", m.group("name"));
                head.put("activation", activation(rest));
            }
        }
    }

    private static void writeMask(ObjectNode head, String file, String text, List<String> classes)
            throws PluginException {
        Matcher m = OUTPUT.matcher(text.strip());
        if (!m.matches()) {
            throw unclear(file, "output", text);
        }
        head.put("kind", "mask").put("mask", m.group("name")).put("activation", activation(m.group("rest")));
        addAll(head.putArray("applies_to"), classes.contains("Person") ? PEOPLE : classes);
    }

    private static String corners(String file, String text, String rest) throws PluginException {
        if (rest.contains("x1,y1,x2,y2")) {
            return "x1_y1_x2_y2";
        }
        if (rest.contains("y1,x1,y2,x2")) {
            return "y1_x1_y2_x2";
        }
        if (rest.contains("cx,cy,w,h")) {
            return "cx_cy_w_h";
        }
        throw unclear(file, "output", text);
    }

    private static String activation(String rest) {
        if (rest.contains("softmax")) {
            return "softmax";
        }
        return rest.contains("logit") ? "sigmoid" : "none";
    }

    private static double number(String file, String text, @Nullable String digits, double fallback)
            throws PluginException {
        if (digits == null) {
            return fallback;
        }
        try {
            return Double.parseDouble(digits.replace('−', '-'));
        } catch (NumberFormatException e) {
            throw unclear(file, "input", text);
        }
    }

    private static void copy(Map<String, String> metadata, String from, ObjectNode card, String to) {
        String value = metadata.get(from);
        if (value != null && !value.isBlank()) {
            card.put(to, value);
        }
    }

    private static void addAll(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static PluginException unclear(String file, String key, String text) {
        return new PluginException("The metadata of " + file + " cannot be understood: " + key + " is \"" + text
                + "\". Put a model card named " + file.replaceFirst("\\.onnx$", "") + ".json beside it.");
    }
}
