package limner.model.exchange.coco;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import limner.model.exchange.Entry;
import limner.model.exchange.UnionOfRings;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.text.ShortDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What one annotation says, read without building a tree: coordinates are nearly all there is in such a file. The
/// parser is always left behind the annotation, whatever is wrong with it; what is wrong is said by
/// [#demandSound()].
final class AnnotationFields {

    /// Where lists of unknown length grow, one at a time; kept from one annotation to the next.
    static final class Room {
        /// What longer lists have needed is not kept.
        private static final int MOST = 1 << 16;

        private double[] numbers = new double[1 << 10];

        private void put(int at, double number) {
            if (at == numbers.length) {
                numbers = Arrays.copyOf(numbers, at * 2);
            }
            numbers[at] = number;
        }

        /// @return how many there are, with those that could be read without looking at each token
        private int readOn(JsonParser json, int n, boolean counts) {
            return json instanceof NumberListParser list ? list.readOn(numbers, n, counts) : n;
        }

        private double[] numbers(int n) {
            double[] all = Arrays.copyOf(numbers, n);
            tidy();
            return all;
        }

        private int[] counts(int n) {
            int[] all = new int[n];
            for (int i = 0; i < n; i++) {
                all[i] = (int) numbers[i];
            }
            tidy();
            return all;
        }

        private void tidy() {
            if (numbers.length > MOST) {
                numbers = new double[MOST];
            }
        }
    }

    private static final int BOX_NUMBERS = 4;
    private static final int LEAST_RING = 6;

    String id = "";
    String picture = "";
    String category = "";

    @Nullable
    String track;

    /// A track in files of videos; where pictures stand alone it counts within one of them.
    @Nullable
    String instance;

    boolean crowd;
    boolean occluded;
    SequencedMap<String, Value> attributes = new LinkedHashMap<>();

    private final List<double[]> rings = new ArrayList<>();
    private int @Nullable [] counts;
    private @Nullable String text;
    private double @Nullable [] size;
    private double @Nullable [] box;
    private double @Nullable [] keypoints;
    private @Nullable ObjectNode extras;
    private @Nullable String wrong;

    private final Room room;

    AnnotationFields(Room room) {
        this.room = room;
    }

