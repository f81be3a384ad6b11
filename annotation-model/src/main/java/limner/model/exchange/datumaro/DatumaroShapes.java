package limner.model.exchange.datumaro;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.model.exchange.Entry;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import tools.jackson.databind.JsonNode;

/// What annotations of Datumaro draw. Coordinates are ours; sizes are height and width; runs of masks are COCO's.
final class DatumaroShapes {

    private DatumaroShapes() {}

    /// @param angle in degrees, where an attribute turns what is drawn; CVAT writes it so
    /// @throws IllegalArgumentException with a clause, when it cannot be drawn
    static Shape shape(String type, JsonNode n, Entry.Picture picture, double angle) {
        return switch (type) {
            case "bbox" -> {
                double[] b = numbers(n.path("bbox"), "bbox");
                if (b.length != 4 || !(b[2] > 0 && b[3] > 0)) {
                    throw new IllegalArgumentException("a bbox is x, y, and a width and height above 0");
                }
                Box box = new Box(b[0], b[1], b[2], b[3]);
                yield angle == 0 ? box : RotatedBox.of(box).withAngle(angle);
            }
            case "rotated_bbox" -> {
                double[] b = numbers(n.path("points"), "points");
                if (b.length != 5) {
                    throw new IllegalArgumentException("a rotated_bbox is its centre, width, height and angle");
                }
                yield new RotatedBox(b[0], b[1], b[2], b[3], b[4]);
            }
            case "ellipse" -> {
                double[] b = numbers(n.path("points"), "points");
                if (b.length != 4) {
                    throw new IllegalArgumentException("an ellipse is two corners of the box around it");
                }
                yield Ellipse.in(Box.between(new Point(b[0], b[1]), new Point(b[2], b[3])))
                        .withAngle(angle);
            }
            case "polygon" -> Polygon.of(points(n));
            case "polyline" -> new Polyline(points(n));
            case "points" -> {
                List<Point> all = there(n);
                yield all.size() == 1 ? all.getFirst() : new PointSet(all);
            }
            case "mask" -> mask(n.path("rle"), picture);
            default -> throw new IllegalArgumentException("annotations of type " + type + " are not drawn here");
        };
    }

    private static Shape mask(JsonNode rle, Entry.Picture picture) {
        double[] size = numbers(rle.path("size"), "size");
        if (size.length != 2 || size[0] != picture.height() || size[1] != picture.width()) {
            throw new IllegalArgumentException(
                    "the mask is for a picture of another size than " + picture.width() + " × " + picture.height());
        }
        JsonNode counts = rle.path("counts");
        if (counts.isString()) {
            return new Mask(Rle.ofCocoString(picture.width(), picture.height(), counts.stringValue()));
        }
        double[] runs = numbers(counts, "counts");
        int[] whole = new int[runs.length];
        for (int i = 0; i < runs.length; i++) {
            whole[i] = (int) runs[i];
            if (whole[i] != runs[i]) {
                throw new IllegalArgumentException("counts holds something that is no length of a run");
            }
        }
        return new Mask(Rle.ofCounts(picture.width(), picture.height(), whole));
    }

    /// The keypoints of a label that names its joints; empty where they are only points.
    ///
    /// @throws IllegalArgumentException with a clause, when they do not fit the label
    static Optional<Skeleton> pose(JsonNode n, Entry.Category of) {
        if (of.joints().isEmpty()) {
            return Optional.empty();
        }
        List<Point> at = points(n);
        if (at.size() != of.joints().size()) {
            throw new IllegalArgumentException(
                    "it has " + at.size() + " places for " + of.joints().size() + " keypoints of label " + of.name());
        }
        double[] seen = n.path("visibility").isArray() ? numbers(n.path("visibility"), "visibility") : new double[0];
        List<Joint> joints = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            double how = i < seen.length ? seen[i] : 2;
            if (how != 0 && how != 1 && how != 2) {
                throw new IllegalArgumentException("a keypoint is seen as 0, 1 or 2, not " + how);
            }
            joints.add(new Joint(
                    of.joints().get(i),
                    at.get(i),
                    how == 0 ? Joint.State.ABSENT : how == 1 ? Joint.State.OCCLUDED : Joint.State.VISIBLE));
        }
        return Optional.of(new Skeleton(joints));
    }

    /// Whether some of its points are hidden or not there.
    static boolean isPartlySeen(JsonNode n) {
        return n.path("visibility").values().stream().anyMatch(v -> v.asDouble(2) != 2);
    }

    /// Points without those that are said not to be there.
    private static List<Point> there(JsonNode n) {
        List<Point> all = points(n);
        JsonNode seen = n.path("visibility");
        List<Point> there = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (seen.path(i).asDouble(2) != 0) {
                there.add(all.get(i));
            }
        }
        if (there.isEmpty()) {
            throw new IllegalArgumentException("none of its points is there");
        }
        return there;
    }

    private static List<Point> points(JsonNode n) {
        double[] flat = numbers(n.path("points"), "points");
        if (flat.length == 0 || flat.length % 2 != 0) {
            throw new IllegalArgumentException("points are x and y in turn, not " + flat.length + " numbers");
        }
        List<Point> all = new ArrayList<>(flat.length / 2);
        for (int i = 0; i < flat.length; i += 2) {
            all.add(new Point(flat[i], flat[i + 1]));
        }
        return all;
    }

    static double[] numbers(JsonNode n, String name) {
        if (!n.isArray()) {
            throw new IllegalArgumentException(name + " is no list of numbers");
        }
        double[] all = new double[n.size()];
        for (int i = 0; i < all.length; i++) {
            JsonNode each = n.get(i);
            all[i] = each.isNumber() ? each.asDouble(Double.NaN) : Double.NaN;
            if (!Double.isFinite(all[i])) {
                throw new IllegalArgumentException(name + " holds something that is no number, or beyond all measure");
            }
        }
        return all;
    }
}
