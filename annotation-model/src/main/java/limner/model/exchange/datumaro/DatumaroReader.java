package limner.model.exchange.datumaro;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import limner.model.exchange.Entry;
import limner.model.exchange.Groups;
import limner.model.exchange.JsonFile;
import limner.model.exchange.PlainNumber;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.Value;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads Datumaro's files one after the other, each of them twice: first its labels, then its items one at a time.
/// Parts of one label and `group` are one object. Places of a track are stated on every frame, as its writers do
/// (format: Datumaro's documentation, data formats, Datumaro).
final class DatumaroReader {

    /// What pictures are numbered by in other formats; it follows from their order.
    private static final Set<String> NUMBERS = Set.of("id", "frame");

    private final Path root;
    private final Surroundings around;
    private final Consumer<Entry> into;
    private final Map<String, Entry.Category> categories = new HashMap<>();

    DatumaroReader(Path root, Surroundings around, Consumer<Entry> into) {
        this.root = root;
        this.around = around;
        this.into = into;
    }

    void read(Path file) throws IOException, UnreadableException {
        InFile in = new InFile(Trees.name(root, file));
        JsonFile.read(file, in.file, json -> in.pass(json, "categories"));
        JsonFile.read(file, in.file, json -> in.pass(json, "items"));
    }

    static String shortened(String text) {
        return text.isEmpty() ? "nothing" : text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }

    /// What one file says.
    private final class InFile {

        private final String file;
        /// By the number that annotations know them by.
        private final List<Entry.Category> labels = new ArrayList<>();
        private final Set<String> told = new HashSet<>();

        InFile(String file) {
            this.file = file;
        }

