package limner.model.exchange.cvat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import limner.model.exchange.Choices;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Loss;
import limner.model.exchange.PosedFit;
import limner.model.exchange.RegionFit;
import limner.model.exchange.Value;
import limner.model.exchange.XmlText;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.ontology.AttributeType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// What CVAT's pictures say of an annotation: every kind of shape that has an extent; keypoints alone or beside a
/// region; one value of each attribute.
record CvatFit(Entry.Picture picture, Entry.Category category, Choices choices) {

    /// The `source` of what somebody drew: the same as saying nothing.
    static final String BY_HAND = "manual";

    Fitted.Piece fit(Entry.Annotation a) {
        return new PosedFit(category(category).joints(), this::shapes, (all, shape, pose, _) -> said(all, shape, pose))
                .fit(a);
    }

    private Entry.Annotation said(Entry.Annotation a, Optional<Shape> shape, Optional<Skeleton> pose) {
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                shape,
                pose,
                Optional.empty(),
                a.crowd() && !CvatValues.asksWhetherCrowd(category),
                a.occluded(),
                a.depth(),
                attributes(a.attributes()),
                extras(a.extras()));
    }

    /// As they will be read: those that the label does not declare are words.
    private SequencedMap<String, Value> attributes(SequencedMap<String, Value> all) {
        SequencedMap<String, Value> said = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            boolean isOwn = name.equals(CvatValues.CROWD) && !CvatValues.asksWhetherCrowd(category);
            if (!isOwn && !name.isEmpty() && XmlText.isName(name)) {
                CvatValues.text(value)
                        .filter(XmlText::isText)
                        .flatMap(text -> read(CvatValues.type(category, name), text))
                        .ifPresent(v -> said.put(name, v));
            }
        });
        return said;
    }

    private static Optional<Value> read(AttributeType type, String text) {
        try {
            return CvatValues.value(type, text);
        } catch (IllegalArgumentException e) {
            // A word where the label asks for a number.
            return Optional.empty();
        }
    }

    private static String extras(String all) {
        String source = source(all);
        return source.isBlank() || source.equals(BY_HAND) || !XmlText.isName(source)
                ? ""
                : JsonNodeFactory.instance.objectNode().put("source", source).toString();
    }

    /// Who or what made it; empty where nothing is said.
    static String source(String extras) {
        JsonNode source =
                JsonMapper.shared().readTree(extras.isEmpty() ? "{}" : extras).path("source");
        return source.isString() ? source.asString() : "";
    }

    private List<Shape> shapes(Shape shape, Map<Loss, String> because) {
        return switch (shape) {
            case Box box -> extended(box.width(), box.height(), box, because);
            // By the same way as it will be read, so that the numbers are those that will be there.
            case RotatedBox r -> {
                Box box = new Box(r.x() - r.width() / 2, r.y() - r.height() / 2, r.width(), r.height());
                yield extended(
                        r.width(),
                        r.height(),
                        r.angle() == 0 ? box : RotatedBox.of(box).withAngle(r.angle()),
                        because);
            }
            case Polygon _, Mask _ ->
                new RegionFit(picture, choices)
                        .of(shape, because).stream()
                                .filter(s -> !(s instanceof Mask(var rle)) || !rle.isEmpty())
                                .toList();
            case Ellipse _, Polyline _, Point _ -> List.of(shape);
            case PointSet(List<Point> points) -> List.of(points.size() == 1 ? points.getFirst() : shape);
            case Skeleton _ -> List.of();
        };
    }

    private static List<Shape> extended(double width, double height, Shape box, Map<Loss, String> because) {
        if (width > 0 && height > 0) {
            return List.of(box);
        }
        because.put(Loss.OBJECT, "is left out: the box has no extent");
        return List.of();
    }

    /// What a label says of a class.
    static Entry.Category category(Entry.Category c) {
        boolean isPosed = c.joints().stream().allMatch(j -> !j.isBlank() && XmlText.isName(j))
                && c.joints().stream().distinct().count() == c.joints().size();
        List<String> joints = isPosed ? c.joints() : List.of();
        List<Entry.Bone> bones =
                isPosed ? c.bones().stream().filter(b -> b.from() != b.to()).toList() : List.of();
        return new Entry.Category(
                c.key(),
                XmlText.name(c.name()),
                "",
                true,
                joints,
                CvatDrawing.of(joints, bones).length() > CvatLabels.LONGEST_DRAWING ? List.of() : bones,
                c.colour().matches("#[0-9a-f]{6}") ? c.colour() : "",
                c.asked().stream().filter(q -> XmlText.isName(q.name())).toList());
    }
}
