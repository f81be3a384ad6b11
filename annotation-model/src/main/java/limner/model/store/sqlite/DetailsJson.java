package limner.model.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import limner.model.id.AttributeId;
import limner.model.id.MediaId;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeCondition;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassDetails;
import limner.model.ontology.Example;
import limner.model.ontology.Hatch;
import limner.model.ontology.SchemaPlace;
import limner.model.ontology.SkeletonTemplate;
import limner.model.ontology.SkeletonTemplate.Edge;
import limner.model.ontology.SkeletonTemplate.Joint;
import limner.model.ontology.SkeletonTemplate.MirrorPair;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What classes say beside name, colour and kind, and values of attributes, as JSON and back. What is not said is left
/// out, so that what was written before there was such a thing stays as it is.
final class DetailsJson {

    private DetailsJson() {}

    /// Adds to the object of a class what it says.
    static ObjectNode write(ObjectNode into, ClassDetails d) {
        if (!d.attributes().isEmpty()) {
            into.set("attributes", array(d.attributes(), DetailsJson::write));
        }
        if (d.skeleton() != null) {
            into.set("skeleton", write(d.skeleton()));
        }
        if (d.hatch() != null) {
            into.put("hatch", d.hatch().name());
        }
        switch (d.schema()) {
            case SchemaPlace.Both() -> {}
            case SchemaPlace.Coarse() -> into.put("schema", "COARSE");
            case SchemaPlace.Pixel(var coarse) -> {
                into.put("schema", "PIXEL");
                if (coarse != null) {
                    into.put("coarse", coarse.value());
                }
            }
        }
        if (!d.examples().isEmpty()) {
            into.set("examples", array(d.examples(), DetailsJson::write));
        }
        if (d.successor() != null) {
            into.put("successor", d.successor().value());
        }
        if (!d.excludes().isEmpty()) {
            ArrayNode excludes = into.putArray("excludes");
            d.excludes().forEach(c -> excludes.add(c.value()));
        }
        return into;
    }

    static ClassDetails details(JsonNode n) {
        return new ClassDetails(
                list(n.get("attributes"), DetailsJson::attribute),
                ValueJson.orNull(n.get("skeleton"), DetailsJson::skeleton),
                ValueJson.orNull(n.get("hatch"), h -> ValueJson.oneOf(Hatch.class, h)),
                schema(n),
                list(n.get("examples"), DetailsJson::example),
                ValueJson.orNull(n.get("successor"), ValueJson::classId),
                list(n.get("excludes"), ValueJson::classId));
    }

    private static SchemaPlace schema(JsonNode n) {
        String place = n.path("schema").stringValue("");
        return switch (place) {
            case "" -> new SchemaPlace.Both();
            case "COARSE" -> new SchemaPlace.Coarse();
            case "PIXEL" -> new SchemaPlace.Pixel(ValueJson.orNull(n.get("coarse"), ValueJson::classId));
            default -> throw new BrokenPayloadException("speaks of an unknown schema, " + place);
        };
    }

    private static ObjectNode write(Attribute a) {
        ObjectNode n = ValueJson.object().put("id", a.id().value()).put("name", a.name());
        n.set("type", write(a.type()));
        if (a.changing()) {
            n.put("changing", true);
        }
        if (a.required()) {
            n.put("required", true);
        }
        if (a.preset() != null) {
            n.set("preset", write(a.preset()));
        }
        if (a.when() != null) {
            n.set(
                    "when",
                    ValueJson.object()
                            .put("attribute", a.when().attribute().value())
                            .set("anyOf", array(a.when().anyOf(), DetailsJson::write)));
        }
        return n;
    }

    private static Attribute attribute(JsonNode n) {
        return new Attribute(
                new AttributeId(n.required("id").intValue()),
                n.required("name").stringValue(),
                type(n.required("type")),
                n.path("changing").booleanValue(false) ? Attribute.Holding.CHANGING : Attribute.Holding.CONSTANT,
                n.path("required").booleanValue(false),
                ValueJson.orNull(n.get("preset"), DetailsJson::value),
                ValueJson.orNull(
                        n.get("when"),
                        w -> new AttributeCondition(
                                new AttributeId(w.required("attribute").intValue()),
                                list(w.required("anyOf"), DetailsJson::value))));
    }

    private static ObjectNode write(AttributeType type) {
        return switch (type) {
            case AttributeType.Select(var options) -> kind("select").set("options", write(options));
            case AttributeType.MultiSelect(var options) -> kind("multiSelect").set("options", write(options));
            case AttributeType.Number(double least, double most, double step) -> {
                ObjectNode n = kind("number");
                if (Double.isFinite(least)) {
                    n.put("least", least);
                }
                if (Double.isFinite(most)) {
                    n.put("most", most);
                }
                if (step > 0) {
                    n.put("step", step);
                }
                yield n;
            }
            case AttributeType.Text() -> kind("text");
            case AttributeType.YesNo() -> kind("yesNo");
        };
    }

