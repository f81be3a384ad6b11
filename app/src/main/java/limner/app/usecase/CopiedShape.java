package limner.app.usecase;

import java.util.ArrayList;
import java.util.List;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A shape as JSON, to the last digit, and back: `kind`, and `numbers`, `rings`, `joints`, or the `width`, `height` and
/// `counts` of a mask (COCO's compressed runs).
final class CopiedShape {

    private CopiedShape() {}

    static ObjectNode write(Shape shape) {
        ObjectNode n = JsonNodeFactory.instance.objectNode();
        n.put("kind", shape.kind().name());
        switch (shape) {
            case Box b -> numbers(n, b.x(), b.y(), b.width(), b.height());
            case RotatedBox b -> numbers(n, b.x(), b.y(), b.width(), b.height(), b.angle());
            case Ellipse e -> numbers(n, e.x(), e.y(), e.radiusX(), e.radiusY(), e.angle());
            case Point p -> numbers(n, p.x(), p.y());
            case Polyline line -> points(n.putArray("numbers"), line.points());
            case PointSet set -> points(n.putArray("numbers"), set.points());
            case Polygon polygon -> {
                ArrayNode rings = n.putArray("rings");
                polygon.rings().forEach(r -> points(rings.addArray(), r.points()));
            }
            case Skeleton skeleton -> {
                ArrayNode joints = n.putArray("joints");
                for (Joint j : skeleton.joints()) {
                    ObjectNode one = joints.addObject();
                    one.put("name", j.name()).put("state", j.state().name());
                    numbers(one, j.at().x(), j.at().y());
                }
            }
            case Mask(Rle rle) ->
                n.put("width", rle.width()).put("height", rle.height()).put("counts", rle.cocoString());
        }
        return n;
    }

    private static void numbers(ObjectNode into, double... values) {
        ArrayNode all = into.putArray("numbers");
        for (double v : values) {
            all.add(v);
        }
    }

    private static void points(ArrayNode into, List<Point> points) {
        points.forEach(p -> into.add(p.x()).add(p.y()));
    }

    /// @throws IllegalArgumentException when that is no shape
    static Shape read(JsonNode n) {
        return switch (ShapeKind.valueOf(n.required("kind").stringValue())) {
            case BOX -> {
                double[] v = numbers(n, 4);
                yield new Box(v[0], v[1], v[2], v[3]);
            }
            case ROTATED_BOX -> {
                double[] v = numbers(n, 5);
                yield new RotatedBox(v[0], v[1], v[2], v[3], v[4]);
            }
            case ELLIPSE -> {
                double[] v = numbers(n, 5);
                yield new Ellipse(v[0], v[1], v[2], v[3], v[4]);
            }
            case POINT -> point(n);
            case POLYLINE -> new Polyline(points(n.required("numbers")));
            case POINTS -> new PointSet(points(n.required("numbers")));
            case POLYGON -> {
                List<Ring> rings = new ArrayList<>();
                n.required("rings").values().forEach(r -> rings.add(new Ring(points(r))));
                yield new Polygon(rings);
            }
            case SKELETON -> {
                List<Joint> joints = new ArrayList<>();
                n.required("joints")
                        .values()
                        .forEach(j -> joints.add(new Joint(
                                j.required("name").stringValue(),
                                point(j),
                                Joint.State.valueOf(j.required("state").stringValue()))));
                yield new Skeleton(joints);
            }
            case MASK ->
                new Mask(Rle.ofCocoString(
                        n.required("width").intValue(),
                        n.required("height").intValue(),
                        n.required("counts").stringValue()));
        };
    }

    private static Point point(JsonNode n) {
        double[] v = numbers(n, 2);
        return new Point(v[0], v[1]);
    }

    private static double[] numbers(JsonNode n, int count) {
        JsonNode all = n.required("numbers");
        if (all.size() != count) {
            throw new IllegalArgumentException(count + " numbers are needed, not " + all.size());
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = finite(all.required(i));
        }
        return values;
    }

    private static List<Point> points(JsonNode all) {
        if (!all.isArray() || all.size() % 2 != 0) {
            throw new IllegalArgumentException("points are pairs of numbers");
        }
        List<Point> points = new ArrayList<>(all.size() / 2);
        for (int i = 0; i < all.size(); i += 2) {
            points.add(new Point(finite(all.required(i)), finite(all.required(i + 1))));
        }
        return points;
    }

    private static double finite(JsonNode n) {
        double value = n.doubleValue();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a place is a finite number: " + value);
        }
        return value;
    }
}
