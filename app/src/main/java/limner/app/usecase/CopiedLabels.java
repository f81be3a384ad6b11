package limner.app.usecase;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import limner.model.geometry.Shape;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Labels of one frame on their way to another frame, project or window: by the names of their classes and attributes,
/// since numbers mean something else there.
///
/// The JSON has `format`, `version`, `width`, `height`, `frame` and `labels`, each with `class`, `occluded`, `depth`,
/// `attributes` (name to words) and `shape`.
///
/// @param width of the picture they were drawn on, in pixels
/// @param height of that picture, in pixels
/// @param frame the frame they were copied from
/// @param labels from the undermost to the uppermost
public record CopiedLabels(int width, int height, int frame, List<Copied> labels) {

    /// No more letters of JSON than this are read.
    public static final int MOST_LETTERS = 1 << 24;

    /// No more labels than this are read.
    public static final int MOST_LABELS = 10_000;

    private static final String FORMAT = "limner-labels";
    private static final int VERSION = 1;
    private static final int DEEPEST = 16;
    private static final int LARGEST_SIDE = 1 << 16;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    /// One label as it was on its frame.
    ///
    /// @param className the name of its class
    /// @param depth what has more lies over what has less
    /// @param attributes what is said of them, in words, by their names
    public record Copied(
            String className, Shape shape, boolean occluded, int depth, SequencedMap<String, String> attributes) {
        public Copied {
            attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
        }
    }

    public CopiedLabels {
        if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE || frame < 0) {
            throw new IllegalArgumentException("no picture has this size or number");
        }
        labels = List.copyOf(labels);
        if (labels.isEmpty() || labels.size() > MOST_LABELS) {
            throw new IllegalArgumentException("between 1 and " + MOST_LABELS + " labels, not " + labels.size());
        }
    }

    /// What [#read(String)] reads.
    public String json() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("format", FORMAT).put("version", VERSION);
        all.put("width", width).put("height", height).put("frame", frame);
        ArrayNode list = all.putArray("labels");
        for (Copied c : labels) {
            ObjectNode one = list.addObject();
            one.put("class", c.className()).put("occluded", c.occluded()).put("depth", c.depth());
            ObjectNode said = one.putObject("attributes");
            c.attributes().forEach(said::put);
            one.set("shape", CopiedShape.write(c.shape()));
        }
        return JSON.writeValueAsString(all);
    }

    /// Reads what anybody may have put on the clipboard.
    ///
    /// @throws IllegalArgumentException when that is not such labels, all of them whole, or too much
    public static CopiedLabels read(String json) {
        if (json.length() > MOST_LETTERS) {
            throw new IllegalArgumentException("more than " + MOST_LETTERS + " letters");
        }
        try {
            JsonNode all = JSON.readTree(json);
            if (!FORMAT.equals(all.required("format").stringValue())
                    || all.required("version").intValue() != VERSION) {
                throw new IllegalArgumentException("not this format, or another version of it");
            }
            JsonNode list = all.required("labels");
            if (!list.isArray() || list.size() > MOST_LABELS) {
                throw new IllegalArgumentException("no list of labels, or a longer one than is read");
            }
            List<Copied> labels = new ArrayList<>();
            for (JsonNode one : list.values()) {
                labels.add(copied(one));
            }
            return new CopiedLabels(
                    all.required("width").intValue(),
                    all.required("height").intValue(),
                    all.required("frame").intValue(),
                    labels);
        } catch (JacksonException | ArithmeticException e) {
            throw new IllegalArgumentException("not labels as they are copied", e);
        }
    }

    private static Copied copied(JsonNode one) {
        SequencedMap<String, String> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> said : one.required("attributes").properties()) {
            attributes.put(said.getKey(), said.getValue().stringValue());
        }
        return new Copied(
                one.required("class").stringValue(),
                CopiedShape.read(one.required("shape")),
                one.required("occluded").booleanValue(),
                one.required("depth").intValue(),
                attributes);
    }
}