    private static AttributeType type(JsonNode n) {
        String kind = n.required("kind").stringValue();
        return switch (kind) {
            case "select" -> new AttributeType.Select(list(n.required("options"), DetailsJson::option));
            case "multiSelect" -> new AttributeType.MultiSelect(list(n.required("options"), DetailsJson::option));
            case "number" ->
                new AttributeType.Number(
                        n.path("least").doubleValue(Double.NEGATIVE_INFINITY),
                        n.path("most").doubleValue(Double.POSITIVE_INFINITY),
                        n.path("step").doubleValue(0));
            case "text" -> new AttributeType.Text();
            case "yesNo" -> new AttributeType.YesNo();
            default -> throw new BrokenPayloadException("speaks of an unknown kind of attribute, " + kind);
        };
    }

    private static ObjectNode kind(String name) {
        return ValueJson.object().put("kind", name);
    }

    private static ArrayNode write(List<AttributeOption> options) {
        return array(options, o -> ValueJson.object().put("id", o.id()).put("name", o.name()));
    }

    private static AttributeOption option(JsonNode n) {
        return new AttributeOption(
                n.required("id").intValue(), n.required("name").stringValue());
    }

    private static ObjectNode write(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Choice(int option) -> ValueJson.object().put("choice", option);
            case AttributeValue.Choices(var options) -> {
                ArrayNode all = ValueJson.array();
                options.forEach(all::add);
                yield ValueJson.object().set("choices", all);
            }
            case AttributeValue.Number(double number) -> ValueJson.object().put("number", number);
            case AttributeValue.Text(String text) -> ValueJson.object().put("text", text);
            case AttributeValue.YesNo(boolean yes) -> ValueJson.object().put("yes", yes);
        };
    }

    private static AttributeValue value(JsonNode n) {
        if (n.properties().size() != 1) {
            throw new BrokenPayloadException("has a value of an attribute that is not one");
        }
        String kind = n.properties().iterator().next().getKey();
        JsonNode v = n.required(kind);
        return switch (kind) {
            case "choice" -> new AttributeValue.Choice(v.intValue());
            case "choices" -> new AttributeValue.Choices(new TreeSet<>(list(v, JsonNode::intValue)));
            case "number" -> new AttributeValue.Number(v.doubleValue());
            case "text" -> new AttributeValue.Text(v.stringValue());
            case "yes" -> new AttributeValue.YesNo(v.booleanValue());
            default -> throw new BrokenPayloadException("speaks of an unknown kind of value, " + kind);
        };
    }

    /// Values by the numbers of their attributes.
    static ObjectNode write(AttributeValues values) {
        ObjectNode n = ValueJson.object();
        values.values().forEach((id, value) -> n.set(id.toString(), write(value)));
        return n;
    }

    /// @param n null where nothing is said
    static AttributeValues values(@Nullable JsonNode n) {
        PSortedMap<AttributeId, AttributeValue> values = TreePMap.empty();
        if (n != null) {
            for (var e : n.properties()) {
                values = values.plus(new AttributeId(Integer.parseInt(e.getKey())), value(e.getValue()));
            }
        }
        return new AttributeValues(values);
    }

    private static ObjectNode write(SkeletonTemplate s) {
        ObjectNode n = ValueJson.object();
        n.set(
                "joints",
                array(
                        s.joints(),
                        j -> ValueJson.object()
                                .put("name", j.name())
                                .put("x", j.x())
                                .put("y", j.y())));
        n.set("edges", array(s.edges(), e -> pair(e.from(), e.to())));
        n.set("mirrors", array(s.mirrors(), m -> pair(m.left(), m.right())));
        return n;
    }

    private static SkeletonTemplate skeleton(JsonNode n) {
        return new SkeletonTemplate(
                list(
                        n.required("joints"),
                        j -> new Joint(
                                j.required("name").stringValue(),
                                j.required("x").doubleValue(),
                                j.required("y").doubleValue())),
                list(
                        n.required("edges"),
                        e -> new Edge(e.required(0).intValue(), e.required(1).intValue())),
                list(
                        n.required("mirrors"),
                        m -> new MirrorPair(
                                m.required(0).intValue(), m.required(1).intValue())));
    }

    private static ArrayNode pair(int a, int b) {
        return ValueJson.array().add(a).add(b);
    }

    private static ObjectNode write(Example e) {
        return ValueJson.object()
                .put("sha256", e.sha256())
                .put("width", e.width())
                .put("height", e.height())
                .put("kind", e.kind().name())
                .put("caption", e.caption())
                .put("media", e.media().toString())
                .put("frame", e.frame());
    }

    private static Example example(JsonNode n) {
        return new Example(
                n.required("sha256").stringValue(),
                n.required("width").intValue(),
                n.required("height").intValue(),
                ValueJson.oneOf(Example.Kind.class, n.required("kind")),
                n.required("caption").stringValue(),
                MediaId.of(n.required("media").stringValue()),
                n.required("frame").intValue());
    }

    private static <T> ArrayNode array(List<T> values, Function<T, JsonNode> write) {
        ArrayNode all = ValueJson.array();
        values.forEach(v -> all.add(write.apply(v)));
        return all;
    }

    private static <T> List<T> list(@Nullable JsonNode values, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        if (values != null) {
            values.values().forEach(v -> all.add(read.apply(v)));
        }
        return all;
    }
}
