package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import limner.model.fixture.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnedShapesTest {
    @Test
    void numbersThatMakeNoShapeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RotatedBox(0, 0, -1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new RotatedBox(0, 0, 1, 1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new RotatedBox(Double.MAX_VALUE, 0, 1e308, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Ellipse(0, 0, 1, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Ellipse(0, 0, 1, Double.POSITIVE_INFINITY, 0));
        assertThrows(IllegalArgumentException.class, () -> new PointSet(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Skeleton(List.of()));
        Joint joint = new Joint("nose", new Point(1, 1), Joint.State.VISIBLE);
        assertThrows(IllegalArgumentException.class, () -> new Skeleton(List.of(joint, joint)));
        assertThrows(IllegalArgumentException.class, () -> new Joint(" ", new Point(1, 1), Joint.State.VISIBLE));
    }

    @Test
    void anglesAreKeptWithinOneTurn() {
        assertEquals(-90, new RotatedBox(0, 0, 1, 1, 270).angle());
        assertEquals(180, new RotatedBox(0, 0, 1, 1, -180).angle());
        assertEquals(180, new Ellipse(0, 0, 1, 1, 540).angle());
        assertEquals(new Ellipse(0, 0, 1, 1, 0), new Ellipse(0, 0, 1, 1, -720));
    }

    @Test
    void aTurnByAQuarterIsExact() {
        RotatedBox box = new RotatedBox(10, 20, 8, 4, 90);
        assertEquals(new Box(8, 16, 4, 8), box.bounds());
        assertEquals(new Point(12, 16), box.place(-1, -1));
        assertEquals(new Box(8, 16, 4, 8), new Ellipse(10, 20, 4, 2, 90).bounds());
        assertEquals(new Box(6, 18, 8, 4), new Ellipse(10, 20, 4, 2, 180).bounds());
    }

    @Test
    void anAngleGoesClockwiseOnTheScreen() {
        Point right = new RotatedBox(0, 0, 2, 2, 45).place(1, 0);
        assertEquals(Math.sqrt(0.5), right.x(), 1e-12);
        assertEquals(Math.sqrt(0.5), right.y(), 1e-12);
    }

    @Test
    void threePlacesSpanABoxToEitherSide() {
        assertEquals(new RotatedBox(5, 2, 10, 4, 0), RotatedBox.spanned(p(0, 0), p(10, 0), p(3, 4)));
        assertEquals(new RotatedBox(5, -2, 10, 4, 0), RotatedBox.spanned(p(0, 0), p(10, 0), p(3, -4)));
        RotatedBox turned = RotatedBox.spanned(p(0, 0), p(3, 3), p(0, 2));
        assertEquals(45, turned.angle(), 1e-12);
        assertEquals(Math.sqrt(2), turned.height(), 1e-12);
    }

    private static Point p(double x, double y) {
        return new Point(x, y);
    }

    @Test
    void aBoxThatIsNotTurnedCoversWhatThePlainOneCovers() {
        Box box = new Box(3.25, 4.5, 20.5, 11);
        assertEquals(Rasterizer.rasterize(box, 40, 30), Rasterizer.rasterize(RotatedBox.of(box), 40, 30));
        assertEquals(box, RotatedBox.of(box).bounds());
        assertEquals(box, Ellipse.in(box).bounds());
    }

    @Test
    void pointsAndSkeletonsHaveBoundsAndCoverNothing() {
        PointSet points = new PointSet(List.of(p(1, 5), p(4, 2)));
        assertEquals(new Box(1, 2, 3, 3), points.bounds());
        assertEquals(new Box(2, 4, 3, 3), points.translated(1, 2).bounds());
        Skeleton skeleton = Fixture.skeleton();
        assertEquals(new Box(4, 4, 8, 10.5), skeleton.bounds(), "without the absent joint");
        assertEquals(new Box(5, 5, 8, 10.5), skeleton.translated(1, 1).bounds());
        for (Shape shape : List.of(points, skeleton)) {
            assertFalse(shape.hasArea());
            assertTrue(Rasterizer.rasterize(shape, 20, 20).isEmpty());
        }
    }

    /// Circles on half pixels go right through centres; tiny offsets make near misses that rounding gets wrong.
    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54, 55, 56})
    void everyEllipseIsWhatExactArithmeticSaysPixelByPixel(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 120; round++) {
            int width = 1 + random.nextInt(28);
            int height = 1 + random.nextInt(28);
            Ellipse ellipse = ellipse(random, width, height);
            assertEquals(
                    exact(ellipse, width, height).drawn(),
                    Pixels.of(Rasterizer.rasterize(ellipse, width, height)).drawn(),
                    "seed " + seed + ", round " + round + ": " + ellipse);
        }
    }

    @Test
    void centresOnTheLineAreInsideOnTheLeftAndOutsideOnTheRight() {
        // The line goes through the centres (0.5, 5.5), (10.5, 5.5), (5.5, 0.5), (5.5, 10.5), (1.5, 2.5) and so on.
        Rle circle = Rasterizer.rasterize(new Ellipse(5.5, 5.5, 5, 5, 0), 12, 12);
        assertTrue(circle.contains(0, 5));
        assertFalse(circle.contains(10, 5));
        assertFalse(circle.contains(5, 0), "the top is one place, which is left and right at once");
        assertTrue(circle.contains(1, 2), "three and four to the left");
        assertFalse(circle.contains(9, 2), "three and four to the right");
        assertNotEquals(Rle.empty(12, 12), circle);
    }

    @Test
    void anEllipseFarLargerThanThePictureIsClipped() {
        assertEquals(
                300,
                Rasterizer.rasterize(new Ellipse(10, 10, 1e9, 2e9, 30), 20, 15).area());
        assertEquals(
                0,
                Rasterizer.rasterize(new Ellipse(1e9, 10, 1e6, 50, 30), 20, 15).area());
        assertEquals(
                0, Rasterizer.rasterize(new Ellipse(10, 10, 0, 50, 30), 20, 15).area());
        // The left half of the picture lies in it.
        Rle half = Rasterizer.rasterize(new Ellipse(-1e6 + 10, 7.5, 1e6, 1e6, 0), 20, 15);
        assertEquals(150, half.area());
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63})
    void aTurnedBoxCoversTheCentresWithinIt(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            RotatedBox box = new RotatedBox(
                    random.nextDouble() * 40,
                    random.nextDouble() * 30,
                    random.nextDouble() * 30,
                    random.nextDouble() * 30,
                    random.nextDouble() * 720 - 360);
            Rle pixels = Rasterizer.rasterize(box, 40, 30);
            for (int y = 0; y < 30; y++) {
                for (int x = 0; x < 40; x++) {
                    Point centre = box.local(new Point(x + 0.5, y + 0.5));
                    double off =
                            Math.max(Math.abs(centre.x()) - box.width() / 2, Math.abs(centre.y()) - box.height() / 2);
                    if (Math.abs(off) > 1e-9) {
                        assertEquals(
                                off < 0, pixels.contains(x, y), "seed " + seed + ", " + box + " at " + x + ", " + y);
                    }
                }
            }
        }
    }

    private static Ellipse ellipse(Random random, int width, int height) {
        return switch (random.nextInt(5)) {
            case 0 ->
                new Ellipse(
                        random.nextInt(2 * width) / 2.0,
                        random.nextInt(2 * height) / 2.0,
                        random.nextInt(24) / 2.0,
                        random.nextInt(24) / 2.0,
                        90.0 * random.nextInt(4));
            case 1 -> {
                double radius = 5 * (1 + random.nextInt(2)) / 2.0;
                yield new Ellipse(
                        random.nextInt(width) + 0.5, random.nextInt(height) + 0.5, radius, radius, random.nextInt(360));
            }
            case 2 -> {
                double radius = 5 + (random.nextInt(3) - 1) * Math.ulp(5.0);
                yield new Ellipse(random.nextInt(width) + 0.5, random.nextInt(height) + 0.5, radius, radius, 0);
            }
            case 3 ->
                new Ellipse(
                        random.nextDouble() * width,
                        random.nextDouble() * height,
                        random.nextDouble() * 40,
                        random.nextDouble(),
                        random.nextDouble() * 360);
            default ->
                new Ellipse(
                        random.nextDouble() * 3 * width - width,
                        random.nextDouble() * 3 * height - height,
                        random.nextDouble() * 30,
                        random.nextDouble() * 30,
                        random.nextDouble() * 360);
        };
    }

    /// The rule as it is written, with sine and cosine as they are in memory and nothing else rounded.
    private static Pixels exact(Ellipse e, int width, int height) {
        Turn turn = Turn.by(e.angle());
        Pixels pixels = Pixels.blank(width, height);
        pixels.fill((x, y) -> {
            int here = side(e, turn, big(x + 0.5), big(y + 0.5));
            // On the line: inside where a little step to the right leads inside.
            return here < 0 || here == 0 && side(e, turn, big(x + 0.5).add(new BigDecimal("1e-60")), big(y + 0.5)) < 0;
        });
        return pixels;
    }

    private static int side(Ellipse e, Turn turn, BigDecimal x, BigDecimal y) {
        BigDecimal dx = x.subtract(big(e.x()));
        BigDecimal dy = y.subtract(big(e.y()));
        BigDecimal along = dx.multiply(big(turn.cos())).add(dy.multiply(big(turn.sin())));
        BigDecimal across = dy.multiply(big(turn.cos())).subtract(dx.multiply(big(turn.sin())));
        BigDecimal a = along.multiply(big(e.radiusY())).pow(2);
        BigDecimal b = across.multiply(big(e.radiusX())).pow(2);
        return a.add(b).compareTo(big(e.radiusX()).multiply(big(e.radiusY())).pow(2));
    }

    private static BigDecimal big(double value) {
        return new BigDecimal(value);
    }
}
