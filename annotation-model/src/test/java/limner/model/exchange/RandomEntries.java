package limner.model.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
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

/// Small data sets of everything that can be said, in the order in which sources tell it, for tests that write and read
/// back.
final class RandomEntries {

    static final int WIDTH = 48;
    static final int HEIGHT = 36;

    /// Knows the pictures, for formats that do not say how large they are.
    static final Surroundings AROUND = new Surroundings() {
        @Override
        public Optional<Size> sizeOf(String file) {
            return file.matches("clip/00000[0-2]\\.png|alone\\.png")
                    ? Optional.of(new Size(WIDTH, HEIGHT))
                    : Optional.empty();
        }

        @Override
        public Samples samples(byte[] png) throws IOException {
            return PngPixels.read(png);
        }
    };

    private RandomEntries() {}

    static Choices choices(Random random) {
        return new Choices(
                any(random, Choices.Holes.values()),
                any(random, Choices.Parts.values()),
                any(random, Choices.Regions.values()));
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    /// One video with frames and a picture of its own; boxes, outlines with holes and parts, masks, keypoints, tracks,
    /// crowds, attributes, tags, events.
    static List<Entry> of(Random random) {
        List<Entry> all = new ArrayList<>();
        all.add(new Entry.Category(
                "3", "person", "animal", true, List.of("nose", "tail"), List.of(new Entry.Bone(0, 1)), "#ff0000"));
        all.add(Entry.Category.of("7", "Straße"));
        all.add(new Entry.Category("wild", "sky", "", false, List.of(), List.of(), ""));
        all.add(new Entry.Video("1", "clip", WIDTH, HEIGHT, 5));
        for (int f = 0; f < 3; f++) {
            all.add(new Entry.Picture("" + (f + 1), "clip/00000" + f + ".png", WIDTH, HEIGHT, "1", f));
        }
        all.add(new Entry.Picture("alone", "alone.png", WIDTH, HEIGHT, "", -1));
        int key = 1;
        for (String picture : List.of("1", "2", "3", "alone")) {
            int count = random.nextInt(6);
            for (int i = 0; i < count; i++) {
                all.add(annotation(random, picture, random.nextBoolean() ? "" + key++ : "", all.size()));
            }
            if (random.nextBoolean()) {
                all.add(new Entry.Tag(new Entry.At("x", "tag"), picture, "7"));
            }
        }
        all.add(new Entry.Interval(new Entry.At("x", ""), "1", "7", 1, 3));
        return all;
    }

    private static Entry.Annotation annotation(Random random, String picture, String key, int number) {
        String category = any(random, new String[] {"3", "7", "wild"});
        Shape shape = shape(random, random.nextInt(9));
        Optional<Skeleton> pose = category.equals("3") && random.nextInt(3) == 0 && !(shape instanceof Skeleton)
                ? Optional.of(pose(random))
                : Optional.empty();
        SequencedMap<String, Value> attributes = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            attributes.put("colour", new Value.Word("blé \"x\""));
            attributes.put("speed", new Value.Amount(random.nextInt(100) / 8.0));
            attributes.put("tags", new Value.Words(List.of("a", "b")));
            attributes.put(random.nextBoolean() ? "occluded" : "fine", new Value.Flag(random.nextBoolean()));
        }
        return new Entry.Annotation(
                new Entry.At("x", "annotations[" + number + "]"),
                key,
                picture,
                category,
                Optional.of(shape),
                pose,
                random.nextInt(3) == 0
                        ? Optional.of(new Entry.OnTrack(
                                (picture.equals("alone") ? "" : "1/") + "t" + number,
                                any(random, Entry.Known.values()),
                                random.nextInt(5) == 0))
                        : Optional.empty(),
                random.nextInt(6) == 0,
                random.nextBoolean(),
                random.nextInt(3),
                attributes,
                random.nextInt(4) == 0 ? "{\"score\":0.25,\"attributes.odd\":{\"a\":[1,2]}}" : "");
    }

    static Shape shape(Random random, int kind) {
        double x = 2 + random.nextInt(80) / 4.0;
        double y = 2 + random.nextInt(56) / 4.0;
        return switch (kind) {
            case 0 -> new Box(x, y, 3 + random.nextInt(9), 2.5 + random.nextInt(9));
            case 1 -> new RotatedBox(x + 8, y + 8, 9, 5, random.nextInt(90));
            case 2 -> new Ellipse(x + 6, y + 6, 6, 4, random.nextInt(90));
            case 3 -> new Polygon(List.of(square(x, y, 12)));
            case 4 -> new Polygon(List.of(square(x, y, 12), square(x + 3, y + 3, 4)));
            case 5 -> new Polygon(List.of(square(x, y, 6), square(x + 9, y, 7)));
            case 6 -> mask(random);
            case 7 ->
                random.nextBoolean()
                        ? new Polyline(List.of(new Point(x, y), new Point(x + 3, y)))
                        : new PointSet(List.of(new Point(x, y), new Point(x + 3, y)));
            default -> pose(random);
        };
    }

    private static Skeleton pose(Random random) {
        return new Skeleton(List.of(
                new Joint("nose", new Point(random.nextInt(40), 4.5), any(random, Joint.State.values())),
                new Joint("tail", new Point(7, random.nextInt(30)), Joint.State.VISIBLE)));
    }

    private static Ring square(double x, double y, double side) {
        return new Ring(List.of(
                new Point(x, y), new Point(x + side, y), new Point(x + side, y + side), new Point(x, y + side)));
    }

    /// Blots that may touch, with holes where chance makes them.
    private static Mask mask(Random random) {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int b = 0; b < 5; b++) {
            int left = random.nextInt(WIDTH - 8);
            int top = random.nextInt(HEIGHT - 8);
            for (int y = top; y < top + 8; y++) {
                for (int x = left; x < left + 8; x++) {
                    boolean middle = x > left + 2 && x < left + 5 && y > top + 2 && y < top + 5;
                    pixels[y * WIDTH + x] = (byte) (middle ? 0 : 1);
                }
            }
        }
        return new Mask(Rle.ofRowMajor(WIDTH, HEIGHT, pixels));
    }
}
