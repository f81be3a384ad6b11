package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final List<Point> TRIANGLE = List.of(new Point(1, 1), new Point(5, 1), new Point(1, 4));

    @Test
    void numbersMustBeFinite() {
        assertThrows(IllegalArgumentException.class, () -> new Point(Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> new Point(0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> new Box(0, 0, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Box(0, 0, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Box(Double.MAX_VALUE, 0, Double.MAX_VALUE, 1));
    }

    @Test
    void aNegativeZeroIsTheSamePlaceAsZero() {
        assertEquals(new Point(0, 0), new Point(-0.0, -0.0));
        assertEquals(new Box(0, 0, 1, 1), new Box(-0.0, -0.0, 1, 1));
    }

    @Test
    void shapesNeedEnoughPoints() {
        assertThrows(IllegalArgumentException.class, () -> new Ring(TRIANGLE.subList(0, 2)));
        assertThrows(IllegalArgumentException.class, () -> new Polyline(TRIANGLE.subList(0, 1)));
        assertThrows(IllegalArgumentException.class, () -> new Polygon(List.of()));
    }

    @Test
    void shapesKeepTheirPointsWhenTheListGivenChanges() {
        List<Point> points = new ArrayList<>(TRIANGLE);
        Ring ring = new Ring(points);
        points.clear();

        assertEquals(TRIANGLE, ring.points());
    }

    @Test
    void aRingIsTheSameFromPointsAndFromCoordinates() {
        Ring ring = new Ring(TRIANGLE);
        Ring same = Ring.of(new double[] {1, 1, 5, 1, 1, 4});

        assertEquals(ring, same);
        assertEquals(ring.hashCode(), same.hashCode());
        assertEquals(TRIANGLE, same.points());
        assertEquals(same.points(), TRIANGLE);
        assertEquals(TRIANGLE.hashCode(), same.points().hashCode());
        assertThrows(UnsupportedOperationException.class, () -> same.points().set(0, new Point(0, 0)));
        assertThrows(IllegalArgumentException.class, () -> Ring.of(new double[] {1, 1, 5, 1, 1}));
        assertThrows(IllegalArgumentException.class, () -> Ring.of(new double[] {1, 1, 5, 1}));
        assertThrows(IllegalArgumentException.class, () -> Ring.of(new double[] {1, 1, 5, 1, 1, Double.NaN}));
        assertEquals(
                new Point(0, 0),
                Ring.of(new double[] {-0.0, -0.0, 5, 1, 1, 4}).points().getFirst());
    }

    @Test
    void aRingKnowsWhetherItEnclosesAnythingHoweverSmallOrLarge() {
        for (double scale : new double[] {1e-7, 1, 1e6, 1e160}) {
            Ring ring = new Ring(List.of(new Point(0, 0), new Point(4 * scale, 0), new Point(0, 3 * scale)));
            assertFalse(ring.isFlat(), () -> "scale " + scale);
        }
        for (double scale : new double[] {1e-150, 1e-7, 1, 1e3}) {
            Ring ring =
                    new Ring(List.of(new Point(0, 0), new Point(2 * scale, scale), new Point(4 * scale, 2 * scale)));
            assertTrue(ring.isFlat(), () -> "scale " + scale);
        }
    }

    @Test
    void aRingKnowsItsAreaAndWayRound() {
        Ring ring = new Ring(TRIANGLE);

        assertEquals(6, ring.signedArea());
        assertEquals(Winding.CLOCKWISE, ring.winding());
        assertEquals(-6, ring.reversed().signedArea());
        assertEquals(Winding.COUNTERCLOCKWISE, ring.reversed().winding());
        assertEquals(TRIANGLE.getFirst(), ring.reversed().points().getFirst());
        assertEquals(ring, ring.reversed().reversed());
        assertEquals(Winding.NONE, new Ring(List.of(new Point(0, 0), new Point(1, 1), new Point(2, 2))).winding());
    }

    @Test
    void everyShapeKnowsItsBoundsAndItsKind() {
        assertEquals(new Box(1, 1, 4, 3), Polygon.of(TRIANGLE).bounds());
        assertEquals(new Box(1, 1, 4, 3), new Polyline(TRIANGLE).bounds());
        assertEquals(new Box(3, 4, 0, 0), new Point(3, 4).bounds());
        assertEquals(new Box(1, 0, 2, 2), new Mask(Pixels.of("..#.", ".#..").rle()).bounds());
        assertEquals(new Box(0, 0, 0, 0), new Mask(Rle.empty(4, 4)).bounds());
        assertEquals(
                List.of(ShapeKind.BOX, ShapeKind.POLYGON, ShapeKind.POLYLINE, ShapeKind.POINT, ShapeKind.MASK),
                List.of(
                                new Box(0, 0, 1, 1),
                                Polygon.of(TRIANGLE),
                                new Polyline(TRIANGLE),
                                new Point(0, 0),
                                new Mask(Rle.empty(1, 1)))
                        .stream()
                        .map(Shape::kind)
                        .toList());
    }

    @Test
    void drawnShapesMoveByAnyDistance() {
        assertEquals(new Point(1.5, 0), new Point(1, 1).translated(0.5, -1));
        assertEquals(new Box(1.5, 0, 2, 3), new Box(1, 1, 2, 3).translated(0.5, -1));
        assertEquals(
                new Box(1.5, 0, 4, 3), Polygon.of(TRIANGLE).translated(0.5, -1).bounds());
        assertEquals(
                new Box(1.5, 0, 4, 3),
                new Polyline(TRIANGLE).translated(0.5, -1).bounds());
    }

    @Test
    void masksMoveByWholePixelsAndLoseWhatLeaves() {
        Mask mask = new Mask(Pixels.of("##..", "#...", "...#").rle());

        assertEquals(new Mask(Pixels.of("....", ".##.", ".#..").rle()), mask.translated(0.5, 1.4));
        assertEquals(new Mask(Pixels.of("#...", "....", "..#.").rle()), mask.translated(-1.2, -0.5));
        assertEquals(new Mask(Rle.empty(4, 3)), mask.translated(1e300, 0));
        assertThrows(IllegalArgumentException.class, () -> mask.translated(Double.NaN, 0));
    }

    @Test
    void boxesOverlapClampAndSpan() {
        Box box = Box.between(new Point(5, 1), new Point(1, 4));

        assertEquals(new Box(1, 1, 4, 3), box);
        assertEquals(5, box.right());
        assertEquals(4, box.bottom());
        assertEquals(1, box.iou(box));
        assertEquals(6.0 / 18, box.iou(new Box(3, 1, 4, 3)));
        assertEquals(0, box.iou(new Box(5, 1, 4, 3)));
        assertEquals(0, new Box(1, 1, 0, 0).iou(new Box(1, 1, 0, 0)));
        assertEquals(new Box(1, 1, 2, 1), box.clampedTo(3, 2));
        assertEquals(new Box(0, 0, 5, 4), new Box(-1, -2, 6, 6).clampedTo(10, 10));
        assertEquals(new Box(10, 0, 0, 3), new Box(12, -1, 3, 4).clampedTo(10, 10));
    }

    @Test
    void rectanglesOfPixelsJoinAndMeet() {
        PixelBox a = new PixelBox(1, 2, 3, 4);
        PixelBox b = new PixelBox(3, 1, 5, 2);

        assertEquals(new PixelBox(1, 1, 7, 5), a.union(b));
        assertEquals(new PixelBox(3, 2, 1, 1), a.intersection(b));
        assertEquals(a, a.union(PixelBox.EMPTY));
        assertEquals(PixelBox.EMPTY, a.intersection(new PixelBox(4, 2, 1, 1)));
        assertThrows(IllegalArgumentException.class, () -> new PixelBox(0, 0, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new PixelBox(Integer.MAX_VALUE, 0, 1, 1));
    }
}
