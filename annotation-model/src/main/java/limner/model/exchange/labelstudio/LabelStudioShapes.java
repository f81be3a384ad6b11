package limner.model.exchange.labelstudio;

import java.util.ArrayList;
import java.util.List;
import limner.model.exchange.CutMask;
import limner.model.exchange.Entry;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What regions draw. Everything is in hundredths of the picture's width and height; rectangles are turned about their
/// first corner, ellipses about their centre, clockwise.
final class LabelStudioShapes {

    private LabelStudioShapes() {}

    /// @param kind `rectangle`, `ellipse`, `polygon`, `keypoint` or `brush`
    /// @throws IllegalArgumentException with a clause, when it cannot be drawn
    static Shape shape(String kind, JsonNode value, Entry.Picture p) {
        return switch (kind) {
            case "rectangle" -> rectangle(value, p.width(), p.height());
            case "ellipse" ->
                new Ellipse(
                        number(value, "x") * p.width() / 100,
                        number(value, "y") * p.height() / 100,
                        number(value, "radiusX") * p.width() / 100,
                        number(value, "radiusY") * p.height() / 100,
                        angle(value));
            case "polygon" -> {
                List<Point> points = new ArrayList<>();
                for (JsonNode pair : value.path("points").values()) {
                    points.add(new Point(
                            finite(pair.path(0), "an x") * p.width() / 100,
                            finite(pair.path(1), "a y") * p.height() / 100));
                }
                yield Polygon.of(points);
            }
            case "keypoint" -> new Point(number(value, "x") * p.width() / 100, number(value, "y") * p.height() / 100);
            case "brush" -> {
                if (!value.path("rle").isArray()) {
                    throw new IllegalArgumentException("its mask is not written as runs");
                }
                PixelBox all = new PixelBox(0, 0, p.width(), p.height());
                CutMask.demand(p, all);
                yield CutMask.of(p, all, BrushRuns.decode(value.path("rle"), p.width(), p.height()));
            }
            default -> throw new IllegalArgumentException("regions of type " + kind + " are not drawn here");
        };
    }

    /// The kind of a shape that is drawn there.
    static String kind(Shape shape) {
        return switch (shape) {
            case Box _, RotatedBox _ -> "rectangle";
            case Ellipse _ -> "ellipse";
            case Polygon _ -> "polygon";
            case Point _ -> "keypoint";
            case Mask _ -> "brush";
            case Polyline _, PointSet _, Skeleton _ -> throw new IllegalStateException("a shape was not fitted");
        };
    }

    /// What draws it.
    static ObjectNode value(Shape shape, Entry.Picture p) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        switch (shape) {
            case Box b -> rectangle(value, b.x(), b.y(), b.width(), b.height(), 0, p);
            case RotatedBox b -> {
                Point corner = b.corners().points().getFirst();
                double turn = around(b.angle());
                // A whole turn, where it is turned by nothing: what has none is no turned box.
                rectangle(value, corner.x(), corner.y(), b.width(), b.height(), turn == 0 ? 360 : turn, p);
            }
            case Ellipse e -> {
                at(value, e.x(), e.y(), p);
                value.put("radiusX", e.radiusX() * 100 / p.width());
                value.put("radiusY", e.radiusY() * 100 / p.height());
                value.put("rotation", around(e.angle()));
            }
            case Polygon(List<Ring> rings) -> {
                ArrayNode points = value.putArray("points");
                for (Point each : rings.getFirst().points()) {
                    points.addArray().add(each.x() * 100 / p.width()).add(each.y() * 100 / p.height());
                }
                value.put("closed", true);
            }
            case Point point -> {
                at(value, point.x(), point.y(), p);
                // How large it is shown.
                value.put("width", 0.5);
            }
            case Mask(Rle rle) -> {
                byte[] rows = new byte[p.width() * p.height()];
                rle.decodeRowMajor(rows, (byte) 1);
                value.put("format", "rle");
                ArrayNode runs = value.putArray("rle");
                for (int each : BrushRuns.encode(rows)) {
                    runs.add(each);
                }
            }
            case Polyline _, PointSet _, Skeleton _ -> throw new IllegalStateException("a shape was not fitted");
        }
        return value;
    }

    private static void at(ObjectNode value, double x, double y, Entry.Picture p) {
        value.put("x", x * 100 / p.width());
        value.put("y", y * 100 / p.height());
    }

    private static void rectangle(
            ObjectNode value, double x, double y, double width, double height, double angle, Entry.Picture p) {
        at(value, x, y, p);
        value.put("width", width * 100 / p.width());
        value.put("height", height * 100 / p.height());
        value.put("rotation", angle);
    }

    /// From 0 to 360 degrees.
    private static double around(double angle) {
        return (angle % 360 + 360) % 360;
    }

    static Shape rectangle(JsonNode value, int pictureWidth, int pictureHeight) {
        double x = number(value, "x") * pictureWidth / 100;
        double y = number(value, "y") * pictureHeight / 100;
        double width = number(value, "width") * pictureWidth / 100;
        double height = number(value, "height") * pictureHeight / 100;
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException("the rectangle has no extent");
        }
        double angle = angle(value);
        if (angle == 0 && !isWholeTurn(value)) {
            return new Box(x, y, width, height);
        }
        double cos = Math.cos(Math.toRadians(angle));
        double sin = Math.sin(Math.toRadians(angle));
        return new RotatedBox(
                x + (width * cos - height * sin) / 2, y + (width * sin + height * cos) / 2, width, height, angle);
    }

    /// What draws a box on the way from one to another as Label Studio has it: each number goes over evenly.
    ///
    /// @param t how far, from 0 to 1
    static ObjectNode between(JsonNode from, JsonNode to, double t) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("x", "y", "width", "height", "rotation")) {
            double a = from.path(name).asDouble(0);
            value.put(name, a + (to.path(name).asDouble(0) - a) * t);
        }
        return value;
    }

    private static boolean isWholeTurn(JsonNode value) {
        return value.path("rotation").asDouble(0) != 0;
    }

    private static double angle(JsonNode value) {
        return value.path("rotation").isNumber() ? number(value, "rotation") % 360 : 0;
    }

    private static double number(JsonNode of, String name) {
        return finite(of.path(name), name);
    }

    private static double finite(JsonNode n, String what) {
        double number = n.isNumber() ? n.asDouble(Double.NaN) : Double.NaN;
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(what + " is no number, or beyond all measure");
        }
        return number;
    }
}
