package limner.model.exchange.labelstudio;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Target;
import limner.model.exchange.Value;
import limner.model.ontology.AttributeType;
import limner.model.release.coco.JsonFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes a list of tasks and what is said of regions, and knows afterwards which controls that takes. Used by one
/// thread.
final class LabelStudioResults {

    private final JsonGenerator json;
    private final String media;
    private final SequencedMap<String, String> asked = new LinkedHashMap<>();
    private final Map<String, TreeSet<String>> chosen = new TreeMap<>();
    private final Set<String> several;

    /// Begins the list.
    ///
    /// @param media what shows the picture or the video
    LabelStudioResults(Heads heads, Target target, String file, String media) throws IOException {
        this.media = media;
        several = heads.categories().values().stream()
                .flatMap(c -> c.asked().stream())
                .filter(a -> a.type() instanceof AttributeType.MultiSelect)
                .map(Entry.Asked::name)
                .collect(Collectors.toSet());
        json = JsonFormat.compact(target.create(file));
        say(() -> {
            json.writeStartArray();
            json.writeRaw('\n');
        });
    }

    static void say(Runnable what) throws IOException {
        try {
            what.run();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    JsonGenerator json() {
        return json;
    }

    /// The type of result of each attribute, by its name.
    SequencedMap<String, String> asked() {
        return asked;
    }

    /// What was chosen of attributes that are choices.
    Map<String, TreeSet<String>> chosen() {
        return chosen;
    }

    /// Begins a task, and what its data says: the address of a file below the folder of a local storage.
    void beginTask(String file) {
        json.writeStartObject();
        json.writeObjectPropertyStart("data");
        json.writeStringProperty(
                media,
                "/data/local-files/?d="
                        + URLEncoder.encode(file, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace("%2F", "/"));
    }

    /// Ends the data of a task and begins its results.
    void beginResults() {
        json.writeEndObject();
        json.writeArrayPropertyStart("annotations");
        json.writeStartObject();
        json.writeArrayPropertyStart("result");
    }

    void endTask() {
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /// Begins a result and its value.
    ///
    /// @param width of the picture or the video in pixels
    /// @param height the same
    /// @param from the name of the control
    void begin(int width, int height, String type, String from, String id) {
        json.writeStartObject();
        json.writeStringProperty("id", id);
        json.writeStringProperty("type", type);
        json.writeStringProperty("from_name", from);
        json.writeStringProperty("to_name", media);
        json.writeNumberProperty("original_width", width);
        json.writeNumberProperty("original_height", height);
        json.writeNumberProperty("image_rotation", 0);
        json.writeObjectPropertyStart("value");
    }

    void end() {
        json.writeEndObject();
        json.writeEndObject();
    }

    /// Ends a result with the other fields of its region.
    ///
    /// @param extras a JSON object as text, or empty
    void end(String extras) {
        json.writeEndObject();
        if (!extras.isEmpty()) {
            fields(JsonMapper.shared().readTree(extras));
        }
        json.writeEndObject();
    }

    /// Writes the fields of an object.
    void fields(JsonNode object) {
        for (Map.Entry<String, JsonNode> e : object.properties()) {
            json.writeName(e.getKey());
            json.writePOJO(e.getValue());
        }
    }

    void strings(String name, Iterable<String> all) {
        json.writeArrayPropertyStart(name);
        all.forEach(json::writeString);
        json.writeEndArray();
    }

    /// What is said of a region. One of what may be several is a choice as well: an attribute has one control, of one
    /// type.
    void attributes(int width, int height, SequencedMap<String, Value> all, String id) {
        all.forEach((name, value) -> attribute(width, height, name, value, id));
    }

    private void attribute(int width, int height, String name, Value said, String id) {
        Value value = said instanceof Value.Word(String text) && isChosen(name) ? new Value.Words(List.of(text)) : said;
        String type = switch (value) {
            case Value.Word _ -> "textarea";
            case Value.Amount _ -> "number";
            case Value.Words _ -> "choices";
            case Value.Flag _ -> throw new IllegalStateException("a value was not fitted");
        };
        asked.putIfAbsent(name, type);
        begin(width, height, type, name, id);
        switch (value) {
            case Value.Word(String text) -> strings("text", List.of(text));
            case Value.Amount(double number) -> {
                json.writeName("number");
                JsonFormat.number(json, number);
            }
            case Value.Words(List<String> texts) -> {
                chosen.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(texts);
                strings("choices", texts);
            }
            case Value.Flag _ -> throw new IllegalStateException("a value was not fitted");
        }
        end();
    }

    private boolean isChosen(String name) {
        return several.contains(name) || "choices".equals(asked.get(name));
    }

    /// Ends the list.
    void finish() throws IOException {
        say(() -> {
            json.writeEndArray();
            json.writeRaw('\n');
            json.close();
        });
    }

    void close() throws IOException {
        say(json::close);
    }
}
