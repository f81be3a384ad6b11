package limner.model.exchange.labelstudio;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.Target;
import limner.model.exchange.Value;
import limner.model.geometry.Shape;
import limner.model.ontology.AttributeType;
import limner.model.release.coco.JsonFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes a task for each picture when it comes, and the labeling interface at the end.
final class LabelStudioWriting implements DatasetWriter.Writing {

    private final LabelStudioExport export;
    private final Heads heads;
    private final Target target;
    private final JsonGenerator json;
    private final SequencedMap<String, String> asked = new LinkedHashMap<>();
    private final Map<String, TreeSet<String>> chosen = new TreeMap<>();
    private final Set<String> said = new TreeSet<>();
    private final Set<String> several;

    LabelStudioWriting(LabelStudioExport export, Heads heads, Target target) throws IOException {
        this.export = export;
        this.heads = heads;
        this.target = target;
        several = heads.categories().values().stream()
                .flatMap(c -> c.asked().stream())
                .filter(a -> a.type() instanceof AttributeType.MultiSelect)
                .map(Entry.Asked::name)
                .collect(Collectors.toSet());
        json = JsonFormat.compact(target.create("tasks.json"));
        say(() -> {
            json.writeStartArray();
            json.writeRaw('\n');
        });
    }

    private static void say(Runnable what) throws IOException {
        try {
            what.run();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public List<String> page(Page page) throws IOException {
        List<String> ids = ids(page);
        say(() -> task(page, ids));
        return ids;
    }

    /// Keys that a file had stay where they can; they need to differ within a task alone.
    private static List<String> ids(Page page) {
        Set<String> taken = new HashSet<>();
        page.annotations().forEach(a -> taken.add(a.key()));
        Set<String> given = new HashSet<>();
        List<String> ids = new ArrayList<>();
        int fresh = 0;
        for (Entry.Annotation a : page.annotations()) {
            String id = a.key();
            if (id.isBlank() || !given.add(id)) {
                do {
                    id = "region-" + ++fresh;
                } while (!taken.add(id));
            }
            ids.add(id);
        }
        return ids;
    }

    private void task(Page page, List<String> ids) {
        Entry.Picture picture = page.picture();
        json.writeStartObject();
        json.writeObjectPropertyStart("data");
        json.writeStringProperty(LabelStudioConfig.PICTURE, address(PictureFiles.nameOf(picture)));
        json.writeNumberProperty("width", picture.width());
        json.writeNumberProperty("height", picture.height());
        json.writeEndObject();
        json.writeArrayPropertyStart("annotations");
        json.writeStartObject();
        json.writeArrayPropertyStart("result");
        for (int i = 0; i < ids.size(); i++) {
            region(picture, page.annotations().get(i), ids.get(i));
        }
        tags(page);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /// Of a file below the folder of a local storage.
    private static String address(String name) {
        return "/data/local-files/?d="
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%2F", "/");
    }

    private void region(Entry.Picture picture, Entry.Annotation a, String id) {
        Shape shape = a.shape().orElseThrow();
        String type = LabelStudioConfig.control(LabelStudioShapes.kind(shape));
        begin(picture, type, type, id);
        json.writeObjectPropertyStart("value");
        for (Map.Entry<String, JsonNode> e :
                LabelStudioShapes.value(shape, picture).properties()) {
            json.writeName(e.getKey());
            json.writePOJO(e.getValue());
        }
        strings(type, List.of(export.fit(heads.category(a.category())).name()));
        json.writeEndObject();
        if (!a.extras().isEmpty()) {
            for (Map.Entry<String, JsonNode> e :
                    JsonMapper.shared().readTree(a.extras()).properties()) {
                json.writeName(e.getKey());
                json.writePOJO(e.getValue());
            }
        }
        json.writeEndObject();
        a.attributes().forEach((name, value) -> attribute(picture, name, value, id));
    }

    private void begin(Entry.Picture picture, String type, String from, String id) {
        json.writeStartObject();
        json.writeStringProperty("id", id);
        json.writeStringProperty("type", type);
        json.writeStringProperty("from_name", from);
        json.writeStringProperty("to_name", LabelStudioConfig.PICTURE);
        json.writeNumberProperty("original_width", picture.width());
        json.writeNumberProperty("original_height", picture.height());
        json.writeNumberProperty("image_rotation", 0);
    }

    private void strings(String name, Iterable<String> all) {
        json.writeArrayPropertyStart(name);
        all.forEach(json::writeString);
        json.writeEndArray();
    }

    /// One of what may be several is a choice as well: an attribute has one control, of one type.
    private void attribute(Entry.Picture picture, String name, Value said, String id) {
        Value value = said instanceof Value.Word(String text) && isChosen(name) ? new Value.Words(List.of(text)) : said;
        String type = switch (value) {
            case Value.Word _ -> "textarea";
            case Value.Amount _ -> "number";
            case Value.Words _ -> "choices";
            case Value.Flag _ -> throw new IllegalStateException("a value was not fitted");
        };
        asked.putIfAbsent(name, type);
        begin(picture, type, name, id);
        json.writeObjectPropertyStart("value");
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
        json.writeEndObject();
        json.writeEndObject();
    }

    private boolean isChosen(String name) {
        return several.contains(name) || "choices".equals(asked.get(name));
    }

    private void tags(Page page) {
        if (page.tags().isEmpty()) {
            return;
        }
        List<String> words = page.tags().stream()
                .map(t -> export.fit(heads.category(t.category())).name())
                .toList();
        said.addAll(words);
        begin(page.picture(), "choices", LabelStudioConfig.TAGS, "tags of the picture");
        json.writeObjectPropertyStart("value");
        strings("choices", words);
        json.writeEndObject();
        json.writeEndObject();
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        say(() -> {
            json.writeEndArray();
            json.writeRaw('\n');
            json.close();
        });
        LabelStudioConfig.write(target, export, heads, asked, chosen, said);
    }

    @Override
    public void close() throws IOException {
        say(json::close);
    }
}
