package limner.model.release;

import static limner.model.release.coco.JsonFormat.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import limner.model.geometry.ShapeKind;
import limner.model.geometry.Skeleton;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// A shape as JSON that says exactly what was drawn, there and back.
public final class ShapeJson {

    private ShapeJson() {}

    static String nameOf(ShapeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    public static void write(JsonGenerator json, Shape shape) {
        json.writeStartObject();
        json.writeStringProperty("kind", nameOf(shape.kind()));
        switch (shape) {
            case Box b -> numbers(json, "box", b.x(), b.y(), b.width(), b.height());
            case RotatedBox b -> numbers(json, "rotated_box", b.x(), b.y(), b.width(), b.height(), b.angle());
            case Ellipse e -> numbers(json, "ellipse", e.x(), e.y(), e.radiusX(), e.radiusY(), e.angle());
            case PointSet set -> points(json, "points", set.points());
            case Skeleton skeleton -> {
                json.writeArrayPropertyStart("joints");
                for (Joint joint : skeleton.joints()) {
                    json.writeStartObject();
                    json.writeStringProperty("name", joint.name());
                    json.writeStringProperty("state", joint.state().name().toLowerCase(Locale.ROOT));
                    numbers(json, "at", joint.at().x(), joint.at().y());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            case Polygon polygon -> {
                json.writeArrayPropertyStart("rings");
                for (Ring ring : polygon.rings()) {
                    json.writeStartArray();
                    points(json, ring.points());
                    json.writeEndArray();
                }
                json.writeEndArray();
            }
            case Polyline line -> points(json, "points", line.points());
            case Point point -> points(json, "points", List.of(point));
            case Mask mask -> {
                json.writeArrayPropertyStart("size");
                json.writeNumber(mask.rle().height());
                json.writeNumber(mask.rle().width());
                json.writeEndArray();
                json.writeStringProperty("counts", mask.rle().cocoString());
            }
        }
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, String name, double... values) {
        json.writeArrayPropertyStart(name);
        for (double value : values) {
            number(json, value);
        }
        json.writeEndArray();
    }

    private static void points(JsonGenerator json, String name, List<Point> points) {
        json.writeArrayPropertyStart(name);
        points(json, points);
        json.writeEndArray();
    }

    private static void points(JsonGenerator json, List<Point> points) {
        for (Point p : points) {
            number(json, p.x());
            number(json, p.y());
        }
    }

    /// The shape that was written.
    ///
    /// @throws IllegalArgumentException when it is none, with a clause for the user
    public static Shape read(JsonNode n) {
        String kind = n.path("kind").asString("");
        return switch (kind) {
            case "box" -> {
                double[] b = numbers(n, "box", 4);
                yield new Box(b[0], b[1], b[2], b[3]);
            }
            case "rotated_box" -> {
                double[] b = numbers(n, "rotated_box", 5);
                yield new RotatedBox(b[0], b[1], b[2], b[3], b[4]);
            }
            case "ellipse" -> {
                double[] e = numbers(n, "ellipse", 5);
                yield new Ellipse(e[0], e[1], e[2], e[3], e[4]);
            }
            case "polygon" -> {
                List<Ring> rings = new ArrayList<>();
                for (JsonNode ring : n.path("rings").values()) {
                    rings.add(new Ring(points(ring)));
                }
                yield new Polygon(rings);
            }
            case "polyline" -> new Polyline(points(n.path("points")));
            case "points" -> new PointSet(points(n.path("points")));
            case "point" -> {
                double[] p = numbers(n, "points", 2);
                yield new Point(p[0], p[1]);
            }
            case "skeleton" -> new Skeleton(joints(n.path("joints")));
            case "mask" -> {
                double[] size = numbers(n, "size", 2);
                yield new Mask(Rle.ofCocoString(
                        (int) size[1], (int) size[0], n.path("counts").asString("")));
            }
            default -> throw new IllegalArgumentException("shapes of kind " + kind + " are not known");
        };
    }

    private static List<Joint> joints(JsonNode all) {
        List<Joint> joints = new ArrayList<>();
        for (JsonNode j : all.values()) {
            double[] at = numbers(j, "at", 2);
            joints.add(new Joint(
                    j.path("name").asString(""),
                    new Point(at[0], at[1]),
                    Joint.State.valueOf(j.path("state").asString("").toUpperCase(Locale.ROOT))));
        }
        return joints;
    }

    private static double[] numbers(JsonNode n, String name, int count) {
        JsonNode array = n.path(name);
        if (array.size() != count || !array.values().stream().allMatch(JsonNode::isNumber)) {
            throw new IllegalArgumentException(name + " is no list of " + count + " numbers");
        }
        return array.values().stream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    private static List<Point> points(JsonNode array) {
        if (array.size() % 2 != 0 || !array.values().stream().allMatch(JsonNode::isNumber)) {
            throw new IllegalArgumentException("points are x and y in turn");
        }
        List<Point> points = new ArrayList<>(array.size() / 2);
        for (int i = 0; i < array.size(); i += 2) {
            points.add(new Point(array.get(i).doubleValue(), array.get(i + 1).doubleValue()));
        }
        return points;
    }
}
