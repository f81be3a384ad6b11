package limner.model.exchange.labelstudio;

import java.io.IOException;
import java.util.List;
import java.util.Map;
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

    /// The name of its file.
    static final String FILE = "labeling-interface.xml";

    /// What shows the video.
    static final String VIDEO = "video";

    /// The field of a task that says how many pictures a second its video has.
    static final String RATE = "fps";

    /// What draws boxes on videos, and what names them.
    static final String BOX = "box";

    private static final String LABELS = "labels";

    /// What says that something lasts.
    static final String EVENTS = "timelinelabels";

    /// What says something of single frames, each a stretch of one frame.
    static final String FRAMES = "frame-tags";

    private static final String NAME = "name";

    /// Tags by the kind of region that they draw.
    private static final List<Map.Entry<String, String>> DRAWING = List.of(
            Map.entry("rectangle", "RectangleLabels"),
            Map.entry("ellipse", "EllipseLabels"),
            Map.entry("polygon", "PolygonLabels"),
            Map.entry("keypoint", "KeyPointLabels"),
            Map.entry("brush", "BrushLabels"));

    /// What is drawn and said on pictures and on videos has names of its own.
    private static final Set<String> TAKEN = Set.of(
            PICTURE,
            TAGS,
            control("rectangle"),
            control("ellipse"),
            control("polygon"),
            control("keypoint"),
            control("brush"));

    private static final Set<String> TAKEN_ON_VIDEOS = Set.of(VIDEO, BOX, LABELS, EVENTS, FRAMES);

    private LabelStudioConfig() {}

    /// What draws regions of a kind.
    static String control(String kind) {
        return kind + "labels";
    }

    /// Whether something that says no attribute has this name on pictures.
    static boolean isTaken(String name) {
        return TAKEN.contains(name);
    }

    /// Whether something that says no attribute has this name on videos.
    static boolean isTakenOnVideos(String name) {
        return TAKEN_ON_VIDEOS.contains(name);
    }

    /// @param results what was written
    /// @param said words of whole pictures
    static void ofPictures(Target target, String file, Heads heads, LabelStudioResults results, Set<String> said)
            throws IOException {
        try (XmlTarget xml = new XmlTarget(target.create(file))) {
            xml.begin("View").text("\n");
            xml.begin("Image")
                    .field(NAME, PICTURE)
                    .field("value", "$" + PICTURE)
                    .end();
            for (Map.Entry<String, String> tag : DRAWING) {
                labels(xml, tag.getValue(), control(tag.getKey()), PICTURE, heads);
            }
            if (!said.isEmpty()) {
                control(xml, "Choices", TAGS, PICTURE).field("choice", "multiple");
                choices(xml, said);
            }
            perRegion(xml, PICTURE, results);
            xml.end();
            xml.finish();
        }
    }

    /// @param results what was written
    static void ofVideos(Target target, Heads heads, LabelStudioResults results) throws IOException {
        try (XmlTarget xml = new XmlTarget(target.create(FILE))) {
            xml.begin("View").text("\n");
            xml.begin("Video")
                    .field(NAME, VIDEO)
                    .field("value", "$" + VIDEO)
                    .field("frameRate", "$" + RATE)
                    .end();
            control(xml, "VideoRectangle", BOX, VIDEO).end();
            labels(xml, "Labels", LABELS, VIDEO, heads);
            labels(xml, "TimelineLabels", EVENTS, VIDEO, heads);
            labels(xml, "TimelineLabels", FRAMES, VIDEO, heads);
            perRegion(xml, VIDEO, results);
            xml.end();
            xml.finish();
        }
    }

    private static void labels(XmlTarget xml, String tag, String name, String media, Heads heads) throws IOException {
        control(xml, tag, name, media).text("\n");
        for (Entry.Category c : heads.categories().values()) {
            xml.begin("Label").field("value", LabelStudioFit.name(c));
            if (!c.colour().isEmpty()) {
                xml.field("background", c.colour());
            }
            xml.end();
        }
        xml.end();
    }

    private static void perRegion(XmlTarget xml, String media, LabelStudioResults results) throws IOException {
        for (Map.Entry<String, String> e : results.asked().entrySet()) {
            String tag = switch (e.getValue()) {
                case "choices" -> "Choices";
                case "number" -> "Number";
                default -> "TextArea";
            };
            control(xml, tag, e.getKey(), media).field("perRegion", "true");
            if (tag.equals("Choices")) {
                xml.field("choice", "multiple");
                choices(xml, results.chosen().getOrDefault(e.getKey(), new TreeSet<>()));
            } else {
                xml.end();
            }
        }
    }

    private static XmlTarget control(XmlTarget xml, String tag, String name, String media) throws IOException {
        return xml.begin(tag).field(NAME, name).field("toName", media);
    }

    private static void choices(XmlTarget xml, Set<String> values) throws IOException {
        xml.text("\n");
        for (String value : values) {
            xml.begin("Choice").field("value", XmlText.name(value)).end();
        }
        xml.end();
    }
}