        void pass(JsonParser json, String wanted) throws UnreadableException {
            Entry.At whole = new Entry.At(file, "");
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException(whole, "it does not begin with an object");
            }
            boolean isThere = false;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (!name.equals(wanted)) {
                    json.skipChildren();
                } else if (wanted.equals("categories")) {
                    isThere = true;
                    categories(json.readValueAsTree());
                } else if (token == JsonToken.START_ARRAY) {
                    isThere = true;
                    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                        item(json.readValueAsTree(), "items[" + i + "]");
                    }
                } else {
                    throw new UnreadableException(new Entry.At(file, wanted), "it is no list");
                }
            }
            if (!isThere) {
                throw new UnreadableException(whole, "it has no \"" + wanted + "\", as Datumaro's files do");
            }
        }

        private void not(String where, String reason) {
            into.accept(new Entry.NotTaken(new Entry.At(file, where), reason));
        }

        // Labels.

        private void categories(JsonNode n) throws UnreadableException {
            Map<Integer, String> colours = new HashMap<>();
            for (JsonNode c : n.path("mask").path("colormap").values()) {
                colours.put(
                        c.path("label_id").asInt(-1),
                        String.format(
                                Locale.ROOT,
                                "#%02x%02x%02x",
                                c.path("r").asInt(0) & 255,
                                c.path("g").asInt(0) & 255,
                                c.path("b").asInt(0) & 255));
            }
            Map<Integer, JsonNode> points = new HashMap<>();
            for (JsonNode p : n.path("points").path("items").values()) {
                points.put(p.path("label_id").asInt(-1), p);
            }
            int i = 0;
            for (JsonNode label : n.path("label").path("labels").values()) {
                String where = "categories.label.labels[" + i + "]";
                try {
                    String name = label.path("name").asString("");
                    Entry.Category c = category(
                            name, label.path("parent").asString(""), points.get(i), colours.getOrDefault(i, ""));
                    Entry.Category known = categories.putIfAbsent(c.key(), c);
                    if (known == null) {
                        into.accept(c);
                    }
                    labels.add(known == null ? c : known);
                } catch (IllegalArgumentException e) {
                    throw new UnreadableException(new Entry.At(file, where), String.valueOf(e.getMessage()));
                }
                i++;
            }
        }

        private Entry.Category category(String name, String parent, @Nullable JsonNode points, String colour) {
            List<String> joints = new ArrayList<>();
            List<Entry.Bone> bones = new ArrayList<>();
            if (points != null) {
                points.path("labels").values().forEach(j -> joints.add(j.asString("")));
                List<int[]> lines = new ArrayList<>();
                for (JsonNode line : points.path("joints").values()) {
                    lines.add(new int[] {line.path(0).asInt(-1), line.path(1).asInt(-1)});
                }
                // Joints are counted from 1, as COCO does; what has a 0 was counted otherwise.
                int first = lines.stream().anyMatch(l -> l[0] == 0 || l[1] == 0) ? 0 : 1;
                lines.forEach(l -> bones.add(new Entry.Bone(l[0] - first, l[1] - first)));
            }
            return new Entry.Category(name, name, parent, true, joints, bones, colour);
        }

        // Items.

        private void item(JsonNode n, String where) throws UnreadableException {
            int count = n.path("annotations").size();
            try {
                Entry.Picture picture = picture(n);
                into.accept(picture);
                n.path("attr").properties().forEach(e -> {
                    if (!NUMBERS.contains(e.getKey())) {
                        not(where, "what is said of the picture has no place: " + shortened(e.getKey()));
                    }
                });
                Groups groups = new Groups(picture, "group", into);
                int i = 0;
                for (JsonNode a : n.path("annotations").values()) {
                    String at = where + ".annotations[" + i++ + "]";
                    try {
                        annotation(new Entry.At(file, at), a, picture, groups);
                    } catch (IllegalArgumentException e) {
                        not(at, String.valueOf(e.getMessage()));
                    }
                }
                groups.tell();
            } catch (IllegalArgumentException e) {
                not(
                        where,
                        e.getMessage() + "; nothing of it is taken, such as its " + count
                                + (count == 1 ? " annotation" : " annotations"));
            }
        }

        private Entry.Picture picture(JsonNode n) throws UnreadableException {
            String id = n.path("id").asString("").replace('\\', '/');
            String key = file + "/" + id;
            if (id.isBlank()) {
                throw new IllegalArgumentException("the item has no id");
            }
            if (Trees.leadsOut(id)) {
                throw new IllegalArgumentException(
                        "the item is called " + shortened(id) + ", which leads out of the folder of its data set");
            }
            if (!told.add(key)) {
                throw new UnreadableException(new Entry.At(file, "items"), "item " + shortened(id) + " is there twice");
            }
            JsonNode image = n.path("image");
            JsonNode frame = n.path("video_frame");
            if (frame.isObject()) {
                return frame(key, frame);
            }
            if (!image.isObject()) {
                throw new IllegalArgumentException("the item is no picture");
            }
            String path = image.path("path").asString("").replace('\\', '/');
            String ending = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('.')) + 1);
            // The path may be that of somebody's machine; the id is the name in the data set.
            String name = path.endsWith(id + "." + ending) || path.isEmpty() || Trees.leadsOut(path)
                    ? id + (ending.isEmpty() || ending.contains("/") ? "" : "." + ending)
                    : path;
            JsonNode size = image.path("size");
            Optional<Surroundings.Size> known = size.isArray() ? size(size) : around.sizeOf(name);
            if (known.isEmpty()) {
                throw new IllegalArgumentException("nobody says how large the picture is");
            }
            return new Entry.Picture(key, name, known.get().width(), known.get().height(), "", -1);
        }

        private static Optional<Surroundings.Size> size(JsonNode size) {
            return Optional.of(
                    new Surroundings.Size(size.path(1).asInt(0), size.path(0).asInt(0)));
        }

        private Entry.Picture frame(String key, JsonNode frame) {
            String path = frame.path("video_path").asString("").replace('\\', '/');
            String name = path.substring(path.lastIndexOf('/') + 1);
            JsonNode index = frame.path("frame_index");
            if (name.isBlank() || !index.canConvertToInt() || index.asInt(-1) < 0) {
                throw new IllegalArgumentException("the item is a frame, and of which video or which one is not said");
            }
            Surroundings.Size size = around.sizeOfVideo(name)
                    .orElseThrow(() -> new IllegalArgumentException("nobody says how large the pictures of video "
                            + shortened(name) + " are; the project has none of that name"));
            String video = file + "/video " + name;
            if (told.add(video)) {
                into.accept(new Entry.Video(video, name, size.width(), size.height(), 0));
            }
            return new Entry.Picture(key, "", size.width(), size.height(), video, index.asInt());
        }

        // Annotations.

        private void annotation(Entry.At at, JsonNode n, Entry.Picture picture, Groups groups) {
            String type = n.path("type").asString("");
            if (type.equals("caption")) {
                throw new IllegalArgumentException("a caption has no place here: "
                        + shortened(n.path("caption").asString("")));
            }
            JsonNode id = n.path("label_id");
            int label = id.isIntegralNumber() && id.canConvertToInt() ? id.intValue() : -1;
            if (label < 0 || label >= labels.size()) {
                throw new IllegalArgumentException("it has no label");
            }
            Entry.Category category = labels.get(label);
            ObjectNode rest = JsonNodeFactory.instance.objectNode();
            SequencedMap<String, Value> attributes = attributes(n.path("attributes"), rest);
            if (type.equals("label")) {
                into.accept(new Entry.Tag(at, picture.key(), category.key()));
                attributes
                        .keySet()
                        .forEach(name -> not(
                                at.where(),
                                "a label of a picture has no attributes: " + shortened(name) + " has no place"));
                return;
            }
            boolean isOccluded = isTrue(attributes.remove("occluded"));
            boolean isCrowd = isTrue(attributes.remove("is_crowd"));
            double angle = angle(attributes.remove("rotation"));
            Optional<Entry.OnTrack> track = track(attributes, picture);
            Optional<Skeleton> pose = type.equals("points") ? DatumaroShapes.pose(n, category) : Optional.empty();
            Optional<Shape> shape =
                    pose.isPresent() ? Optional.empty() : Optional.of(DatumaroShapes.shape(type, n, picture, angle));
            if (type.equals("points") && pose.isEmpty() && DatumaroShapes.isPartlySeen(n)) {
                rest.set("visibility", n.path("visibility"));
            }
            JsonNode depth = n.path("z_order");
            groups.add(
                    new Entry.Annotation(
                            at,
                            n.path("id").asString(""),
                            picture.key(),
                            category.key(),
                            shape,
                            pose,
                            track,
                            isCrowd,
                            isOccluded,
                            depth.canConvertToInt() ? depth.asInt(0) : 0,
                            attributes,
                            rest.isEmpty() ? "" : rest.toString()),
                    n.path("group").asString(""));
        }

        private static boolean isTrue(@Nullable Value said) {
            return switch (said) {
                case Value.Flag(boolean set) -> set;
                case Value.Amount(double number) -> number != 0;
                case Value.Word(String text) -> text.equalsIgnoreCase("true") || text.equals("1");
                case Value.Words _ -> false;
                case null -> false;
            };
        }

        private static double angle(@Nullable Value said) {
            return switch (said) {
                case Value.Amount(double degrees) -> degrees;
                case Value.Word(String text) -> PlainNumber.of(text.strip());
                case Value.Flag _, Value.Words _ -> throw new IllegalArgumentException("its rotation is no number");
                case null -> 0;
            };
        }

        /// Which places somebody put there is not kept: all are, since a track is gone where nothing is said of it.
        private Optional<Entry.OnTrack> track(SequencedMap<String, Value> attributes, Entry.Picture picture) {
            Value id = attributes.remove("track_id");
            if (id == null) {
                return Optional.empty();
            }
            attributes.remove("keyframe");
            String key = switch (id) {
                case Value.Amount(double number) when number == (long) number -> Long.toString((long) number);
                case Value.Amount(double number) -> Double.toString(number);
                case Value.Word(String text) -> text;
                case Value.Words(List<String> texts) -> String.join(", ", texts);
                case Value.Flag(boolean set) -> Boolean.toString(set);
            };
            boolean isGone = isTrue(attributes.remove("outside"));
            return Optional.of(new Entry.OnTrack(
                    picture.video().isEmpty() ? key : picture.video() + "/" + key, Entry.Known.STATED, isGone));
        }

        /// @param rest takes what is no value
        private static SequencedMap<String, Value> attributes(JsonNode n, ObjectNode rest) {
            SequencedMap<String, Value> all = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> e : n.properties()) {
                JsonNode v = e.getValue();
                if (v.isBoolean()) {
                    all.put(e.getKey(), new Value.Flag(v.booleanValue()));
                } else if (v.isNumber() && Double.isFinite(v.asDouble(Double.NaN))) {
                    all.put(e.getKey(), new Value.Amount(v.asDouble()));
                } else if (v.isString() && !v.stringValue().isEmpty()) {
                    all.put(e.getKey(), new Value.Word(v.stringValue()));
                } else if (v.isArray() && v.values().stream().allMatch(JsonNode::isString)) {
                    all.put(
                            e.getKey(),
                            new Value.Words(v.values().stream()
                                    .map(JsonNode::stringValue)
                                    .toList()));
                } else if (!v.isNull() && !v.isString()) {
                    rest.set("attributes." + e.getKey(), v);
                }
            }
            return all;
        }
    }
}
