package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTextTest {

    private final CanonicalJson json = new CanonicalJson();
    private final ValueJson values = new ValueJson(new MaskBlobs() {
        @Override
        public String keep(Rle mask) {
            throw new AssertionError("no masks here");
        }

        @Override
        public Rle read(String sha256, int width, int height) {
            throw new AssertionError("no masks here");
        }
    });

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyShapeOfNumbersIsReadAsTheTreeReadsIt(long seed) {
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < 2_000; round++) {
            String text = json.write(values.write(shape(random)));
            Shape quick = ShapeText.read("before " + text, 7);
            Shape slow = values.shape(json.read(text));
            if (quick != null) {
                read++;
                assertEquals(slow, quick, () -> "seed " + seed + ": " + text);
            }
        }
        // The others have exponents.
        assertEquals(true, read > 1_000, () -> "hardly a text was read, seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyShapeOfNumbersIsWrittenAsTheTreeWritesIt(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Shape shape = shape(random);
            assertEquals(json.write(values.write(shape)), ShapeText.write(shape), () -> "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"box\":[",
                "{\"box\":[-",
                "{\"box\":[1.0,2.0,3.0,4.0],\"kind\":\"box\"",
                "{\"box\":[1.0,2.0,3.0,4.0],\"kind\":\"box\"} ",
                "{\"box\":[1.0,2.0,3.0],\"kind\":\"box\"}",
                "{\"box\":[1.0,2.0,3.0,4.0,5.0],\"kind\":\"box\"}",
                "{\"box\":[1,2.0,3.0,4.0],\"kind\":\"box\"}",
                "{\"box\":[01.0,2.0,3.0,4.0],\"kind\":\"box\"}",
                "{\"box\":[1.,2.0,3.0,4.0],\"kind\":\"box\"}",
                "{\"box\":[.5,2.0,3.0,4.0],\"kind\":\"box\"}",
                "{\"box\":[1.0E2,2.0,3.0,4.0],\"kind\":\"box\"}",
                "{\"box\":[1.0, 2.0,3.0,4.0],\"kind\":\"box\"}",
                "{\"kind\":\"polygon\",\"rings\":[]}",
                "{\"kind\":\"polygon\",\"rings\":[[]]}",
                "{\"kind\":\"polygon\",\"rings\":[[1.0,2.0,3.0]]}",
                "{\"kind\":\"polygon\",\"rings\":[[1.0,2.0,3.0,4.0,5.0,6.0],]}",
                "{\"kind\":\"polyline\",\"points\":[1.0,2.0,3.0,4.0]",
                "{\"kind\":\"point\",\"point\":[1.0,2.0,3.0,4.0]}",
                "{\"kind\":\"mask\",\"height\":1,\"sha256\":\"00\",\"width\":1}"
            })
    void whatIsNotWrittenInTheUsualWayIsLeftToTheTree(String text) {
        assertNull(ShapeText.read(text, 0));
    }

    @Test
    void aNumberOfManyDigitsIsTheNearestDouble() {
        for (String number : List.of(
                "0.1", "9007199254740993.5", "123456789012345678901234567890.0", "0.12345678901234567890", "-0.0")) {
            Shape shape = ShapeText.read("{\"kind\":\"point\",\"point\":[" + number + ",1.0]}", 0);
            assertNotNull(shape, number);
            assertEquals(new Point(Double.parseDouble(number), 1), shape, number);
        }
    }

    private static Shape shape(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Box(number(random), number(random), Math.abs(number(random)), Math.abs(number(random)));
            case 1 ->
                new Polygon(IntStream.range(0, 1 + random.nextInt(3))
                        .mapToObj(_ -> new Ring(points(random, 3)))
                        .toList());
            case 2 -> new Polyline(points(random, 2));
            default -> new Point(number(random), number(random));
        };
    }

    private static List<Point> points(Random random, int least) {
        List<Point> points = new ArrayList<>();
        for (int i = random.nextInt(8) + least; i > 0; i--) {
            points.add(new Point(number(random), number(random)));
        }
        return points;
    }

    private static double number(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20);
            case 1 -> random.nextInt(4_000) - 100;
            case 2, 3, 4, 5 -> random.nextInt(400_000) / 100.0;
            default -> random.nextDouble() * 2_000 - 10;
        };
    }
}
