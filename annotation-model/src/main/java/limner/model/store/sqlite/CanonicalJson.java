package limner.model.store.sqlite;

import java.io.StringWriter;
import limner.model.text.ShortDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON text of which there is only one for each value: names sorted, no white space, shortest numbers, whatever the
/// locale. It is hashed, so nothing about it may change.
final class CanonicalJson {

    /// Most values need no more characters.
    private static final int ROOM = 1_024;

    /// What attributes of which nothing is said are: those of nearly every label and keyframe.
    private static final String NOTHING = "{}";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    String write(JsonNode value) {
        if (value.isObject() && value.isEmpty()) {
            return NOTHING;
        }
        StringWriter text = new StringWriter(ROOM);
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            MAPPER.writeValue(new Quick(json), value);
        }
        return text.toString();
    }

    /// Writes the same, and doubles quicker.
    private static final class Quick extends JsonGeneratorDelegate {

        Quick(JsonGenerator json) {
            super(json, false);
        }

        @Override
        public JsonGenerator writeNumber(double value) {
            ShortDecimal.write(delegate, value);
            return this;
        }
    }

    JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new BrokenPayloadException("is not JSON", e);
        }
    }
}
