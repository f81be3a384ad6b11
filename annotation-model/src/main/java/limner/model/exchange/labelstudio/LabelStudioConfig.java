package limner.model.exchange.labelstudio;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Target;
import limner.model.exchange.XmlTarget;
import limner.model.exchange.XmlText;

/// The labeling interface that shows what was written: without it Label Studio takes no results in (format: Label
/// Studio's documentation, tags).
final class LabelStudioConfig {

    /// What shows the picture.
    static final String PICTURE = "image";

    /// What says something of the whole picture.
    static final String TAGS = "tags";

    private static final String NAME = "name";

    /// Tags by the kind of region that they draw.
    private static final List<Map.Entry<String, String>> DRAWING = List.of(
            Map.entry("rectangle", "RectangleLabels"),
            Map.entry("ellipse", "EllipseLabels"),
            Map.entry("polygon", "PolygonLabels"),
            Map.entry("keypoint", "KeyPointLabels"),
            Map.entry("brush", "BrushLabels"));

    private static final Set<String> TAKEN = Set.of(
            PICTURE,
            TAGS,
            control("rectangle"),
            control("ellipse"),
            control("polygon"),
            control("keypoint"),
            control("brush"));

    private LabelStudioConfig() {}

    /// What draws regions of a kind.
    static String control(String kind) {
        return kind + "labels";
    }

    /// Whether something that says no attribute has this name.
    static boolean isTaken(String name) {
        return TAKEN.contains(name);
    }

    /// @param asked the type of result of each attribute, by its name
    /// @param chosen what was chosen of attributes that are choices
    /// @param said words of whole pictures
    static void write(
            Target target,
            LabelStudioExport export,
            Heads heads,
            SequencedMap<String, String> asked,
            Map<String, TreeSet<String>> chosen,
            Set<String> said)
            throws IOException {
        try (XmlTarget xml = new XmlTarget(target.create("labeling-interface.xml"))) {
            xml.begin("View").text("\n");
            xml.begin("Image")
                    .field(NAME, PICTURE)
                    .field("value", "$" + PICTURE)
                    .end();
            for (Map.Entry<String, String> tag : DRAWING) {
                control(xml, tag.getValue(), control(tag.getKey())).text("\n");
                for (Entry.Category c : heads.categories().values()) {
                    xml.begin("Label").field("value", export.fit(c).name());
                    if (!c.colour().isEmpty()) {
                        xml.field("background", c.colour());
                    }
                    xml.end();
                }
                xml.end();
            }
            if (!said.isEmpty()) {
                control(xml, "Choices", TAGS).field("choice", "multiple");
                choices(xml, said);
            }
            for (Map.Entry<String, String> e : asked.entrySet()) {
                String tag = switch (e.getValue()) {
                    case "choices" -> "Choices";
                    case "number" -> "Number";
                    default -> "TextArea";
                };
                control(xml, tag, e.getKey()).field("perRegion", "true");
                if (tag.equals("Choices")) {
                    xml.field("choice", "multiple");
                    choices(xml, chosen.getOrDefault(e.getKey(), new TreeSet<>()));
                } else {
                    xml.end();
                }
            }
            xml.end();
            xml.finish();
        }
    }

    private static XmlTarget control(XmlTarget xml, String tag, String name) throws IOException {
        return xml.begin(tag).field(NAME, name).field("toName", PICTURE);
    }

    private static void choices(XmlTarget xml, Set<String> values) throws IOException {
        xml.text("\n");
        for (String value : values) {
            xml.begin("Choice").field("value", XmlText.name(value)).end();
        }
        xml.end();
    }
}
