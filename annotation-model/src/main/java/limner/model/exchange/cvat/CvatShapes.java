package limner.model.exchange.cvat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import limner.model.exchange.CutMask;
import limner.model.exchange.Entry;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// What CVAT's elements draw. Its coordinates are ours; its angles go clockwise about the centre, as ours do; runs of
/// its masks go row by row within a rectangle and begin outside (format: CVAT's documentation, XML annotation format).
final class CvatShapes {

    static final String SKELETON = "skeleton";
    static final String MASK = "mask";

    private CvatShapes() {}

    /// @throws IllegalArgumentException with a clause, when it cannot be drawn
    static Shape shape(XmlItem of, Entry.Picture picture) {
        return switch (of.name()) {
            case "box" -> box(of);
            case "polygon" -> Polygon.of(points(of.text("points")));
            case "polyline" -> new Polyline(points(of.text("points")));
            case "points" -> {
                List<Point> all = points(of.text("points"));
                yield all.size() == 1 ? all.getFirst() : new PointSet(all);
            }
            case "ellipse" ->
                new Ellipse(
                        of.number("cx"),
                        of.number("cy"),
                        of.number("rx"),
                        of.number("ry"),
                        of.numberOrZero("rotation"));
            case MASK ->
                CutMask.ofRuns(
                        picture,
                        new PixelBox(of.whole("left"), of.whole("top"), of.whole("width"), of.whole("height")),
                        runs(of.text("rle")));
            case "cuboid" -> throw new IllegalArgumentException("cuboids are not drawn here");
            default -> throw new IllegalArgumentException("what <" + of.name() + "> draws is not known");
        };
    }

    private static Shape box(XmlItem of) {
        double left = of.number("xtl");
        double top = of.number("ytl");
        double right = of.number("xbr");
        double bottom = of.number("ybr");
        if (!(right > left && bottom > top)) {
            throw new IllegalArgumentException("the box has no extent");
        }
        Box box = new Box(left, top, right - left, bottom - top);
        double angle = of.numberOrZero("rotation");
        return angle == 0 ? box : RotatedBox.of(box).withAngle(angle);
    }

    private static List<Point> points(String text) {
        List<Point> all = new ArrayList<>();
        for (String pair : text.strip().split(";", -1)) {
            int comma = pair.indexOf(',');
            if (comma < 0) {
                throw new IllegalArgumentException("points are pairs of numbers, not " + XmlItem.shortened(pair));
            }
            all.add(new Point(
                    XmlItem.number("an x", pair.substring(0, comma)),
                    XmlItem.number("a y", pair.substring(comma + 1))));
        }
        return all;
    }

    private static int[] runs(String text) {
        int[] all = new int[64];
        int n = 0;
        for (int begin = 0; begin <= text.length(); ) {
            int comma = text.indexOf(',', begin);
            int end = comma < 0 ? text.length() : comma;
            if (n == all.length) {
                all = Arrays.copyOf(all, 2 * n);
            }
            all[n++] = XmlItem.whole("a run of its mask", text.substring(begin, end));
            begin = end + 1;
        }
        return Arrays.copyOf(all, n);
    }

    /// The joints in the order of the label; those that the file does not give are absent.
    ///
    /// @throws IllegalArgumentException with a clause, when its joints cannot be those of the label
    static Skeleton skeleton(XmlItem of, Entry.Category category) {
        Map<String, Joint> given = new LinkedHashMap<>();
        for (XmlItem part : of.parts()) {
            String name = part.text("label");
            if (!part.name().equals("points") || name.isBlank()) {
                throw new IllegalArgumentException("joints of a skeleton are named points");
            }
            List<Point> at = points(part.text("points"));
            if (at.size() != 1) {
                throw new IllegalArgumentException("joint " + name + " has " + at.size() + " places");
            }
            Joint.State state = part.flag("outside")
                    ? Joint.State.ABSENT
                    : part.flag("occluded") ? Joint.State.OCCLUDED : Joint.State.VISIBLE;
            if (given.put(name, new Joint(name, at.getFirst(), state)) != null) {
                throw new IllegalArgumentException("joint " + name + " is there twice");
            }
        }
        if (given.isEmpty()) {
            throw new IllegalArgumentException("the skeleton has no joints");
        }
        if (category.joints().isEmpty()) {
            return new Skeleton(List.copyOf(given.values()));
        }
        Set<String> strange = new HashSet<>(given.keySet());
        category.joints().forEach(strange::remove);
        if (!strange.isEmpty()) {
            throw new IllegalArgumentException("label " + category.name() + " has no joint "
                    + String.join(", ", strange.stream().sorted().toList()));
        }
        Point elsewhere = given.values().iterator().next().at();
        return new Skeleton(category.joints().stream()
                .map(name -> given.getOrDefault(name, new Joint(name, elsewhere, Joint.State.ABSENT)))
                .toList());
    }
}
