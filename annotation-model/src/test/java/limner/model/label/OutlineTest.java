package limner.model.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Outlines that go over into ones with other corners, against where they must be on the way.
final class OutlineTest {
    private static final int SIDE = 400;

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(1, 2, 3, 4, 5),
                LongStream.generate(System::nanoTime).limit(3));
    }

    private static Rle pixels(Shape shape) {
        return Rasterizer.rasterize(shape, SIDE, SIDE);
    }

    private static Shape at(Polygon from, Polygon to, double t) {
        return Interpolator.between(from, to, t);
    }

    private static Ring placed(List<Point> points, double x, double y, double scale) {
        return new Ring(points.stream()
                .map(p -> new Point(x + scale * p.x(), y + scale * p.y()))
                .toList());
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    /// A ring of so many corners around 0, no two alike, no farther than 1.
    private static List<Point> corners(Random random, int count) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * (i + 0.6 * random.nextDouble()) / count;
            double radius = 0.5 + 0.5 * random.nextDouble();
            points.add(new Point(radius * Math.cos(angle), radius * Math.sin(angle)));
        }
        return points;
    }

    /// The same line with more corners on its edges, begun elsewhere, and maybe the other way round.
    private static List<Point> redrawn(Random random, List<Point> points, int more) {
        List<Point> all = new ArrayList<>(points);
        for (int i = 0; i < more; i++) {
            int edge = random.nextInt(all.size());
            Point a = all.get(edge);
            Point b = all.get((edge + 1) % all.size());
            double t = 0.2 + 0.6 * random.nextDouble();
            all.add(edge + 1, new Point(mix(a.x(), b.x(), t), mix(a.y(), b.y(), t)));
        }
        Collections.rotate(all, random.nextInt(all.size()));
        return random.nextBoolean() ? all : all.reversed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fiveCornersGoOverIntoNineOfTheSameForm(long seed) {
        Random random = new Random(seed);
        List<Point> five = corners(random, 5);
        List<Point> nine = redrawn(random, five, 4);
        Polygon from = new Polygon(List.of(placed(five, 100, 120, 70)));
        Polygon to = new Polygon(List.of(placed(nine, 260, 220, 110)));
        for (int step = 1; step < 10; step++) {
            double t = step / 10.0;
            Polygon truth = new Polygon(List.of(placed(five, mix(100, 260, t), mix(120, 220, t), mix(70, 110, t))));
            double iou = pixels(at(from, to, t)).iou(pixels(truth));
            assertTrue(iou >= 0.98, () -> "seed " + seed + ", t " + t + ": " + iou);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aHoleGoesAlongAndAPartFindsItsOwn(long seed) {
        Random random = new Random(seed);
        List<Point> outer = corners(random, 6);
        List<Point> hole = corners(random, 4);
        List<Point> island = corners(random, 5);
        Polygon from = new Polygon(
                List.of(placed(outer, 120, 120, 90), placed(hole, 120, 120, 25), placed(island, 280, 90, 40)));
        // Named in another order.
        Polygon to = new Polygon(List.of(
                placed(redrawn(random, island, 3), 300, 190, 40),
                placed(redrawn(random, outer, 2), 140, 220, 90),
                placed(redrawn(random, hole, 3), 140, 220, 25)));
        for (double t : new double[] {0.25, 0.5, 0.75}) {
            double x = mix(120, 140, t);
            double y = mix(120, 220, t);
            Polygon truth = new Polygon(List.of(
                    placed(outer, x, y, 90),
                    placed(hole, x, y, 25),
                    placed(island, mix(280, 300, t), mix(90, 190, t), 40)));
            double iou = pixels(at(from, to, t)).iou(pixels(truth));
            assertTrue(iou >= 0.97, () -> "seed " + seed + ", t " + t + ": " + iou);
        }
    }

    @Test
    void aHoleWithoutAPartnerClosesWhereItsPartIs() {
        List<Point> square = List.of(new Point(-1, -1), new Point(1, -1), new Point(1, 1), new Point(-1, 1));
        Polygon from = new Polygon(List.of(placed(square, 100, 100, 50), placed(square, 110, 100, 20)));
        Polygon to = new Polygon(List.of(placed(square, 200, 100, 50)));
        Polygon truth = new Polygon(List.of(placed(square, 150, 100, 50), placed(square, 160, 100, 10)));
        assertEquals(pixels(truth), pixels(at(from, to, 0.5)));
        Polygon back = new Polygon(List.of(placed(square, 150, 100, 50), placed(square, 160, 100, 10)));
        assertEquals(pixels(back), pixels(at(to, from, 0.5)), "and opens the same way");
    }

    @Test
    void aPartWithoutAPartnerGrowsFromItsCentreTogetherWithItsHole() {
        List<Point> square = List.of(new Point(-1, -1), new Point(1, -1), new Point(1, 1), new Point(-1, 1));
        Polygon from = new Polygon(List.of(placed(square, 100, 100, 50)));
        Polygon to = new Polygon(
                List.of(placed(square, 100, 100, 50), placed(square, 300, 300, 40), placed(square, 310, 300, 8)));
        Rle grown = pixels(at(from, to, 0.5));
        assertTrue(grown.contains(100, 100));
        assertEquals(100 * 100 + 40 * 40 - 8 * 8, grown.area());
        Polygon ring = (Polygon) at(from, to, 0.25);
        assertEquals(3, ring.rings().size());
    }

    @Test
    void whatWasEditedKeepsItsCornersAndTheirOrder() {
        Polygon from = Polygon.of(List.of(new Point(0, 0), new Point(90, 0), new Point(90, 90), new Point(0, 90)));
        // A quarter turn: corner by corner it turns, laid over each other it would stand still.
        Polygon to = Polygon.of(List.of(new Point(90, 0), new Point(90, 90), new Point(0, 90), new Point(0, 0)));
        assertEquals(
                Polygon.of(List.of(new Point(45, 0), new Point(90, 45), new Point(45, 90), new Point(0, 45))),
                at(from, to, 0.5));
    }

    @Test
    void aRingDrawnTheOtherWayRoundDoesNotTurnInsideOut() {
        Polygon from = Polygon.of(List.of(new Point(0, 0), new Point(90, 0), new Point(90, 60), new Point(0, 60)));
        Polygon other = Polygon.of(List.of(new Point(0, 60), new Point(90, 60), new Point(90, 0), new Point(0, 0)));
        Polygon halfTurn = Polygon.of(List.of(new Point(90, 60), new Point(0, 60), new Point(0, 0), new Point(90, 0)));
        for (double t : new double[] {0.3, 0.5, 0.9}) {
            assertEquals(pixels(from), pixels(at(from, other, t)));
            assertEquals(pixels(from), pixels(at(from, halfTurn, t)));
        }
    }

    @Test
    void aLineWithMoreCornersIsPairedAlongItsLength() {
        Polyline from = new Polyline(List.of(new Point(0, 0), new Point(100, 0)));
        Polyline to = new Polyline(List.of(new Point(0, 20), new Point(50, 40), new Point(100, 20)));
        assertEquals(
                new Polyline(List.of(new Point(0, 10), new Point(50, 20), new Point(100, 10))),
                Interpolator.between(from, to, 0.5));
        Polyline backwards = new Polyline(to.points().reversed());
        assertEquals(
                new Polyline(List.of(new Point(0, 10), new Point(50, 20), new Point(100, 10))),
                Interpolator.between(from, backwards, 0.5));
    }

    @Test
    void linesWithoutLengthAreNoHindrance() {
        Point p = new Point(5, 5);
        Polygon nothing = Polygon.of(List.of(p, p, p));
        Polygon square = Polygon.of(List.of(new Point(0, 0), new Point(9, 0), new Point(9, 9), new Point(0, 9)));
        assertTrue(pixels(at(nothing, square, 0.5)).area() > 0);
        assertTrue(pixels(at(square, nothing, 0.5)).area() > 0);
        Polyline dot = new Polyline(List.of(p, p));
        Polyline line = new Polyline(List.of(new Point(0, 0), new Point(1, 1), new Point(2, 0)));
        assertEquals(
                3, ((Polyline) Interpolator.between(dot, line, 0.5)).points().size());
    }

    @Test
    void whatWasSaidBeforeThereWereOtherWaysGoesNumberByNumberAlsoInsideOut() {
        Polygon square = Polygon.of(List.of(new Point(0, 0), new Point(8, 0), new Point(8, 8), new Point(0, 8)));
        Polygon turned = Polygon.of(List.of(new Point(8, 8), new Point(0, 8), new Point(0, 0), new Point(8, 0)));
        Keyframe old = Keyframe.of(square).withInterpolation(Interpolation.PAIRED);
        assertEquals(
                Polygon.of(List.of(new Point(2, 2), new Point(6, 2), new Point(6, 6), new Point(2, 6))),
                Interpolator.between(old, turned, 0.25));
        Keyframe now = Keyframe.of(square).withInterpolation(Interpolation.LINEAR);
        assertEquals(pixels(square), pixels(Interpolator.between(now, turned, 0.25)));
    }

    @Test
    void anOutlineBeyondAllMeasureComesToAnEnd() {
        Polygon huge =
                Polygon.of(List.of(new Point(0, 0), new Point(1e308, 0), new Point(1e308, 1e308), new Point(0, 1e308)));
        Polygon other = Polygon.of(List.of(new Point(0, 0), new Point(9, 0), new Point(4, 9)));
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertEquals(1, ((Polygon) at(huge, other, 0.5)).rings().size());
            assertEquals(1, ((Polygon) at(other, huge, 0.5)).rings().size());
        });
    }
}
