package limner.model.store.sqlite;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON text of which there is only one for each value: names sorted, no white space, shortest numbers, whatever the
/// locale. It is hashed, so nothing about it may change.
final class CanonicalJson {

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    String write(JsonNode value) {
        return mapper.writeValueAsString(value);
    }

    JsonNode read(String text) {
        try {
            return mapper.readTree(text);
        } catch (JacksonException e) {
            throw new BrokenPayloadException("is not JSON", e);
        }
    }
}
