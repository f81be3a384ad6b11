package limner.model.exchange.coco;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Fields that COCO files have beside those that mean something here, from file to file.
final class CocoExtras {

    /// What stands before the names of those inside `attributes`.
    static final String IN_ATTRIBUTES = "attributes.";

    static final String OCCLUDED = "occluded";

    /// Fields that mean something here, and are written from that.
    private static final Set<String> OWN = Set.of(
            "id",
            "image_id",
            "category_id",
            "segmentation",
            "area",
            "bbox",
            "iscrowd",
            "keypoints",
            "num_keypoints",
            "track_id",
            "instance_id",
            "attributes",
            "limner_occluded");

    /// The same of videos, in files of videos.
    static final Set<String> OF_VIDEO = Set.of("id", "name", "width", "height", "length");

    /// The same of categories.
    static final Set<String> OF_CATEGORY =
            Set.of("id", "name", "supercategory", "isthing", "keypoints", "skeleton", "limner_colour");

    /// The same of pictures.
    private static final Set<String> OF_PICTURE = Set.of("id", "file_name", "width", "height", "video_id");

    /// The same of frames.
    private static final Set<String> OF_FRAME = Set.of("id", "file_name", "width", "height", "video_id", "frame_index");

    /// What others call the number of a frame; it is written beside ours.
    static final String FRAME_ID = "frame_id";

    private static final String INFO = "info";
    private static final String LICENSES = "licenses";

    /// What a file says of its data; the rest it says of itself. Tracks follow from their places.
    static final Set<String> LISTS = Set.of("videos", "categories", "images", "annotations", "tracks");

    private CocoExtras() {}

    /// The same of a picture, which is a frame where it is of a video.
    static Set<String> ofPicture(String video) {
        return video.isEmpty() ? OF_PICTURE : OF_FRAME;
    }

    /// Those fields of an element that are not its own, as text; empty where there are none.
    static String beside(JsonNode element, Set<String> own) {
        if (!(element instanceof ObjectNode object)) {
            return "";
        }
        ObjectNode others = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> e : object.properties()) {
            if (!own.contains(e.getKey())) {
                others.set(e.getKey(), e.getValue());
            }
        }
        return others.isEmpty() ? "" : others.toString();
    }

    /// What a file says of itself, where that is more than every file says.
    static Optional<String> about(ObjectNode said) {
        return said.isEmpty() || said.equals(about("")) ? Optional.empty() : Optional.of(said.toString());
    }

    /// What a file says before its lists: what it said once, and what readers want to find there.
    ///
    /// @param fields a JSON object as text, or empty
    static ObjectNode about(String fields) {
        ObjectNode known = read(fields);
        known.remove(LISTS);
        ObjectNode about = JsonNodeFactory.instance.objectNode();
        about.set(
                INFO,
                known.has(INFO)
                        ? known.get(INFO)
                        : JsonNodeFactory.instance.objectNode().put("version", "1.0"));
        about.set(LICENSES, known.has(LICENSES) ? known.get(LICENSES) : JsonNodeFactory.instance.arrayNode());
        about.setAll(known);
        return about;
    }

    /// Those that can stand in a COCO file beside the others.
    ///
    /// @param extras a JSON object as text, or empty
    static String fit(String extras) {
        if (extras.isEmpty()) {
            return "";
        }
        ObjectNode fields = read(extras);
        fields.remove(OWN);
        return fields.isEmpty() ? "" : fields.toString();
    }

    /// The fields of a text that is no object are none.
    static ObjectNode read(String extras) {
        if (extras.isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode node = JsonMapper.shared().readTree(extras);
            if (node instanceof ObjectNode fields) {
                return fields;
            }
        } catch (JacksonException _) {
            // Not ours to judge: it is told as lost.
        }
        return JsonNodeFactory.instance.objectNode();
    }
}
