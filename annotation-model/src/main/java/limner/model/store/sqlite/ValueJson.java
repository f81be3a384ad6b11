package limner.model.store.sqlite;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.PolicyId;
import limner.model.id.RunId;
import limner.model.id.SequenceId;
import limner.model.id.SuggestionId;
import limner.model.label.EventDetails;
import limner.model.label.EventLink;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.Interpolation;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Origin;
import limner.model.provenance.Policy;
import limner.model.provenance.ReleaseNote;
import limner.model.provenance.Run;
import limner.model.suggestion.Suggestion;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.util.RawValue;

/// The values that events speak of, as JSON and back. Written out name by name: what stands in a file must not change
/// because somebody renamed a field.
///
/// Not for two threads at a time.
final class ValueJson {

    /// A shape as a file has it.
    ///
    /// @param text its canonical JSON
    /// @param mask the blob it points at, or null for one that says everything itself
    record Drawn(String text, @Nullable String mask) {}

    /// Characters that are remembered, and those of one shape more.
    private static final int MOST_LENGTH = 1 << 18;

    private final CanonicalJson json = new CanonicalJson();
    private final MaskBlobs masks;

    /// The shapes that were written last, by their identity: an event and the row that comes of it say the same.
    private final Map<Shape, Drawn> last = new IdentityHashMap<>();

    /// Characters of their texts.
    private int lastLength;

