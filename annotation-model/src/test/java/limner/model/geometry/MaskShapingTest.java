package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskShapingTest {
    @ParameterizedTest
    @ValueSource(longs = {811, 812, 813})
    void growingShrinkingAndSmoothingAreWhatEveryPixelsDiscSays(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            Pixels pixels = Pixels.random(random, 1 + random.nextInt(40));
            Rle mask = pixels.rle();
            double radius = round % 3 == 0 ? random.nextInt(6) : random.nextDouble() * 9;
            String where = "seed " + seed + ", round " + round + ", radius " + radius + "\n" + pixels.drawn();
            assertEquals(
                    slow(pixels, (x, y) -> count(pixels, x, y, radius, true) > 0),
                    MaskShaping.grow(mask, radius),
                    where);
            assertEquals(
                    slow(pixels, (x, y) -> count(pixels, x, y, radius, false) == 0),
                    MaskShaping.shrink(mask, radius),
                    where);
            assertEquals(
                    slow(pixels, (x, y) -> {
                        int in = count(pixels, x, y, radius, true);
                        int out = count(pixels, x, y, radius, false);
                        return in == out ? pixels.at(x, y) : in > out;
                    }),
                    MaskShaping.smooth(mask, radius),
                    where);
            assertEquals(mask.subtract(MaskShaping.shrink(mask, radius)), MaskShaping.hollow(mask, radius), where);
        }
    }

    private static Rle slow(Pixels like, Pixels.Test test) {
        Pixels made = Pixels.blank(like.width(), like.height());
        made.fill(test);
        return made.rle();
    }

    private static int count(Pixels pixels, int x, int y, double radius, boolean wanted) {
        int found = 0;
        for (int v = 0; v < pixels.height(); v++) {
            for (int u = 0; u < pixels.width(); u++) {
                boolean near = (u - x) * (u - x) + (v - y) * (v - y) <= radius * radius;
                found += near && pixels.at(u, v) == wanted ? 1 : 0;
            }
        }
        return found;
    }

    @Test
    void aRadiusIsANumberOfPixels() {
        Rle mask = Pixels.of("..#..").rle();
        for (double radius : new double[] {-1, Double.NaN, 10_001}) {
            assertThrows(IllegalArgumentException.class, () -> MaskShaping.grow(mask, radius));
            assertThrows(IllegalArgumentException.class, () -> MaskShaping.shrink(mask, radius));
            assertThrows(IllegalArgumentException.class, () -> MaskShaping.smooth(mask, radius));
        }
    }

    @Test
    void theEdgeOfThePictureEatsNothing() {
        Rle all = Pixels.of("####", "####", "####").rle();
        assertEquals(all, MaskShaping.shrink(all, 2));
        assertEquals(all, MaskShaping.smooth(all, 2));
    }

    @Test
    void holesAreFilledUpToASizeWithTheIslandsInThem() {
        Rle mask = Pixels.of(
                        "#########", //
                        "#.#.....#",
                        "###.....#",
                        "#.#..#..#",
                        "#########")
                .rle();
        assertEquals(
                Pixels.of(
                                "#########", //
                                "###.....#",
                                "###.....#",
                                "###..#..#",
                                "#########")
                        .rle(),
                MaskShaping.fillHoles(mask, 2));
        assertEquals(
                Pixels.of("#########", "#########", "#########", "#########", "#########")
                        .rle(),
                MaskShaping.fillHoles(mask, Long.MAX_VALUE));
    }

    @Test
    void aBayAtTheEdgeOfThePictureIsNoHole() {
        Rle mask = Pixels.of("#.#", "#.#", "###").rle();
        assertEquals(mask, MaskShaping.fillHoles(mask, Long.MAX_VALUE));
    }

    @Test
    void islandsBelowASizeGoAndTheLargestStays() {
        Rle mask = Pixels.of("##..#", "##...", "...##").rle();
        assertEquals(Pixels.of("##...", "##...", "...##").rle(), MaskShaping.dropIslands(mask, 2));
        assertEquals(Pixels.of("##...", "##...", ".....").rle(), MaskShaping.keepLargest(mask));
        assertEquals(Rle.empty(3, 3), MaskShaping.keepLargest(Rle.empty(3, 3)));
        Rle even = Pixels.of("#..", "..#").rle();
        assertEquals(Pixels.of("#..", "...").rle(), MaskShaping.keepLargest(even), "the first from the top");
    }

    @Test
    void aLineCutsThroughAndNoPixelIsLost() {
        Rle mask = Pixels.of("######", "######", "......", "##....").rle();
        List<Rle> pieces = MaskShaping.split(mask, line(2.5, -3, 2.5, 9));
        assertEquals(2, pieces.size());
        assertEquals(mask, pieces.get(0).union(pieces.get(1)));
        assertEquals(0, pieces.get(0).intersectionArea(pieces.get(1)));
        assertTrue(pieces.getFirst().contains(0, 3), "what the line does not cut stays with the largest");
    }

    @Test
    void aLineThatEndsInsideCutsNothingOff() {
        Rle mask = Pixels.of("#####", "#####", "#####").rle();
        assertEquals(List.of(mask), MaskShaping.split(mask, line(2.5, -1, 2.5, 1.5)));
        assertEquals(List.of(mask), MaskShaping.split(mask, line(-9, -9, -9, 20)));
    }

    @ParameterizedTest
    @ValueSource(longs = {821, 822, 823})
    void whatIsSplitIsTheMaskAgainAndEveryPieceHangsTogetherWhereThePartDid(long seed) {
        Random random = new Random(seed);
        int cuts = 0;
        for (int round = 0; round < 150; round++) {
            Pixels pixels = Pixels.random(random, 2 + random.nextInt(40));
            Rle mask = pixels.rle();
            double w = pixels.width();
            double h = pixels.height();
            double across = random.nextDouble();
            Polyline line = round % 2 == 0
                    ? line(-1, across * h, w + 1, random.nextDouble() * h)
                    : line(across * w, h + 1, random.nextDouble() * w, -1);
            String where = "seed " + seed + ", round " + round + " " + line + "\n" + pixels.drawn();
            List<Rle> pieces = MaskShaping.split(mask, line);
            Rle together = Rle.empty(mask.width(), mask.height());
            long area = 0;
            for (Rle piece : pieces) {
                together = together.union(piece);
                area += piece.area();
            }
            assertEquals(mask, together, where);
            assertEquals(mask.area(), area, where);
            for (Rle piece : pieces.subList(1, pieces.size())) {
                assertEquals(1, components(piece), where);
            }
            cuts += pieces.size() > 1 ? 1 : 0;
        }
        assertTrue(cuts > 20, "seed " + seed + " cut " + cuts + " times");
    }

    private static Polyline line(double x0, double y0, double x1, double y1) {
        return new Polyline(List.of(new Point(x0, y0), new Point(x1, y1)));
    }

    private static int components(Rle mask) {
        boolean[] seen = new boolean[mask.width() * mask.height()];
        int found = 0;
        for (int i = 0; i < seen.length; i++) {
            if (seen[i] || !mask.contains(i % mask.width(), i / mask.width())) {
                continue;
            }
            found++;
            ArrayDeque<int[]> open = new ArrayDeque<>();
            open.add(new int[] {i % mask.width(), i / mask.width()});
            while (!open.isEmpty()) {
                int[] at = open.pop();
                int x = at[0];
                int y = at[1];
                if (x < 0 || y < 0 || x >= mask.width() || y >= mask.height()) {
                    continue;
                }
                int n = y * mask.width() + x;
                if (seen[n] || !mask.contains(x, y)) {
                    continue;
                }
                seen[n] = true;
                open.add(new int[] {x + 1, y});
                open.add(new int[] {x - 1, y});
                open.add(new int[] {x, y + 1});
                open.add(new int[] {x, y - 1});
            }
        }
        return found;
    }
}
