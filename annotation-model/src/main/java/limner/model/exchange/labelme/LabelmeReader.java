package limner.model.exchange.labelme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import limner.model.exchange.CutMask;
import limner.model.exchange.Entry;
import limner.model.exchange.JsonLimits;
import limner.model.exchange.Samples;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnionOfRings;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads labelme's files one after the other (format: labelme's `label_file` and `utils/shape`). A label is a category;
/// regions of one label with the same `group_id` are one object, as labelme's own converters take them.
final class LabelmeReader {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(JsonLimits.ofStrangers())
                    .build())
            .build();

    private final Path root;
    private final Surroundings around;
    private final Consumer<Entry> into;
    private final Set<String> categories = new HashSet<>();
    private final Set<String> pictures = new HashSet<>();

    LabelmeReader(Path root, Surroundings around, Consumer<Entry> into) {
        this.root = root;
        this.around = around;
        this.into = into;
    }

    void read(Path file) throws IOException, UnreadableException {
        String name = Trees.name(root, file);
        Entry.At whole = new Entry.At(name, "");
        JsonNode document;
        try {
            document = MAPPER.readTree(Files.readAllBytes(file));
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new UnreadableException(whole, e.getOriginalMessage());
        }
        JsonNode shapes = document.path("shapes");
        if (!shapes.isArray()) {
            throw new UnreadableException(whole, "it has no list of \"shapes\", as labelme's files do");
        }
        Entry.Picture picture = picture(name, whole, document);
        into.accept(picture);
        document.path("flags")
                .properties()
                .forEach(flag -> flag(flag.getKey(), flag.getValue(), picture, new Entry.At(name, "flags")));
        new OnPicture(name, picture).read(shapes);
    }

    private Entry.Picture picture(String name, Entry.At at, JsonNode document) throws UnreadableException {
        String path = document.path("imagePath").asString("").replace('\\', '/');
        if (path.isEmpty()) {
            throw new UnreadableException(at, "it names no imagePath");
        }
        // Relative to the file; what stands above it is somebody's machine.
        String folder = name.contains("/") ? name.substring(0, name.lastIndexOf('/') + 1) : "";
        String file = path.startsWith("/") || path.contains("..") || path.contains(":")
                ? path.substring(path.lastIndexOf('/') + 1)
                : folder + path;
        Optional<Surroundings.Size> size = around.sizeOf(file);
        int width = document.path("imageWidth").asInt(size.map(s -> s.width()).orElse(0));
        int height =
                document.path("imageHeight").asInt(size.map(s -> s.height()).orElse(0));
        if (!pictures.add(name)) {
            throw new UnreadableException(at, "it is there twice");
        }
        try {
            return new Entry.Picture(name, file, width, height, "", -1);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(at, String.valueOf(e.getMessage()));
        }
    }

    private void flag(String flag, JsonNode set, Entry.Picture picture, Entry.At at) {
        if (set.asBoolean(false) && !flag.isBlank()) {
            category(flag);
            into.accept(new Entry.Tag(at, picture.key(), flag));
        }
    }

    private void category(String label) {
        if (categories.add(label)) {
            into.accept(Entry.Category.of(label, label));
        }
    }

    /// The shapes of one picture, with those that are one object put together.
    private final class OnPicture {

        private final String file;
        private final Entry.Picture picture;
        private final SequencedMap<String, Group> groups = new LinkedHashMap<>();

        OnPicture(String file, Entry.Picture picture) {
            this.file = file;
            this.picture = picture;
        }

        void read(JsonNode shapes) {
            int i = 0;
            for (JsonNode n : shapes.values()) {
                Entry.At at = new Entry.At(file, "shapes[" + i + "]");
                try {
                    take(at, i, n);
                } catch (IllegalArgumentException e) {
                    into.accept(new Entry.NotTaken(at, String.valueOf(e.getMessage())));
                }
                i++;
            }
            groups.values().forEach(this::tell);
        }

        private void take(Entry.At at, int i, JsonNode n) {
            String label = n.path("label").asString("");
            if (label.isBlank()) {
                throw new IllegalArgumentException("it has no label");
            }
            Shape shape = shape(n);
            JsonNode group = n.path("group_id");
            String key =
                    group.isIntegralNumber() && shape.hasArea() ? label + "\n" + group.asString() : Integer.toString(i);
            groups.computeIfAbsent(key, _ -> new Group(at, Integer.toString(i), label, n, new ArrayList<>()))
                    .shapes()
                    .add(shape);
        }

        private void tell(Group group) {
            category(group.label());
            into.accept(new Entry.Annotation(
                    group.at(),
                    group.key(),
                    picture.key(),
                    group.label(),
                    Optional.of(UnionOfRings.joined(group.shapes(), picture.width(), picture.height())),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    0,
                    attributes(group.first()),
                    extras(group.first())));
        }

        private Shape shape(JsonNode n) {
            List<Point> p = points(n.path("points"));
            String type = n.path("shape_type").asString("polygon");
            return switch (type) {
                case "polygon" -> Polygon.of(p);
                case "rectangle" -> rectangle(p);
                case "rotation", "oriented_rectangle" -> turned(p);
                case "circle" -> {
                    demand(p.size() == 2, "a circle is its centre and a point of it");
                    double r = Math.hypot(
                            p.get(1).x() - p.get(0).x(), p.get(1).y() - p.get(0).y());
                    yield new Ellipse(p.getFirst().x(), p.getFirst().y(), r, r, 0);
                }
                case "line", "linestrip" -> new Polyline(p);
                case "point" -> {
                    demand(p.size() == 1, "a point is one");
                    yield p.getFirst();
                }
                case "points" -> new PointSet(p);
                case "mask" -> mask(p, n.path("mask").asString(""));
                default -> throw new IllegalArgumentException("shapes of type " + type + " are not known");
            };
        }

        private static Shape rectangle(List<Point> p) {
            demand(p.size() == 2 || p.size() == 4, "a rectangle is two corners, or four");
            return p.size() == 2 ? Box.between(p.get(0), p.get(1)) : new PointSet(p).bounds();
        }

        /// Four corners, one side after the other.
        private static Shape turned(List<Point> p) {
            demand(p.size() == 4, "a turned rectangle is four corners");
            Point a = p.get(0);
            Point b = p.get(1);
            Point c = p.get(2);
            return new RotatedBox(
                    (a.x() + c.x()) / 2,
                    (a.y() + c.y()) / 2,
                    Math.hypot(b.x() - a.x(), b.y() - a.y()),
                    Math.hypot(c.x() - b.x(), c.y() - b.y()),
                    Math.toDegrees(Math.atan2(b.y() - a.y(), b.x() - a.x())));
        }

        /// The first and the last pixel, both included, and a picture of what lies between.
        private Shape mask(List<Point> p, String base64) {
            demand(p.size() == 2, "a mask is between two pixels");
            Samples cut;
            try {
                cut = around.samples(Base64.getDecoder().decode(base64));
            } catch (IOException e) {
                throw new IllegalArgumentException("its mask cannot be read: " + e.getMessage(), e);
            }
            int left = (int) Math.round(p.getFirst().x());
            int top = (int) Math.round(p.getFirst().y());
            byte[] pixels = new byte[cut.values().length];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (cut.values()[i] == 0 ? 0 : 1);
            }
            return CutMask.of(picture, new PixelBox(left, top, cut.width(), cut.height()), pixels);
        }

        private static void demand(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }

    /// Shapes that are one object.
    ///
    /// @param first the first of them, whose other fields count
    private record Group(Entry.At at, String key, String label, JsonNode first, List<Shape> shapes) {}

    private static List<Point> points(JsonNode n) {
        List<Point> all = new ArrayList<>();
        for (JsonNode p : n.values()) {
            if (!p.isArray()
                    || p.size() < 2
                    || !p.get(0).isNumber()
                    || !p.get(1).isNumber()) {
                throw new IllegalArgumentException("points are pairs of numbers");
            }
            all.add(new Point(p.get(0).doubleValue(), p.get(1).doubleValue()));
        }
        return all;
    }

    private static SequencedMap<String, Value> attributes(JsonNode n) {
        SequencedMap<String, Value> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> e : n.path("attributes").properties()) {
            JsonNode v = e.getValue();
            if (v.isBoolean()) {
                all.put(e.getKey(), new Value.Flag(v.booleanValue()));
            } else if (v.isNumber()) {
                all.put(e.getKey(), new Value.Amount(v.doubleValue()));
            } else if (v.isString()) {
                all.put(e.getKey(), new Value.Word(v.stringValue()));
            }
        }
        n.path("flags")
                .properties()
                .forEach(e -> all.put(e.getKey(), new Value.Flag(e.getValue().asBoolean(false))));
        String description = n.path("description").asString("");
        if (!description.isBlank()) {
            all.put("description", new Value.Word(description));
        }
        if (n.path("difficult").asBoolean(false)) {
            all.put("difficult", new Value.Flag(true));
        }
        return all;
    }

    private static String extras(JsonNode n) {
        if (!(n instanceof ObjectNode object)) {
            return "";
        }
        ObjectNode rest = object.deepCopy();
        rest.remove(LabelmeFields.KNOWN);
        return rest.isEmpty() ? "" : rest.toString();
    }
}