    ValueJson(MaskBlobs masks) {
        this.masks = masks;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static <E extends Enum<E>> E oneOf(Class<E> type, JsonNode name) {
        return Enum.valueOf(type, name.stringValue());
    }

    static <T> @Nullable T orNull(@Nullable JsonNode value, Function<JsonNode, T> read) {
        return value == null || value.isNull() ? null : read.apply(value);
    }

    private static <T> List<T> list(JsonNode values, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>(values.size());
        values.values().forEach(v -> all.add(read.apply(v)));
        return all;
    }

    ObjectNode write(Media m) {
        return object().put("id", m.id().toString())
                .put("name", m.name())
                .put("path", m.path())
                .put("fingerprint", m.fingerprint())
                .put("sha256", m.sha256())
                .put("width", m.width())
                .put("height", m.height())
                .put("frameCount", m.frameCount())
                .put("frameRate", m.frameRate());
    }

    Media media(JsonNode n) {
        return new Media(
                MediaId.of(n.required("id").stringValue()),
                n.required("name").stringValue(),
                n.required("path").stringValue(),
                n.required("fingerprint").stringValue(),
                n.required("sha256").stringValue(),
                n.required("width").intValue(),
                n.required("height").intValue(),
                n.required("frameCount").intValue(),
                n.required("frameRate").doubleValue());
    }

    ObjectNode write(Ontology o) {
        ArrayNode classes = array();
        o.classes().forEach(c -> classes.add(write(c)));
        return object().put("version", o.version()).set("classes", classes);
    }

    Ontology ontology(JsonNode n) {
        return new Ontology(n.required("version").intValue(), list(n.required("classes"), this::labelClass));
    }

    private ObjectNode write(LabelClass c) {
        ObjectNode n = object().put("id", c.id().value())
                .put("name", c.name())
                .put("colour", c.colour())
                .put("kind", c.kind().name())
                .put("hotkey", c.hotkey())
                .put("parent", c.parent() == null ? null : (Integer) c.parent().value())
                .put("guideline", c.guideline())
                .put("retired", c.retired());
        return DetailsJson.write(n, c.details());
    }

    private LabelClass labelClass(JsonNode n) {
        return new LabelClass(
                classId(n.required("id")),
                n.required("name").stringValue(),
                n.required("colour").stringValue(),
                oneOf(ClassKind.class, n.required("kind")),
                n.required("hotkey").stringValue(),
                orNull(n.get("parent"), ValueJson::classId),
                n.required("guideline").stringValue(),
                n.required("retired").booleanValue(),
                DetailsJson.details(n));
    }

    static ClassId classId(JsonNode n) {
        return new ClassId(n.intValue());
    }

    ObjectNode write(Sequence s) {
        return object().put("id", s.id().toString())
                .put("media", s.media().toString())
                .put("name", s.name())
                .set("range", write(s.range()));
    }

    Sequence sequence(JsonNode n) {
        return new Sequence(
                SequenceId.of(n.required("id").stringValue()),
                MediaId.of(n.required("media").stringValue()),
                n.required("name").stringValue(),
                range(n.required("range")));
    }

    private static ArrayNode write(FrameRange r) {
        return array().add(r.first()).add(r.last());
    }

    private static FrameRange range(JsonNode n) {
        return new FrameRange(n.required(0).intValue(), n.required(1).intValue());
    }

    ObjectNode write(Label l) {
        ArrayNode keyframes = array();
        l.keyframes().forEach((frame, k) -> keyframes.add(write(k).put("frame", frame)));
        ObjectNode n = object().put("id", l.id().toString())
                .put("media", l.media().toString())
                .put("number", l.number())
                .put("class", l.classId().value())
                .put("extent", l.extent().name());
        n.set("keyframes", keyframes);
        n.set("origin", write(l.origin()));
        if (l.depth() != 0) {
            n.put("depth", l.depth());
        }
        return withAttributes(n, l.attributes());
    }

    Label label(JsonNode n) {
        PSortedMap<Integer, Keyframe> keyframes = TreePMap.empty();
        for (JsonNode k : n.required("keyframes").values()) {
            keyframes = keyframes.plus(k.required("frame").intValue(), keyframe(k));
        }
        return new Label(
                LabelId.of(n.required("id").stringValue()),
                MediaId.of(n.required("media").stringValue()),
                n.required("number").intValue(),
                classId(n.required("class")),
                oneOf(Extent.class, n.required("extent")),
                keyframes,
                origin(n.required("origin")),
                DetailsJson.values(n.get("attributes")),
                n.path("depth").intValue(0));
    }

    ObjectNode write(Keyframe k) {
        ObjectNode n = object().put("outside", k.outside())
                .put("occluded", k.occluded())
                .put("interpolation", k.interpolation().name())
                .set("shape", new POJONode(new RawValue(draw(k.shape()).text())));
        return withAttributes(n, k.attributes());
    }

    /// Written only where something is said, so that what was written before there were attributes stays the same.
    private static ObjectNode withAttributes(ObjectNode n, AttributeValues values) {
        if (!values.isEmpty()) {
            n.set("attributes", DetailsJson.write(values));
        }
        return n;
    }

    Keyframe keyframe(JsonNode n) {
        return new Keyframe(
                shape(n.required("shape")),
                n.required("outside").booleanValue(),
                n.required("occluded").booleanValue(),
                oneOf(Interpolation.class, n.required("interpolation")),
                DetailsJson.values(n.get("attributes")));
    }

    /// For a row, behind the event that says the same: the pixels of a mask are kept already then.
    Drawn drawn(Shape shape) {
        Drawn known = last.get(shape);
        return known == null ? draw(shape) : known;
    }

    /// For an event: whatever was kept for one before may have been taken back with it.
    private Drawn draw(Shape shape) {
        @Nullable String text = ShapeText.write(shape);
        Drawn drawn;
        if (text != null) {
            drawn = new Drawn(text, null);
        } else {
            ObjectNode written = write(shape);
            drawn = new Drawn(json.write(written), maskOf(written));
        }
        if (lastLength > MOST_LENGTH) {
            last.clear();
            lastLength = 0;
        }
        last.put(shape, drawn);
        // What a mask holds is in its runs, and not in the text that points at them.
        lastLength += drawn.text().length() + (shape instanceof Mask(Rle runs) ? 4 * runs.runCount() : 0);
        return drawn;
    }

    ObjectNode write(Shape shape) {
        return switch (shape) {
            case Box(double x, double y, double width, double height) ->
                object().put("kind", "box")
                        .set("box", array().add(x).add(y).add(width).add(height));
            case RotatedBox(double x, double y, double width, double height, double angle) ->
                object().put("kind", "rotated_box")
                        .set(
                                "rotated_box",
                                array().add(x).add(y).add(width).add(height).add(angle));
            case Ellipse(double x, double y, double radiusX, double radiusY, double angle) ->
                object().put("kind", "ellipse")
                        .set(
                                "ellipse",
                                array().add(x).add(y).add(radiusX).add(radiusY).add(angle));
            case PointSet(List<Point> points) -> object().put("kind", "points").set("points", flat(points));
            case Skeleton(List<Joint> joints) -> {
                ArrayNode all = array();
                joints.forEach(j -> all.add(object().put("name", j.name())
                        .put("state", j.state().name())
                        .set("at", array().add(j.at().x()).add(j.at().y()))));
                yield object().put("kind", "skeleton").set("joints", all);
            }
            case Polygon(List<Ring> rings) -> {
                ArrayNode all = array();
                rings.forEach(r -> all.add(flat(r.points())));
                yield object().put("kind", "polygon").set("rings", all);
            }
            case Polyline(List<Point> points) ->
                object().put("kind", "polyline").set("points", flat(points));
            case Point(double x, double y) ->
                object().put("kind", "point").set("point", array().add(x).add(y));
            case Mask(var rle) ->
                object().put("kind", "mask")
                        .put("sha256", masks.keep(rle))
                        .put("width", rle.width())
                        .put("height", rle.height());
        };
    }

    /// The blob that a written shape points at, or null for one that says everything itself.
    static @Nullable String maskOf(JsonNode shape) {
        return orNull(shape.get("sha256"), JsonNode::stringValue);
    }

    Shape shape(JsonNode n) {
        String kind = n.required("kind").stringValue();
        return switch (kind) {
            case "box" -> {
                JsonNode b = n.required("box");
                yield new Box(
                        b.required(0).doubleValue(),
                        b.required(1).doubleValue(),
                        b.required(2).doubleValue(),
                        b.required(3).doubleValue());
            }
            case "rotated_box" -> {
                JsonNode b = n.required("rotated_box");
                yield new RotatedBox(
                        b.required(0).doubleValue(),
                        b.required(1).doubleValue(),
                        b.required(2).doubleValue(),
                        b.required(3).doubleValue(),
                        b.required(4).doubleValue());
            }
            case "ellipse" -> {
                JsonNode e = n.required("ellipse");
                yield new Ellipse(
                        e.required(0).doubleValue(),
                        e.required(1).doubleValue(),
                        e.required(2).doubleValue(),
                        e.required(3).doubleValue(),
                        e.required(4).doubleValue());
            }
            case "points" -> new PointSet(points(n.required("points")));
            case "skeleton" ->
                new Skeleton(list(
                        n.required("joints"),
                        j -> new Joint(
                                j.required("name").stringValue(),
                                point(j.required("at")),
                                oneOf(Joint.State.class, j.required("state")))));
            case "polygon" -> new Polygon(list(n.required("rings"), r -> new Ring(points(r))));
            case "polyline" -> new Polyline(points(n.required("points")));
            case "point" -> point(n.required("point"));
            case "mask" ->
                new Mask(masks.read(
                        n.required("sha256").stringValue(),
                        n.required("width").intValue(),
                        n.required("height").intValue()));
            default -> throw new BrokenPayloadException("speaks of an unknown kind of shape, " + kind);
        };
    }

    private static ArrayNode flat(List<Point> points) {
        ArrayNode all = array();
        points.forEach(p -> all.add(p.x()).add(p.y()));
        return all;
    }

    private static Point point(JsonNode n) {
        List<Point> points = points(n);
        if (points.size() != 1) {
            throw new BrokenPayloadException("has a point that is not two numbers");
        }
        return points.getFirst();
    }

    private static List<Point> points(JsonNode n) {
        if (n.size() % 2 != 0) {
            throw new BrokenPayloadException("has a point with one coordinate");
        }
        List<Point> points = new ArrayList<>(n.size() / 2);
        for (int i = 0; i < n.size(); i += 2) {
            points.add(new Point(n.required(i).doubleValue(), n.required(i + 1).doubleValue()));
        }
        return points;
    }

    ObjectNode write(Origin origin) {
        return switch (origin) {
            case Origin.Manual() -> object().put("kind", "manual");
            case Origin.Suggested s ->
                object().put("kind", "suggested")
                        .put("suggestion", s.suggestion().toString())
                        .put("run", s.run().toString())
                        .put("score", s.score())
                        .put("how", s.how().name())
                        .put("policy", s.policy() == null ? null : s.policy().toString());
            case Origin.Imported(String source, String key) ->
                object().put("kind", "imported").put("source", source).put("key", key);
        };
    }

    Origin origin(JsonNode n) {
        String kind = n.required("kind").stringValue();
        return switch (kind) {
            case "manual" -> new Origin.Manual();
            case "suggested" ->
                new Origin.Suggested(
                        SuggestionId.of(n.required("suggestion").stringValue()),
                        RunId.of(n.required("run").stringValue()),
                        n.required("score").doubleValue(),
                        oneOf(Origin.How.class, n.required("how")),
                        orNull(n.get("policy"), p -> PolicyId.of(p.stringValue())));
            case "imported" ->
                new Origin.Imported(
                        n.required("source").stringValue(), n.required("key").stringValue());
            default -> throw new BrokenPayloadException("speaks of an unknown origin, " + kind);
        };
    }

    ObjectNode write(FrameTag t) {
        return object().put("media", t.media().toString())
                .put("frame", t.frame())
                .put("class", t.classId().value());
    }

    FrameTag frameTag(JsonNode n) {
        return new FrameTag(
                MediaId.of(n.required("media").stringValue()),
                n.required("frame").intValue(),
                classId(n.required("class")));
    }

    ObjectNode write(IntervalEvent i) {
        ObjectNode n = object().put("id", i.id().toString())
                .put("media", i.media().toString())
                .put("class", i.classId().value());
        n.set("range", write(i.range()));
        if (!i.details().equals(EventDetails.NONE)) {
            n.set("details", write(i.details()));
        }
        return n;
    }

    /// What says nothing is left out.
    ObjectNode write(EventDetails d) {
        ObjectNode n = object();
        if (d.subject() != null) {
            n.put("subject", d.subject().value());
        }
        if (!d.modifiers().isEmpty()) {
            n.set("modifiers", DetailsJson.write(d.modifiers()));
        }
        if (!d.links().isEmpty()) {
            ArrayNode links = n.putArray("links");
            d.links()
                    .forEach(l -> links.addObject()
                            .put("role", l.role().name())
                            .put("label", l.label().toString()));
        }
        return n;
    }

    EventDetails eventDetails(JsonNode n) {
        List<EventLink> links = new ArrayList<>();
        for (JsonNode l : n.path("links")) {
            links.add(new EventLink(
                    oneOf(EventLink.Role.class, l.required("role")),
                    LabelId.of(l.required("label").stringValue())));
        }
        return new EventDetails(
                n.has("subject") ? classId(n.required("subject")) : null,
                links,
                DetailsJson.values(n.get("modifiers")));
    }

    IntervalEvent interval(JsonNode n) {
        return new IntervalEvent(
                IntervalId.of(n.required("id").stringValue()),
                MediaId.of(n.required("media").stringValue()),
                classId(n.required("class")),
                range(n.required("range")),
                n.has("details") ? eventDetails(n.required("details")) : EventDetails.NONE);
    }

    ObjectNode write(Run r) {
        return object().put("id", r.id().toString())
                .put("plugin", r.plugin())
                .put("pluginVersion", r.pluginVersion())
                .put("model", r.model())
                .put("modelVersion", r.modelVersion())
                .put("weightsSha256", r.weightsSha256())
                .set("settings", write(r.settings()));
    }

    Run run(JsonNode n) {
        return new Run(
                RunId.of(n.required("id").stringValue()),
                n.required("plugin").stringValue(),
                n.required("pluginVersion").stringValue(),
                n.required("model").stringValue(),
                n.required("modelVersion").stringValue(),
                n.required("weightsSha256").stringValue(),
                settings(n.required("settings")));
    }

    ObjectNode write(SortedMap<String, String> settings) {
        ObjectNode n = object();
        settings.forEach(n::put);
        return n;
    }

    SortedMap<String, String> settings(JsonNode n) {
        SortedMap<String, String> settings = new TreeMap<>();
        for (Map.Entry<String, JsonNode> e : n.properties()) {
            settings.put(e.getKey(), e.getValue().stringValue());
        }
        return settings;
    }

    ArrayNode write(List<Suggestion> suggestions) {
        ArrayNode all = array();
        suggestions.forEach(s -> all.add(write(s)));
        return all;
    }

    private ObjectNode write(Suggestion s) {
        ObjectNode n = object().put("id", s.id().toString())
                .put("media", s.media().toString())
                .put("frame", s.frame())
                .put("class", s.classId().value())
                .put("score", s.score())
                .put("run", s.run().toString())
                .put("refines", s.refines() == null ? null : s.refines().toString())
                .set("shape", write(s.shape()));
        if (s.target() != null) {
            n.put("target", s.target().toString());
        }
        return n;
    }

    List<Suggestion> suggestions(JsonNode values) {
        return list(
                values,
                n -> new Suggestion(
                        SuggestionId.of(n.required("id").stringValue()),
                        MediaId.of(n.required("media").stringValue()),
                        n.required("frame").intValue(),
                        classId(n.required("class")),
                        shape(n.required("shape")),
                        n.required("score").doubleValue(),
                        RunId.of(n.required("run").stringValue()),
                        orNull(n.get("refines"), r -> SuggestionId.of(r.stringValue())),
                        orNull(n.get("target"), t -> LabelId.of(t.stringValue()))));
    }

    ObjectNode write(Policy p) {
        return object().put("id", p.id().toString())
                .put("name", p.name())
                .put("text", p.text())
                .put("threshold", p.threshold());
    }

    Policy policy(JsonNode n) {
        return new Policy(
                PolicyId.of(n.required("id").stringValue()),
                n.required("name").stringValue(),
                n.required("text").stringValue(),
                n.required("threshold").doubleValue());
    }

    ObjectNode write(ModelFile m) {
        return object().put("sha256", m.sha256())
                .put("name", m.name())
                .put("fileName", m.fileName())
                .put("card", m.card())
                .put("bytes", m.bytes());
    }

    ModelFile model(JsonNode n) {
        return new ModelFile(
                n.required("sha256").stringValue(),
                n.required("name").stringValue(),
                n.required("fileName").stringValue(),
                n.required("card").stringValue(),
                n.required("bytes").longValue());
    }

    ObjectNode write(ReleaseNote r) {
        ObjectNode n = object().put("name", r.name()).put("upTo", r.upTo()).put("manifestSha256", r.manifestSha256());
        n.set("parts", parts(r));
        return n;
    }

    ReleaseNote release(JsonNode n) {
        return new ReleaseNote(
                n.required("name").stringValue(),
                n.required("upTo").longValue(),
                n.required("manifestSha256").stringValue(),
                parts(n.required("parts")));
    }

    static ObjectNode parts(ReleaseNote r) {
        ObjectNode parts = object();
        r.parts().forEach((video, part) -> parts.put(video.toString(), part));
        return parts;
    }

    static SortedMap<MediaId, String> parts(JsonNode n) {
        SortedMap<MediaId, String> parts = new TreeMap<>();
        n.properties()
                .forEach(p -> parts.put(MediaId.of(p.getKey()), p.getValue().stringValue()));
        return parts;
    }
}
