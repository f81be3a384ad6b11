package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimplifierTest {

    @ParameterizedTest
    @ValueSource(longs = {91, 92, 93})
    void atZeroTheOutlineIsTheMaskAndComesBackToThePixel(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            Rle mask = Pixels.random(random, 60).rle();
            assertEquals(
                    mask,
                    Simplifier.outline(mask, 0)
                            .map(p -> Rasterizer.rasterize(p, mask.width(), mask.height()))
                            .orElse(Rle.empty(mask.width(), mask.height())),
                    "seed " + seed + ", round " + round);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {94, 95, 96})
    void thinningKeepsEveryRingCrossesNothingAndStaysNear(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            Rle mask = Pixels.random(random, 45).rle();
            if (mask.isEmpty()) {
                continue;
            }
            double tolerance = random.nextDouble() * 6;
            Polygon exact = Contours.polygon(mask).orElseThrow();
            Polygon thin = Simplifier.outline(mask, tolerance).orElseThrow();
            String where = "seed " + seed + ", round " + round + ", tolerance " + tolerance;
            assertEquals(exact.rings().size(), thin.rings().size(), where);
            for (int r = 0; r < exact.rings().size(); r++) {
                List<Point> all = exact.rings().get(r).points();
                List<Point> few = thin.rings().get(r).points();
                assertTrue(all.containsAll(few), where);
                assertTrue(few.size() >= 4, where);
                assertEquals(exact.rings().get(r).winding(), thin.rings().get(r).winding(), where);
                for (Point p : all) {
                    double nearest = Double.MAX_VALUE;
                    for (int i = 0; i < few.size(); i++) {
                        nearest = Math.min(nearest, Simplifier.distance(p, few.get(i), few.get((i + 1) % few.size())));
                    }
                    assertTrue(nearest <= tolerance + 1e-9, () -> where + ": " + p);
                }
            }
            assertFalse(crosses(thin), where);
        }
    }

    /// Every edge against every other, as one would on paper.
    private static boolean crosses(Polygon polygon) {
        List<Point[]> edges = new ArrayList<>();
        for (Ring ring : polygon.rings()) {
            for (int i = 0; i < ring.points().size(); i++) {
                edges.add(new Point[] {
                    ring.points().get(i),
                    ring.points().get((i + 1) % ring.points().size())
                });
            }
        }
        for (int i = 0; i < edges.size(); i++) {
            for (int j = i + 1; j < edges.size(); j++) {
                Point[] a = edges.get(i);
                Point[] b = edges.get(j);
                if (side(a, b[0]) * side(a, b[1]) < 0 && side(b, a[0]) * side(b, a[1]) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double side(Point[] line, Point p) {
        return Math.signum((line[1].x() - line[0].x()) * (p.y() - line[0].y())
                - (p.x() - line[0].x()) * (line[1].y() - line[0].y()));
    }

    @Test
    void aDiscGetsByWithFewPointsAndSmallError() {
        MaskEditor editor = MaskEditor.blank(400, 300);
        editor.dab(200, 150, 200, Tip.ROUND, Ink.PAINT);
        Rle disc = editor.toRle();
        Polygon exact = Simplifier.outline(disc, 0).orElseThrow();
        Polygon thin = Simplifier.outline(disc, 1).orElseThrow();
        int points = thin.rings().getFirst().points().size();
        assertTrue(exact.rings().getFirst().points().size() > 400 && points < 100, points + " points");
        assertTrue(disc.iou(Rasterizer.rasterize(thin, 400, 300)) > 0.99);
    }

    @Test
    void onePixelPartsAndHolesStayAtAnyTolerance() {
        Rle mask =
                Pixels.of("#......", "..####.", "..#.##.", "..####.", "......#").rle();
        Polygon thin = Simplifier.outline(mask, 50).orElseThrow();
        assertEquals(4, thin.rings().size());
        Rle again = Rasterizer.rasterize(thin, 7, 5);
        assertTrue(again.contains(0, 0) && again.contains(6, 4) && !again.contains(3, 2));
    }

    @Test
    void aLineKeepsItsEndsAndWhatLiesFartherOffThanAllowed() {
        List<Point> line = List.of(
                new Point(0, 0),
                new Point(1, 0.4),
                new Point(2, -0.4),
                new Point(3, 0),
                new Point(3, 5),
                new Point(3, 9));
        assertEquals(List.of(new Point(0, 0), new Point(3, 0), new Point(3, 9)), Simplifier.line(line, 0.5));
        assertEquals(
                List.of(new Point(0, 0), new Point(1, 0.4), new Point(2, -0.4), new Point(3, 0), new Point(3, 9)),
                Simplifier.line(line, 0));
        assertEquals(List.of(new Point(0, 0), new Point(3, 9)), Simplifier.line(line, 20));
    }
}
