package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContoursTest {
    @Test
    void anEmptyMaskHasNoOutline() {
        assertEquals(Optional.empty(), Contours.polygon(Rle.empty(4, 4)));
        assertEquals(List.of(), Contours.parts(Rle.empty(4, 4)));
    }

    @Test
    void aRingFollowsThePixelSidesAndHasPointsOnlyWhereItTurns() {
        Rle mask = Pixels.of(".....", ".##..", ".###.", ".....").rle();

        assertEquals(List.of(new Polygon(List.of(ring(1, 1, 3, 1, 3, 2, 4, 2, 4, 3, 1, 3)))), Contours.parts(mask));
    }

    @Test
    void aHoleIsARingTheOtherWayRoundAndAnIslandInItAPartOfItsOwn() {
        Rle mask = Pixels.of("#####", "#...#", "#.#.#", "#...#", "#####").rle();

        assertEquals(
                List.of(
                        new Polygon(List.of(ring(0, 0, 5, 0, 5, 5, 0, 5), ring(1, 4, 4, 4, 4, 1, 1, 1))),
                        new Polygon(List.of(ring(2, 2, 3, 2, 3, 3, 2, 3)))),
                Contours.parts(mask));
    }

    @Test
    void pixelsThatTouchAtACornerAreApart() {
        assertEquals(
                List.of(
                        new Polygon(List.of(ring(0, 0, 1, 0, 1, 1, 0, 1))),
                        new Polygon(List.of(ring(1, 1, 2, 1, 2, 2, 1, 2)))),
                Contours.parts(Pixels.of("#.", ".#").rle()));
    }

    @Test
    void aHoleThatOpensOnlyAtACornerBelongsToTheOuterRing() {
        Rle mask = Pixels.of("##.", "#.#", "###").rle();
        List<Polygon> parts = Contours.parts(mask);

        assertEquals(1, parts.size());
        assertEquals(1, parts.getFirst().rings().size());
        assertEquals(mask, Rasterizer.rasterize(parts.getFirst(), 3, 3));
    }

    @ParameterizedTest
    @ValueSource(longs = {81, 82, 83, 84, 85})
    void outlinesDrawTheVeryMaskTheyCameFrom(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 120; round++) {
            Pixels pixels = Pixels.random(random, 1 + random.nextInt(60));
            Rle mask = pixels.rle();
            String where = "seed " + seed + ", round " + round + "\n" + pixels.drawn();
            Optional<Polygon> polygon = Contours.polygon(mask);
            List<Polygon> parts = Contours.parts(mask);

            assertEquals(
                    mask,
                    polygon.map(outline -> Rasterizer.rasterize(outline, mask.width(), mask.height()))
                            .orElse(Rle.empty(mask.width(), mask.height())),
                    where);
            Rle together = Rle.empty(mask.width(), mask.height());
            long area = 0;
            for (Polygon part : parts) {
                Rle drawn = Rasterizer.rasterize(part, mask.width(), mask.height());
                together = together.union(drawn);
                area += drawn.area();
                if (parts.size() < 50) {
                    assertEquals(1, Contours.parts(drawn).size(), where);
                }
                assertEquals(Winding.CLOCKWISE, part.rings().getFirst().winding(), where);
                part.rings().stream().skip(1).forEach(hole -> {
                    assertEquals(Winding.COUNTERCLOCKWISE, hole.winding(), where);
                });
                part.rings().forEach(ring -> assertTurnsAtEveryPoint(ring, where));
            }
            assertEquals(mask, together, where);
            assertEquals(mask.area(), area, where);
            assertEquals(parts, Contours.parts(Pixels.of(mask).rle()), where);
            assertTrue(new HashSet<>(parts).size() == parts.size(), where);
        }
    }

    private static void assertTurnsAtEveryPoint(Ring ring, String where) {
        List<Point> points = ring.points();
        for (int i = 0; i < points.size(); i++) {
            Point a = points.get(i);
            Point b = points.get((i + 1) % points.size());
            Point c = points.get((i + 2) % points.size());
            boolean horizontalThenVertical = a.y() == b.y() && b.x() == c.x();
            boolean verticalThenHorizontal = a.x() == b.x() && b.y() == c.y();
            assertTrue(horizontalThenVertical ^ verticalThenHorizontal, where + ring);
        }
    }

    private static Ring ring(double... flat) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < flat.length; i += 2) {
            points.add(new Point(flat[i], flat[i + 1]));
        }
        return new Ring(points);
    }
}
