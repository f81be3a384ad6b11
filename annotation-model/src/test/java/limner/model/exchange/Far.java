package limner.model.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;

/// What reaches beyond its picture, for tests of formats that do not allow it: four that are partly on it, and one that
/// is beside it.
final class Far {

    private Far() {}

    static List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        all.add(new Entry.Category("1", "person", "", true, List.of("nose"), List.of(), ""));
        all.add(new Entry.Video("1", "clip", RandomEntries.WIDTH, RandomEntries.HEIGHT, 5));
        all.add(new Entry.Picture("1", "clip/000000.png", RandomEntries.WIDTH, RandomEntries.HEIGHT, "1", 0));
        List<Shape> shapes = List.of(
                new Box(-5, -5, 20, 20),
                new RotatedBox(45, 20, 20, 10, 30),
                new Ellipse(3, 33, 10, 7, 15),
                new Polygon(List.of(new Ring(List.of(new Point(30, -9), new Point(60, 12), new Point(32, 50))))),
                new Box(100, 100, 5, 5));
        for (Shape shape : shapes) {
            all.add(new Entry.Annotation(
                    new Entry.At("x", shape.toString()),
                    "",
                    "1",
                    "1",
                    Optional.of(shape),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    0,
                    new LinkedHashMap<>(),
                    ""));
        }
        return all;
    }
}
