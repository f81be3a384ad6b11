package limner.model.exchange.sidecar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import limner.model.exchange.Entry;
import limner.model.exchange.Value;
import limner.model.geometry.Skeleton;
import limner.model.release.ShapeJson;
import limner.model.release.coco.JsonFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// One entry as a JSON object, there and back. What is not said is left out.
final class EntryJson {

    private EntryJson() {}

    // Out.

    /// @param writtenAs the format's own ids of an annotation
    static void write(JsonGenerator json, Entry entry, List<String> writtenAs) {
        json.writeStartObject();
        switch (entry) {
            case Entry.About a -> json.writeStringProperty("about", a.fields());
            case Entry.Category c -> category(json, c);
            case Entry.Video v -> {
                json.writeStringProperty("video", v.key());
                json.writeStringProperty("name", v.name());
                json.writeNumberProperty("width", v.width());
                json.writeNumberProperty("height", v.height());
                json.writeNumberProperty("length", v.length());
                text(json, "extras", v.extras());
            }
            case Entry.Picture p -> {
                json.writeStringProperty("picture", p.key());
                json.writeStringProperty("file", p.file());
                json.writeNumberProperty("width", p.width());
                json.writeNumberProperty("height", p.height());
                text(json, "in", p.video());
                json.writeNumberProperty("frame", p.frame());
                text(json, "extras", p.extras());
            }
            case Entry.Annotation a -> annotation(json, a, writtenAs);
            case Entry.Tag t -> {
                json.writeStringProperty("tag", t.category());
                json.writeStringProperty("on", t.picture());
                at(json, t.at());
            }
            case Entry.Interval i -> {
                json.writeStringProperty("event", i.category());
                json.writeStringProperty("in", i.video());
                json.writeNumberProperty("first", i.first());
                json.writeNumberProperty("last", i.last());
                at(json, i.at());
            }
            case Entry.NotTaken n -> {
                json.writeStringProperty("not_taken", n.reason());
                at(json, n.at());
            }
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void text(JsonGenerator json, String name, String text) {
        if (!text.isEmpty()) {
            json.writeStringProperty(name, text);
        }
    }

    private static void flag(JsonGenerator json, String name, boolean set) {
        if (set) {
            json.writeBooleanProperty(name, true);
        }
    }

    private static void at(JsonGenerator json, Entry.At at) {
        json.writeStringProperty("at_file", at.file());
        text(json, "at", at.where());
    }

    private static void category(JsonGenerator json, Entry.Category c) {
        json.writeStringProperty("category", c.key());
        json.writeStringProperty("name", c.name());
        text(json, "parent", c.parent());
        json.writeBooleanProperty("countable", c.countable());
        text(json, "colour", c.colour());
        if (!c.joints().isEmpty()) {
            json.writeArrayPropertyStart("joints");
            c.joints().forEach(json::writeString);
            json.writeEndArray();
        }
        if (!c.bones().isEmpty()) {
            json.writeArrayPropertyStart("bones");
            for (Entry.Bone b : c.bones()) {
                json.writeStartArray();
                json.writeNumber(b.from());
                json.writeNumber(b.to());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        text(json, "extras", c.extras());
    }

    private static void annotation(JsonGenerator json, Entry.Annotation a, List<String> writtenAs) {
        json.writeStringProperty("annotation", a.key());
        json.writeStringProperty("on", a.picture());
        json.writeStringProperty("of", a.category());
        if (!writtenAs.isEmpty()) {
            json.writeArrayPropertyStart("written_as");
            writtenAs.forEach(json::writeString);
            json.writeEndArray();
        }
        a.shape().ifPresent(s -> {
            json.writeName("shape");
            ShapeJson.write(json, s);
        });
        a.pose().ifPresent(p -> {
            json.writeName("pose");
            ShapeJson.write(json, p);
        });
        a.track().ifPresent(t -> {
            json.writeStringProperty("track", t.key());
            json.writeStringProperty("known", t.known().name());
            flag(json, "outside", t.outside());
        });
        flag(json, "crowd", a.crowd());
        flag(json, "occluded", a.occluded());
        if (a.depth() != 0) {
            json.writeNumberProperty("depth", a.depth());
        }
        if (!a.attributes().isEmpty()) {
            json.writeObjectPropertyStart("attributes");
            a.attributes().forEach((name, value) -> {
                json.writeName(name);
                value(json, value);
            });
            json.writeEndObject();
        }
        text(json, "extras", a.extras());
        at(json, a.at());
    }

    private static void value(JsonGenerator json, Value value) {
        switch (value) {
            case Value.Word(String text) -> json.writeString(text);
            case Value.Words(List<String> texts) -> {
                json.writeStartArray();
                texts.forEach(json::writeString);
                json.writeEndArray();
            }
            case Value.Amount(double number) -> JsonFormat.number(json, number);
            case Value.Flag(boolean set) -> json.writeBoolean(set);
        }
    }

    // Back.

    /// @throws IllegalArgumentException when it is no entry, with a clause for the user
    static Entry read(JsonNode n) {
        if (n.has("about")) {
            return new Entry.About(word(n, "about"));
        } else if (n.has("category")) {
            return category(n);
        } else if (n.has("video")) {
            return new Entry.Video(
                    word(n, "video"),
                    word(n, "name"),
                    whole(n, "width", 0),
                    whole(n, "height", 0),
                    whole(n, "length", 0),
                    word(n, "extras"));
        } else if (n.has("picture")) {
            return new Entry.Picture(
                    word(n, "picture"),
                    word(n, "file"),
                    whole(n, "width", 0),
                    whole(n, "height", 0),
                    word(n, "in"),
                    whole(n, "frame", -1),
                    word(n, "extras"),
                    Optional.empty());
        } else if (n.has("annotation")) {
            return annotation(n);
        } else if (n.has("tag")) {
            return new Entry.Tag(at(n), word(n, "on"), word(n, "tag"));
        } else if (n.has("event")) {
            return new Entry.Interval(
                    at(n), word(n, "in"), word(n, "event"), whole(n, "first", 0), whole(n, "last", 0));
        } else if (n.has("not_taken")) {
            return new Entry.NotTaken(at(n), word(n, "not_taken"));
        }
        throw new IllegalArgumentException("it is nothing that is known");
    }

    private static String word(JsonNode n, String name) {
        JsonNode v = n.path(name);
        if (!v.isMissingNode() && !v.isString()) {
            throw new IllegalArgumentException(name + " is no word");
        }
        return v.asString("");
    }

    private static int whole(JsonNode n, String name, int otherwise) {
        JsonNode v = n.path(name);
        if (v.isMissingNode()) {
            return otherwise;
        }
        if (!v.isIntegralNumber() || !v.canConvertToInt()) {
            throw new IllegalArgumentException(name + " is no whole number");
        }
        return v.intValue();
    }

    private static boolean flag(JsonNode n, String name) {
        return n.path(name).asBoolean(false);
    }

    private static Entry.At at(JsonNode n) {
        return new Entry.At(word(n, "at_file"), word(n, "at"));
    }

    private static Entry.Category category(JsonNode n) {
        List<String> joints = new ArrayList<>();
        n.path("joints").values().forEach(j -> joints.add(j.asString("")));
        List<Entry.Bone> bones = new ArrayList<>();
        for (JsonNode b : n.path("bones").values()) {
            bones.add(new Entry.Bone(b.path(0).asInt(-1), b.path(1).asInt(-1)));
        }
        return new Entry.Category(
                word(n, "category"),
                word(n, "name"),
                word(n, "parent"),
                n.path("countable").asBoolean(true),
                joints,
                bones,
                word(n, "colour"),
                List.of(),
                word(n, "extras"));
    }

    private static Entry.Annotation annotation(JsonNode n) {
        Optional<Skeleton> pose = Optional.empty();
        if (n.has("pose")) {
            if (!(ShapeJson.read(n.path("pose")) instanceof Skeleton skeleton)) {
                throw new IllegalArgumentException("its pose is no skeleton");
            }
            pose = Optional.of(skeleton);
        }
        SequencedMap<String, Value> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> e : n.path("attributes").properties()) {
            attributes.put(e.getKey(), value(e.getValue()));
        }
        return new Entry.Annotation(
                at(n),
                word(n, "annotation"),
                word(n, "on"),
                word(n, "of"),
                n.has("shape") ? Optional.of(ShapeJson.read(n.path("shape"))) : Optional.empty(),
                pose,
                n.has("track")
                        ? Optional.of(new Entry.OnTrack(
                                word(n, "track"), Entry.Known.valueOf(word(n, "known")), flag(n, "outside")))
                        : Optional.empty(),
                flag(n, "crowd"),
                flag(n, "occluded"),
                whole(n, "depth", 0),
                attributes,
                word(n, "extras"));
    }

    private static Value value(JsonNode v) {
        if (v.isBoolean()) {
            return new Value.Flag(v.booleanValue());
        } else if (v.isNumber()) {
            return new Value.Amount(v.doubleValue());
        } else if (v.isString()) {
            return new Value.Word(v.stringValue());
        } else if (v.isArray() && v.values().stream().allMatch(JsonNode::isString)) {
            return new Value.Words(
                    v.values().stream().map(JsonNode::stringValue).toList());
        }
        throw new IllegalArgumentException("a value is a word, words, a number, true or false");
    }
}
