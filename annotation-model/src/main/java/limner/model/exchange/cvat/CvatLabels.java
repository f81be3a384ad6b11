package limner.model.exchange.cvat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limner.model.exchange.Entry;
import limner.model.exchange.UnreadableException;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;

/// Reads the list of labels: names, colours, attributes with their kinds, skeletons with their joints and bones.
final class CvatLabels {

    private static final Pattern EDGE = Pattern.compile("<line\\b[^<>]*>");
    private static final Pattern NODE = Pattern.compile("<circle\\b[^<>]*>");
    private static final Pattern FIELD = Pattern.compile("data-(node-from|node-to|node-id|label-name)=\"([^\"]*)\"");
    private static final int MOST_OPTIONS = 10_000;
    /// Longer drawings are of no skeleton.
    static final int LONGEST_DRAWING = 1 << 18;

    private CvatLabels() {}

    /// What one `label` element says.
    private record Said(String name, String colour, String parent, String drawing, List<Entry.Asked> asked) {}

    /// Reads the `labels` element that the file stands on.
    ///
    /// @param into told what is left out
    static List<Entry.Category> read(XmlSource xml, Consumer<Entry> into) throws IOException, UnreadableException {
        SequencedMap<String, Said> all = new LinkedHashMap<>();
        Map<String, List<String>> joints = new HashMap<>();
        for (String child = xml.child(); !child.isEmpty(); child = xml.child()) {
            Entry.At at = xml.at();
            if (!child.equals("label")) {
                xml.skip();
                continue;
            }
            Said label = label(xml, into);
            if (label.name().isBlank()) {
                into.accept(new Entry.NotTaken(at, "a label has no name"));
            } else if (!label.parent().isBlank()) {
                joints.computeIfAbsent(label.parent(), _ -> new ArrayList<>()).add(label.name());
            } else if (all.putIfAbsent(label.name(), label) != null) {
                into.accept(new Entry.NotTaken(at, "label " + label.name() + " is there twice; the first one counts"));
            }
        }
        return all.values().stream()
                .map(s -> category(
                        s,
                        joints.getOrDefault(s.name(), List.of()).stream()
                                .distinct()
                                .toList()))
                .toList();
    }

    private static Said label(XmlSource xml, Consumer<Entry> into) throws IOException, UnreadableException {
        String name = "";
        String colour = "";
        String parent = "";
        String drawing = "";
        List<Entry.Asked> asked = new ArrayList<>();
        for (String child = xml.child(); !child.isEmpty(); child = xml.child()) {
            switch (child) {
                case "name" -> name = xml.text();
                case "color" -> colour = xml.text().strip().toLowerCase(Locale.ROOT);
                case "parent" -> parent = xml.text();
                case "svg" -> drawing = xml.text();
                case "attributes" -> {
                    for (String a = xml.child(); !a.isEmpty(); a = xml.child()) {
                        attribute(xml, into, asked);
                    }
                }
                default -> xml.skip();
            }
        }
        return new Said(name, colour, parent, drawing, asked);
    }

    private static void attribute(XmlSource xml, Consumer<Entry> into, List<Entry.Asked> all)
            throws IOException, UnreadableException {
        Entry.At at = xml.at();
        Map<String, String> said = new HashMap<>();
        for (String child = xml.child(); !child.isEmpty(); child = xml.child()) {
            said.put(child, xml.text());
        }
        String name = said.getOrDefault("name", "");
        try {
            AttributeType type = type(said.getOrDefault("input_type", "text").strip(), said.getOrDefault("values", ""));
            all.add(new Entry.Asked(
                    name, type, said.getOrDefault("mutable", "").strip().equalsIgnoreCase("true")));
        } catch (IllegalArgumentException e) {
            into.accept(new Entry.NotTaken(
                    at, "attribute " + XmlItem.shortened(name) + " becomes a text, because " + e.getMessage()));
            all.add(new Entry.Asked(name, new AttributeType.Text(), true));
        }
    }

    private static AttributeType type(String kind, String values) {
        List<String> lines =
                values.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        return switch (kind) {
            case "select", "radio" -> {
                if (lines.size() > MOST_OPTIONS) {
                    throw new IllegalArgumentException("it has " + lines.size() + " options");
                }
                List<AttributeOption> options = new ArrayList<>();
                lines.forEach(l -> options.add(new AttributeOption(options.size() + 1, l)));
                yield new AttributeType.Select(options);
            }
            case "checkbox" -> new AttributeType.YesNo();
            case "number" ->
                lines.size() == 3
                        ? new AttributeType.Number(
                                XmlItem.number("its least value", lines.get(0)),
                                XmlItem.number("its greatest value", lines.get(1)),
                                XmlItem.number("its step", lines.get(2)))
                        : new AttributeType.Number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
            default -> new AttributeType.Text();
        };
    }

    private static Entry.Category category(Said s, List<String> joints) {
        return new Entry.Category(
                s.name(),
                s.name(),
                "",
                true,
                joints,
                joints.isEmpty() || s.drawing().length() > LONGEST_DRAWING ? List.of() : bones(s.drawing(), joints),
                s.colour(),
                s.asked());
    }

    /// The skeleton is kept as a drawing: circles are its joints, lines its bones.
    private static List<Entry.Bone> bones(String drawing, List<String> joints) {
        Map<String, Integer> places = new HashMap<>();
        Matcher node = NODE.matcher(drawing);
        for (int i = 0; node.find(); i++) {
            Map<String, String> fields = fields(node.group());
            int named = joints.indexOf(fields.getOrDefault("label-name", ""));
            places.put(fields.getOrDefault("node-id", ""), named >= 0 ? named : i);
        }
        List<Entry.Bone> bones = new ArrayList<>();
        Matcher edge = EDGE.matcher(drawing);
        while (edge.find()) {
            Map<String, String> fields = fields(edge.group());
            int from = places.getOrDefault(fields.getOrDefault("node-from", ""), -1);
            int to = places.getOrDefault(fields.getOrDefault("node-to", ""), -1);
            if (from >= 0 && to >= 0 && from != to && from < joints.size() && to < joints.size()) {
                bones.add(new Entry.Bone(from, to));
            }
        }
        return bones;
    }

    private static Map<String, String> fields(String element) {
        Map<String, String> fields = new HashMap<>();
        Matcher m = FIELD.matcher(element);
        while (m.find()) {
            fields.put(m.group(1), m.group(2));
        }
        return fields;
    }
}