    /// Reads the object that the parser stands on to its end.
    void read(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = key(json, name);
                case "image_id" -> picture = key(json, name);
                case "category_id" -> category = key(json, name);
                case "track_id" -> track = optional(json, name);
                case "instance_id" -> instance = optional(json, name);
                case "iscrowd" -> crowd = truth(json);
                case "limner_occluded" -> occluded = truth(json);
                case "segmentation" -> segmentation(json);
                case "bbox" -> box = numbers(json, name);
                case "keypoints" -> keypoints = numbers(json, name);
                case "attributes" -> attributes(json.readValueAsTree());
                // Both follow from what is drawn.
                case "area", "num_keypoints" -> json.skipChildren();
                default -> extras().set(name, json.readValueAsTree());
            }
        }
    }

    private @Nullable String optional(JsonParser json, String name) {
        return json.currentToken() == JsonToken.VALUE_NULL ? null : key(json, name);
    }

    private void wrong(String what) {
        if (wrong == null) {
            wrong = what;
        }
    }

    /// @throws IllegalArgumentException when something in it cannot be understood
    void demandSound() {
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private String key(JsonParser json, String name) {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        json.skipChildren();
        wrong(name + " is neither a whole number nor a word");
        return "";
    }

    private boolean truth(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_NUMBER_INT -> !json.getString().equals("0");
            default -> {
                json.skipChildren();
                yield false;
            }
        };
    }

    private double[] numbers(JsonParser json, String name) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NULL) {
                wrong(name + " is no list of numbers");
            }
            json.skipChildren();
            return new double[0];
        }
        int n = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
                json.skipChildren();
                wrong(name + " holds something that is no number");
                continue;
            }
            double value = ShortDecimal.read(json);
            if (!Double.isFinite(value)) {
                wrong(name + " holds a number beyond all measure");
                value = 0;
            }
            room.put(n++, value);
            n = room.readOn(json, n, false);
        }
        return room.numbers(n);
    }

    private void segmentation(JsonParser json) {
        switch (json.currentToken()) {
            case START_OBJECT -> runs(json);
            case START_ARRAY -> {
                for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                    if (token == JsonToken.START_ARRAY) {
                        rings.add(numbers(json, "segmentation"));
                    } else {
                        json.skipChildren();
                        wrong("segmentation is a list of lists of numbers");
                    }
                }
            }
            case VALUE_NULL -> {
                // Some tools write boxes so.
            }
            default -> wrong("segmentation is neither run lengths nor rings");
        }
    }

    private void runs(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals("size")) {
                size = numbers(json, "size");
            } else if (name.equals("counts") && token == JsonToken.VALUE_STRING) {
                text = json.getString();
            } else if (name.equals("counts") && token == JsonToken.START_ARRAY) {
                counts = counts(json);
            } else {
                json.skipChildren();
            }
        }
        if (size == null || (text == null && counts == null)) {
            wrong("segmentation has no size and counts");
        }
    }

    private int[] counts(JsonParser json) {
        int n = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            int value = token == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == JsonParser.NumberType.INT
                    ? json.getIntValue()
                    : -1;
            if (value < 0) {
                json.skipChildren();
                wrong("counts holds something that is no length of a run");
                value = 0;
            }
            room.put(n++, value);
            n = room.readOn(json, n, true);
        }
        return room.counts(n);
    }

    private void attributes(JsonNode n) {
        if (!n.isObject()) {
            if (!n.isNull()) {
                extras().set("attributes", n);
            }
            return;
        }
        for (var e : n.properties()) {
            JsonNode v = e.getValue();
            if (v.isBoolean()) {
                attributes.put(e.getKey(), new Value.Flag(v.booleanValue()));
            } else if (v.isNumber()) {
                amount(e.getKey(), v);
            } else if (v.isString()) {
                attributes.put(e.getKey(), new Value.Word(v.stringValue()));
            } else if (v.isArray() && v.values().stream().allMatch(JsonNode::isString)) {
                attributes.put(
                        e.getKey(),
                        new Value.Words(
                                v.values().stream().map(JsonNode::stringValue).toList()));
            } else if (!v.isNull()) {
                extras().set("attributes." + e.getKey(), v);
            }
        }
    }

    private void amount(String name, JsonNode v) {
        double number = v.asDouble(Double.NaN);
        if (Double.isFinite(number)) {
            attributes.put(name, new Value.Amount(number));
        } else {
            wrong("attribute " + CocoDataset.shortened(name) + " is a number beyond all measure");
        }
    }

    // What it comes to.

    /// The region, or the box where there is none; a box that only goes around keypoints is left to them.
    ///
    /// @throws IllegalArgumentException when it cannot be drawn
    Optional<Shape> shape(Entry.Picture picture, boolean posed) {
        int width = picture.width();
        int height = picture.height();
        double[] stated = size;
        if (stated != null) {
            if (stated.length != 2 || stated[0] != height || stated[1] != width) {
                throw new IllegalArgumentException("the mask is for a picture of another size: size is "
                        + Arrays.toString(stated) + " and the picture " + width + " × " + height);
            }
            return Optional.of(new Mask(
                    counts != null ? Rle.ofCounts(width, height, counts) : Rle.ofCocoString(width, height, str(text))));
        }
        if (rings.size() == 1 && rings.getFirst().length == BOX_NUMBERS) {
            // The reference code reads four numbers as a box.
            return Optional.of(box(rings.getFirst()));
        }
        if (!rings.isEmpty()) {
            return Optional.of(UnionOfRings.shape(
                    rings.stream().map(AnnotationFields::ring).toList(), width, height));
        }
        double[] drawn = box;
        if (posed || drawn == null || drawn.length == 0) {
            return Optional.empty();
        }
        return Optional.of(box(drawn));
    }

    private static String str(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Box box(double[] n) {
        if (n.length != BOX_NUMBERS) {
            throw new IllegalArgumentException("a box is x, y, width and height, not " + n.length + " numbers");
        }
        if (!(n[2] > 0 && n[3] > 0)) {
            throw new IllegalArgumentException("the box has no extent: " + n[2] + " × " + n[3]);
        }
        return new Box(n[0], n[1], n[2], n[3]);
    }

    private static Ring ring(double[] n) {
        if (n.length < LEAST_RING || n.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "a ring is x and y in turn of three points or more, not " + n.length + " numbers");
        }
        return Ring.of(n);
    }

    /// The keypoints that the category has names for; none where none is labelled.
    ///
    /// @throws IllegalArgumentException when they do not fit the category
    Optional<Skeleton> pose(Entry.Category of) {
        double[] k = keypoints;
        if (k == null || Arrays.stream(k).allMatch(v -> v == 0)) {
            return Optional.empty();
        }
        if (k.length != 3 * of.joints().size()) {
            throw new IllegalArgumentException("it has " + k.length + " numbers for "
                    + of.joints().size() + " keypoints of category " + of.name());
        }
        List<Joint> joints = new ArrayList<>();
        boolean any = false;
        for (int i = 0; i < k.length; i += 3) {
            if (k[i + 2] != 0 && k[i + 2] != 1 && k[i + 2] != 2) {
                throw new IllegalArgumentException("a keypoint is seen as 0, 1 or 2, not " + k[i + 2]);
            }
            Joint.State state =
                    k[i + 2] == 0 ? Joint.State.ABSENT : k[i + 2] == 1 ? Joint.State.OCCLUDED : Joint.State.VISIBLE;
            any |= state != Joint.State.ABSENT;
            joints.add(new Joint(of.joints().get(i / 3), new Point(k[i], k[i + 1]), state));
        }
        return any ? Optional.of(new Skeleton(joints)) : Optional.empty();
    }

    /// What nothing else here says: a JSON object as text, or empty.
    String more() {
        return extras == null ? "" : extras.toString();
    }

    private ObjectNode extras() {
        if (extras == null) {
            extras = JsonNodeFactory.instance.objectNode();
        }
        return extras;
    }
}
