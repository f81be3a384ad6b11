package limner.model.exchange.coco;

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

    private CocoExtras() {}

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
