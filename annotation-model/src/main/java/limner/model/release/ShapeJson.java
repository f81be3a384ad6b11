package limner.model.release;

import static limner.model.release.coco.JsonFormat.number;

import java.util.List;
import java.util.Locale;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.Shape;
import limner.model.geometry.ShapeKind;
import tools.jackson.core.JsonGenerator;

/// A shape as JSON that says exactly what was drawn.
final class ShapeJson {

    private ShapeJson() {}

    static String nameOf(ShapeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static void write(JsonGenerator json, Shape shape) {
        json.writeStartObject();
        json.writeStringProperty("kind", nameOf(shape.kind()));
        switch (shape) {
            case Box b -> {
                json.writeArrayPropertyStart("box");
                number(json, b.x());
                number(json, b.y());
                number(json, b.width());
                number(json, b.height());
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
}
