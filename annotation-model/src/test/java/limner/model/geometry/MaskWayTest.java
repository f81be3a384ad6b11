package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The way from one mask to another against shapes of which it is known how they lie in between.
final class MaskWayTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(1, 2, 3, 4, 5),
                LongStream.generate(System::nanoTime).limit(3));
    }

    private static Rle mask(int width, int height, BiPredicate<Double, Double> inside) {
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) (inside.test(x + 0.5, y + 0.5) ? 1 : 0);
            }
        }
        return Rle.ofRowMajor(width, height, pixels);
    }

    private static Rle disc(double x, double y, double radius) {
        return mask(WIDTH, HEIGHT, (px, py) -> Math.hypot(px - x, py - y) <= radius);
    }

    private static Rle ring(double x, double y, double radius, double hole) {
        return mask(WIDTH, HEIGHT, (px, py) -> {
            double d = Math.hypot(px - x, py - y);
            return d <= radius && d > hole;
        });
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDiscThatMovesAndGrowsIsADiscOnTheWay(long seed) {
        Random random = new Random(seed);
        double x0 = 60 + random.nextDouble() * 40;
        double y0 = 60 + random.nextDouble() * 40;
        double r0 = 15 + random.nextDouble() * 10;
        double x1 = 180 + random.nextDouble() * 60;
        double y1 = 110 + random.nextDouble() * 60;
        double r1 = 30 + random.nextDouble() * 25;
        Rle from = disc(x0, y0, r0);
        Rle to = disc(x1, y1, r1);
        for (int step = 1; step < 10; step++) {
            double t = step / 10.0;
            Rle truth = disc(mix(x0, x1, t), mix(y0, y1, t), mix(r0, r1, t));
            double iou = from.towards(to, t).iou(truth);
            assertTrue(iou >= 0.97, () -> "seed " + seed + ", t " + t + ": " + iou);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aHoleMovesAndGrowsAlong(long seed) {
        Random random = new Random(seed);
        double shift = 40 + random.nextDouble() * 60;
        double hole = 8 + random.nextDouble() * 8;
        Rle from = ring(90, 100, 40, hole);
        Rle to = ring(90 + shift, 120, 60, hole * 2);
        for (double t : new double[] {0.25, 0.5, 0.75}) {
            Rle truth = ring(90 + shift * t, mix(100, 120, t), mix(40, 60, t), mix(hole, 2 * hole, t));
            Rle found = from.towards(to, t);
            double iou = found.iou(truth);
            assertTrue(iou >= 0.95, () -> "seed " + seed + ", t " + t + ": " + iou);
            assertFalse(found.contains((int) (90 + shift * t), (int) mix(100, 120, t)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatOnlyMovesKeepsItsForm(long seed) {
        Random random = new Random(seed);
        Rle from = Rle.empty(WIDTH, HEIGHT);
        for (int i = 0; i < 6; i++) {
            from = from.union(disc(60 + random.nextInt(60), 60 + random.nextInt(60), 5 + random.nextInt(20)));
        }
        int dx = 2 * random.nextInt(40);
        int dy = 2 * random.nextInt(20);
        assertEquals(from.translated(dx / 2, dy / 2), from.towards(from.translated(dx, dy), 0.5), "seed " + seed);
        assertEquals(from, from.towards(from, 0.3), "seed " + seed);
    }

    /// Distances against the nearest pixel found by looking at all of them.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void distancesAreThoseOfTheNearestPixelOfTheOtherKind(long seed) {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(40);
        int height = 1 + random.nextInt(40);
        double share = random.nextDouble();
        Rle mask = mask(width, height, (_, _) -> random.nextDouble() < share);
        PixelBox area = new PixelBox(-3, -2, width + 6, height + 5);
        DistanceField field = new DistanceField(mask, area);
        for (int y = area.y(); y < area.bottom() - 1; y++) {
            DistanceField.Row row = field.row(area.x(), y);
            for (int x = area.x(); x < area.right() - 1; x++) {
                boolean inside = mask.contains(x, y);
                double nearest = Double.POSITIVE_INFINITY;
                for (int v = area.y(); v < area.bottom(); v++) {
                    for (int u = area.x(); u < area.right(); u++) {
                        if (mask.contains(u, v) != inside) {
                            nearest = Math.min(nearest, Math.hypot(u - x, v - y));
                        }
                    }
                }
                double found = row.at(x - area.x());
                if (Double.isInfinite(nearest)) {
                    assertTrue(found > 1000, "seed " + seed);
                } else {
                    assertEquals(inside ? 0.5 - nearest : nearest - 0.5, found, 1 / 16.0, "seed " + seed);
                }
            }
        }
    }

    @Test
    void nothingIsLostWhereMixingLeavesNothing() {
        Rle lying = mask(WIDTH, HEIGHT, (x, y) -> Math.abs(y - 100) < 1 && Math.abs(x - 100) < 60);
        Rle standing = mask(WIDTH, HEIGHT, (x, y) -> Math.abs(x - 200) < 1 && Math.abs(y - 120) < 60);
        for (double t : new double[] {0.2, 0.5, 0.8}) {
            assertFalse(lying.towards(standing, t).isEmpty());
        }
        Rle corners = mask(100, 100, (x, y) -> x < 1 && y < 1 || x > 99 && y > 99);
        Rle third = mask(100, 100, (x, y) -> x > 99 && y < 1);
        assertEquals(corners, corners.towards(third, 0.49), "moved, neither would be in the picture");
    }

    @Test
    void theSameQuestionIsAnsweredWithoutWorkingItOutAgain() {
        Rle from = disc(80, 80, 30);
        Rle to = disc(150, 90, 40);
        assertSame(from.towards(to, 0.5), from.towards(to, 0.5));
    }

    @Test
    void aWayNeedsTwoMasksOfOnePictureAndAPlaceOnIt() {
        Rle disc = disc(80, 80, 30);
        assertThrows(IllegalArgumentException.class, () -> disc.towards(Rle.empty(WIDTH, HEIGHT), 0.5));
        assertThrows(
                IllegalArgumentException.class, () -> Rle.empty(WIDTH, HEIGHT).towards(disc, 0.5));
        assertThrows(IllegalArgumentException.class, () -> disc.towards(Rle.empty(9, 9), 0.5));
        assertThrows(IllegalArgumentException.class, () -> disc.towards(disc, 1));
        assertThrows(IllegalArgumentException.class, () -> disc.towards(disc, Double.NaN));
    }
}
