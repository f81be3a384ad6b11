package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RasterizerTest {
    @Test
    void aCentreOnTheLeftOrTopBorderIsInsideAndOnTheRightOrBottomOutside() {
        Rle expected =
                Pixels.of("......", "......", "..##..", "..##..", "......").rle();

        assertEquals(expected, Rasterizer.rasterize(new Box(2.5, 2.5, 2, 2), 6, 5));
        assertEquals(expected, Rasterizer.rasterize(polygon(2.5, 2.5, 4.5, 2.5, 4.5, 4.5, 2.5, 4.5), 6, 5));
        assertEquals(expected, Rasterizer.rasterize(new Box(2, 2, 2, 2), 6, 5));
    }

    @Test
    void aDiagonalThroughCentresKeepsTheOnesOnALeftBorder() {
        assertEquals(
                Pixels.of("....", "#...", "##..", "###.").rle(),
                Rasterizer.rasterize(polygon(0, 0, 0, 4, 4, 4), 4, 4),
                "the diagonal is a right border");
        assertEquals(
                Pixels.of("####", ".###", "..##", "...#").rle(),
                Rasterizer.rasterize(polygon(0, 0, 4, 0, 4, 4), 4, 4),
                "the diagonal is a left border");
    }

    @Test
    void holesAndPartsFollowEvenOddWhateverTheirWayRound() {
        Ring outer = ring(0, 0, 6, 0, 6, 5, 0, 5);
        Ring hole = ring(1, 1, 5, 1, 5, 4, 1, 4);
        Ring island = ring(2, 2, 4, 2, 4, 3, 2, 3);
        Rle expected =
                Pixels.of("######", "#....#", "#.##.#", "#....#", "######").rle();

        assertEquals(expected, Rasterizer.rasterize(new Polygon(List.of(outer, hole, island)), 6, 5));
        assertEquals(
                expected, Rasterizer.rasterize(new Polygon(List.of(outer.reversed(), hole, island.reversed())), 6, 5));
        assertEquals(
                30,
                Rasterizer.rasterizeLikeCoco(new Polygon(List.of(outer, hole)), 6, 5)
                        .area(),
                "pycocotools fills holes");
    }

    @Test
    void linesAndPointsHaveNoArea() {
        assertTrue(Rasterizer.rasterize(new Point(2.5, 2.5), 5, 5).isEmpty());
        assertTrue(Rasterizer.rasterize(new Polyline(List.of(new Point(0, 0), new Point(5, 5))), 5, 5)
                .isEmpty());
        assertTrue(Rasterizer.rasterize(polygon(0, 0, 4, 4, 2, 2), 5, 5).isEmpty(), "a polygon folded flat");
        assertTrue(Rasterizer.rasterize(new Box(1.5, 1.5, 0, 3), 5, 5).isEmpty());
    }

    @Test
    void aMaskIsWhatItIsAndFitsOnePictureOnly() {
        Rle rle = Pixels.of("#.", ".#", "##").rle();

        assertEquals(rle, Rasterizer.rasterize(new Mask(rle), 2, 3));
        assertThrows(IllegalArgumentException.class, () -> Rasterizer.rasterize(new Mask(rle), 3, 2));
    }

    @Test
    void shapesFarLargerThanThePictureAreClipped() {
        for (double far : new double[] {1e3, 1e9, 1e15, 1e100, 1e308}) {
            Polygon around = polygon(-far, -far, far, -far, far, far, -far, far);
            assertEquals(20, Rasterizer.rasterize(around, 5, 4).area(), "to " + far);
            // The border runs through the corners of pixels on the falling diagonal.
            Polygon half = polygon(-far, -far, far, far, -far, far);
            assertEquals(
                    Pixels.of(".....", "#....", "##...", "###..").rle(), Rasterizer.rasterize(half, 5, 4), "to " + far);
        }
    }

    @Test
    void pycocotoolsRuleRefusesPlacesBeyondItsIntegers() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Rasterizer.rasterizeLikeCoco(polygon(0, 0, 1e9, 0, 1e9, 5), 5, 5));
    }

    /// Grids make ties common; plain random numbers make none; tiny offsets make near misses that rounding gets wrong.
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36})
    void everyPolygonIsWhatExactArithmeticSaysPixelByPixel(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            int width = 1 + random.nextInt(24);
            int height = 1 + random.nextInt(24);
            int kind = random.nextInt(5);
            List<Ring> rings = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                List<Point> points = new ArrayList<>();
                for (int j = 3 + random.nextInt(6); j > 0; j--) {
                    points.add(new Point(coordinate(random, width, kind), coordinate(random, height, kind)));
                }
                rings.add(new Ring(points));
            }
            Polygon polygon = new Polygon(rings);

            assertEquals(
                    exact(polygon, width, height).drawn(),
                    Pixels.of(Rasterizer.rasterize(polygon, width, height)).drawn(),
                    "seed " + seed + ", round " + round + ": " + polygon);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void theFourPartsOfASplitBoxShareNoPixelAndLeaveNoneOut(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int kind = random.nextInt(5);
            Point[] corners = {new Point(1, 1), new Point(19, 1), new Point(19, 15), new Point(1, 15)};
            Point middle = new Point(1 + random.nextInt(37) / 2.0, Math.clamp(coordinate(random, 16, kind), 1, 15));
            Rle together = Rle.empty(20, 16);
            long area = 0;
            for (int i = 0; i < 4; i++) {
                Rle part = Rasterizer.rasterize(Polygon.of(List.of(corners[i], corners[(i + 1) % 4], middle)), 20, 16);
                together = together.union(part);
                area += part.area();
            }
            String where = "seed " + seed + ", round " + round + ", split at " + middle;
            assertEquals(Rasterizer.rasterize(new Box(1, 1, 18, 14), 20, 16), together, where);
            assertEquals(18 * 14, area, where);
        }
    }

    @Test
    void anOutlineThatCrossesThePictureCountlessTimesIsStillDrawn() {
        // More crossings than the list of changes is allowed to grow to; pairs of equal edges cancel.
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 3001; i++) {
            points.add(new Point(0, 1));
            points.add(new Point(1000, 3));
        }
        points.add(new Point(1000, 8));
        points.add(new Point(0, 8));

        assertEquals(
                Rasterizer.rasterize(polygon(0, 1, 1000, 3, 1000, 8, 0, 8), 1000, 10),
                Rasterizer.rasterize(Polygon.of(points), 1000, 10));
    }

    private static double coordinate(Random random, int side, int kind) {
        return switch (kind) {
            case 0 -> random.nextInt(2 * side + 8) / 2.0 - 2;
            case 1 -> random.nextInt(4 * side + 16) / 4.0 - 2;
            case 2 -> Math.round((random.nextDouble() * (side + 4) - 2) * 100) / 100.0;
            case 3 -> random.nextInt(side + 1) + 0.5 + (random.nextInt(3) - 1) * Math.ulp(random.nextInt(1, 30));
            default -> random.nextDouble() * 3 * side - side;
        };
    }

    /// The rule as it is written, row by row, without any rounding.
    private static Pixels exact(Polygon polygon, int width, int height) {
        Pixels pixels = Pixels.blank(width, height);
        pixels.fill((x, y) -> {
            boolean inside = false;
            for (Ring ring : polygon.rings()) {
                Point a = ring.points().getLast();
                for (Point b : ring.points()) {
                    inside ^= flips(a, b, x + 0.5, y + 0.5);
                    a = b;
                }
            }
            return inside;
        });
        return pixels;
    }

    private static boolean flips(Point a, Point b, double cx, double cy) {
        Point low = a.y() <= b.y() ? a : b;
        Point high = a.y() <= b.y() ? b : a;
        if (cy < low.y() || cy >= high.y()) {
            return false;
        }
        // cx >= low.x + (cy - low.y) / (high.y - low.y) * (high.x - low.x), without the division
        BigDecimal left = big(cx).subtract(big(low.x())).multiply(big(high.y()).subtract(big(low.y())));
        BigDecimal right = big(cy).subtract(big(low.y())).multiply(big(high.x()).subtract(big(low.x())));
        return left.compareTo(right) >= 0;
    }

    private static BigDecimal big(double value) {
        return new BigDecimal(value);
    }

    private static Polygon polygon(double... flat) {
        return new Polygon(List.of(ring(flat)));
    }

    private static Ring ring(double... flat) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < flat.length; i += 2) {
            points.add(new Point(flat[i], flat[i + 1]));
        }
        return new Ring(points);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theAreaIsTheNumberOfPixelsHoweverOftenColumnsAreCrossed(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            List<Ring> rings = new ArrayList<>();
            int many = 1 + random.nextInt(3);
            double grid = random.nextBoolean() ? 2 : 100;
            for (int r = 0; r < many; r++) {
                List<Point> points = new ArrayList<>();
                int corners = 3 + random.nextInt(9);
                for (int i = 0; i < corners; i++) {
                    points.add(new Point(
                            Math.round(grid * (random.nextDouble() * 60 - 10)) / grid,
                            Math.round(grid * (random.nextDouble() * 50 - 10)) / grid));
                }
                rings.add(new Ring(points));
            }
            Polygon polygon = new Polygon(rings);
            assertEquals(
                    Rasterizer.rasterize(polygon, 40, 30).area(),
                    Rasterizer.area(polygon, 40, 30),
                    () -> "seed " + seed + ": " + polygon);
        }
    }
}
