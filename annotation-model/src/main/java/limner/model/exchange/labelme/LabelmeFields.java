package limner.model.exchange.labelme;

import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Which fields of a shape mean something here.
final class LabelmeFields {

    /// Fields that say what is drawn, or nothing.
    static final Set<String> KNOWN = Set.of(
            "label", "points", "group_id", "shape_type", "flags", "mask", "description", "difficult", "attributes");

    private LabelmeFields() {}

    /// The fields that can stand beside those, of a JSON object as text.
    ///
    /// @return empty where there is none
    static String others(String extras) {
        if (extras.isEmpty()) {
            return "";
        }
        try {
            JsonNode node = JsonMapper.shared().readTree(extras);
            if (node instanceof ObjectNode fields) {
                fields.remove(KNOWN);
                return fields.isEmpty() ? "" : fields.toString();
            }
        } catch (JacksonException _) {
            // No object; it is told as lost.
        }
        return "";
    }
}
