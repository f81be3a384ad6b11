package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.geometry.SharedBorders.Reason;
import limner.model.geometry.SharedBorders.Result;
import org.junit.jupiter.api.Test;

final class SharedBordersTest {

    private static final int SIZE = 200;
    private static final int CELLS = 4;

    private static Polygon polygon(double... places) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < places.length; i += 2) {
            points.add(new Point(places[i], places[i + 1]));
        }
        return Polygon.of(points);
    }

    private static Polygon with(Polygon p, java.util.function.Consumer<List<Point>> change) {
        List<Point> points = new ArrayList<>(p.rings().getFirst().points());
        change.accept(points);
        return Polygon.of(points);
    }

    /// A field of polygons of which every inner border belongs to two.
    private static List<Polygon> field(Random random) {
        double step = SIZE / (double) CELLS;
        Point[][] at = new Point[CELLS + 1][CELLS + 1];
        for (int y = 0; y <= CELLS; y++) {
            for (int x = 0; x <= CELLS; x++) {
                boolean inner = x > 0 && y > 0 && x < CELLS && y < CELLS;
                double off = inner ? step / 4 : 0;
                at[y][x] = new Point(
                        x * step + (random.nextDouble() - 0.5) * off, y * step + (random.nextDouble() - 0.5) * off);
            }
        }
        List<Polygon> cells = new ArrayList<>();
        for (int y = 0; y < CELLS; y++) {
            for (int x = 0; x < CELLS; x++) {
                List<Point> corners = List.of(at[y][x], at[y][x + 1], at[y + 1][x + 1], at[y + 1][x]);
                cells.add(Polygon.of((x + y) % 2 == 0 ? corners : corners.reversed()));
            }
        }
        return cells;
    }

    private static void isWhole(List<Polygon> cells, String when) {
        Rle union = Rle.empty(SIZE, SIZE);
        long sum = 0;
        double area = 0;
        for (Polygon p : cells) {
            Rle pixels = Rasterizer.rasterize(p, SIZE, SIZE);
            assertEquals(0, union.intersectionArea(pixels), "an overlap " + when);
            union = union.union(pixels);
            sum += pixels.area();
            area += Math.abs(p.rings().getFirst().signedArea());
        }
        assertEquals((long) SIZE * SIZE, sum, "a gap " + when);
        assertEquals(SIZE * SIZE, area, 1e-6, "the areas " + when);
    }

    @Test
    void whateverIsMovedAddedOrTakenAwayLeavesNeitherGapNorOverlap() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Polygon> cells = new ArrayList<>(field(random));
        isWhole(cells, "at first, seed " + seed);
        int done = 0;
        for (int i = 0; i < 600; i++) {
            int edited = random.nextInt(cells.size());
            List<Point> points = cells.get(edited).rings().getFirst().points();
            int at = random.nextInt(points.size());
            Point p = points.get(at);
            Point q = points.get((at + 1) % points.size());
            Point middle = new Point((p.x() + q.x()) / 2, (p.y() + q.y()) / 2);
            double dx = (random.nextDouble() - 0.5) * 30;
            double dy = (random.nextDouble() - 0.5) * 30;
            int kind = random.nextInt(3);
            if (kind != 1 && outer(p) || kind == 1 && outer(p) && outer(q)) {
                continue;
            }
            Polygon next = with(cells.get(edited), all -> {
                switch (kind) {
                    case 0 -> all.set(at, p.translated(dx, dy));
                    case 1 -> all.add(at + 1, middle.translated(dx / 3, dy / 3));
                    default -> all.remove(at);
                }
            });
            if (next.rings().getFirst().points().size() < 3) {
                continue;
            }
            switch (SharedBorders.edit(cells, edited, next, SIZE, SIZE)) {
                case Result.Changed(var changed) -> {
                    changed.forEach(cells::set);
                    assertTrue(changed.size() >= 2, "an inner border belongs to two, seed " + seed);
                    done++;
                    isWhole(cells, "after edit " + i + ", seed " + seed);
                }
                case Result.Refused _ -> isWhole(cells, "after refusal " + i + ", seed " + seed);
            }
        }
        assertTrue(done > 60, "most of them are done: " + done + ", seed " + seed);
    }

    private static boolean outer(Point p) {
        return p.x() <= 0 || p.y() <= 0 || p.x() >= SIZE || p.y() >= SIZE;
    }

    @Test
    void aVertexOnAnEdgeOfTheNeighbourIsShared() {
        Polygon left = polygon(0, 0, 50, 0, 50, 100, 0, 100);
        Polygon right = polygon(50, 20, 90, 20, 90, 80, 50, 80);
        Result result = SharedBorders.edit(
                List.of(left, right), 1, with(right, all -> all.set(0, new Point(60, 20))), SIZE, SIZE);
        var changed = assertInstanceOf(Result.Changed.class, result).polygons();
        assertEquals(polygon(0, 0, 50, 0, 60, 20, 50, 80, 50, 100, 0, 100), changed.get(0));
        assertEquals(polygon(60, 20, 90, 20, 90, 80, 50, 80), changed.get(1));
    }

    @Test
    void whatOthersHaveOnAnEdgeGoesWithItWhenTheWholeIsMoved() {
        Polygon left = polygon(10, 0, 50, 0, 50, 100, 10, 100);
        Polygon top = polygon(50, 0, 90, 0, 90, 40, 50, 40);
        Polygon bottom = polygon(50, 40, 90, 40, 90, 100, 50, 100);
        for (double dx : new double[] {8, -8}) {
            Polygon next = (Polygon) left.translated(dx, 0);
            Result result = SharedBorders.edit(List.of(left, top, bottom), 0, next, SIZE, SIZE);
            var changed = assertInstanceOf(Result.Changed.class, result).polygons();
            assertEquals(
                    polygon(10 + dx, 0, 50 + dx, 0, 50 + dx, 40, 50 + dx, 100, 10 + dx, 100),
                    changed.get(0),
                    "no dent");
            assertEquals(polygon(50 + dx, 0, 90, 0, 90, 40, 50 + dx, 40), changed.get(1));
            assertEquals(polygon(50 + dx, 40, 90, 40, 90, 100, 50 + dx, 100), changed.get(2));
        }
    }

    @Test
    void severalAreMovedAsOneAndTakeTheirBordersAlong() {
        Polygon left = polygon(0, 0, 50, 0, 50, 100, 0, 100);
        Polygon middle = polygon(50, 0, 90, 0, 90, 100, 50, 100);
        Polygon right = polygon(90, 0, 150, 0, 150, 100, 90, 100);
        SortedMap<Integer, Polygon> moved = new TreeMap<>();
        moved.put(1, (Polygon) middle.translated(20, 0));
        moved.put(2, (Polygon) right.translated(20, 0));
        Result result = SharedBorders.edit(List.of(left, middle, right), moved, SIZE, SIZE);
        var changed = assertInstanceOf(Result.Changed.class, result).polygons();
        assertEquals(polygon(0, 0, 70, 0, 70, 100, 0, 100), changed.get(0));
        assertEquals(moved.get(1), changed.get(1));
        assertEquals(moved.get(2), changed.get(2));
    }

    /// Outlines of the fineness of a traced mask, around one in the middle.
    @Test
    void outlinesOfAThousandCornersAreEditedAndStayOnEachOther() {
        int size = 2000;
        List<Point> ring = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            double angle = 2 * Math.PI * i / 1000;
            double far = 500 + 20 * Math.sin(40 * angle);
            ring.add(new Point(1000 + far * Math.cos(angle), 1000 + far * Math.sin(angle)));
        }
        List<Polygon> all = new ArrayList<>(List.of(Polygon.of(ring)));
        for (int part = 0; part < 4; part++) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i <= 250; i++) {
                points.add(ring.get((part * 250 + i) % 1000));
            }
            for (int i = 750; i >= 0; i--) {
                double angle = 2 * Math.PI * (part * 250 + i / 3.0) / 1000;
                points.add(new Point(1000 + 800 * Math.cos(angle), 1000 + 800 * Math.sin(angle)));
            }
            all.add(Polygon.of(points));
        }
        for (int at : new int[] {0, 125, 250, 999}) {
            Point p = ring.get(at);
            Point to = new Point(1000 + (p.x() - 1000) * 1.01, 1000 + (p.y() - 1000) * 1.01);
            Polygon next = with(all.getFirst(), points -> points.set(at, to));
            var changed = assertInstanceOf(Result.Changed.class, SharedBorders.edit(all, 0, next, size, size))
                    .polygons();
            assertEquals(at % 250 == 0 ? 3 : 2, changed.size(), "at a corner of two, else of one");
            assertTrue(changed.values().stream()
                    .allMatch(c -> c.rings().getFirst().points().contains(to)));
        }
    }

    @Test
    void whatCannotBeIsRefusedAndSaysWithWhom() {
        Polygon left = polygon(0, 0, 50, 0, 50, 100, 0, 100);
        Polygon right = polygon(50, 0, 90, 0, 90, 100, 50, 100);
        Polygon far = polygon(100, 40, 120, 40, 120, 60, 100, 60);
        List<Polygon> all = List.of(left, right, far);
        assertEquals(
                new Result.Refused(Reason.JUNCTION, 1),
                SharedBorders.edit(all, 0, with(left, p -> p.remove(1)), SIZE, SIZE));
        assertEquals(
                Reason.CROSSES,
                assertInstanceOf(
                                Result.Refused.class,
                                SharedBorders.edit(all, 0, with(left, p -> p.set(1, new Point(95, 50))), SIZE, SIZE))
                        .reason());
        assertEquals(
                new Result.Refused(Reason.OVERLAPS, 2),
                SharedBorders.edit(all, 1, with(right, p -> p.set(1, new Point(118, 20))), SIZE, SIZE));
        assertEquals(1, SharedBorders.overlapped(all, polygon(60, 10, 70, 10, 70, 20), SIZE, SIZE));
        assertEquals(-1, SharedBorders.overlapped(all, polygon(90, 0, 100, 0, 100, 30, 90, 30), SIZE, SIZE));
    }
}
