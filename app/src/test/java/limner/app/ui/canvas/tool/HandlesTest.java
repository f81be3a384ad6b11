package limner.app.ui.canvas.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import org.junit.jupiter.api.Test;

final class HandlesTest {

    private static final Polygon TRIANGLE = Polygon.of(List.of(new Point(0, 0), new Point(100, 0), new Point(0, 100)));

    private static Target target(Shape shape) {
        return new Target(new Target.Key.OfLabel(LabelId.random()), new ClassId(1), shape, false);
    }

    @Test
    void aBoxDraggedOverItsOtherSideTurnsOver() {
        Handle right = new Handle.Side(1, 0, new Point(20, 15));
        assertEquals(new Box(2, 10, 8, 10), right.dragged(new Box(10, 10, 10, 10), new Point(2, 99)));
    }

    @Test
    void aMiddleHandleMakesAVertex() {
        Handle middle = Handle.of(TRIANGLE, 10).stream()
                .filter(h -> h instanceof Handle.Middle m && m.after() == 0)
                .findFirst()
                .orElseThrow();
        Polygon four = assertInstanceOf(Polygon.class, middle.dragged(TRIANGLE, new Point(50, -20)));
        assertEquals(
                List.of(new Point(0, 0), new Point(50, -20), new Point(100, 0), new Point(0, 100)),
                four.rings().getFirst().points());
    }

    @Test
    void edgesTooShortOnTheScreenGetNoMiddle() {
        assertTrue(Handle.of(TRIANGLE, 120).stream()
                        .filter(Handle.Middle.class::isInstance)
                        .count()
                == 1);
    }

    @Test
    void aTriangleKeepsItsVerticesAndALineItsTwoEnds() {
        assertEquals(Optional.empty(), Vertices.without(TRIANGLE, new Handle.Vertex(0, 1, new Point(100, 0))));
        Polyline line = new Polyline(List.of(new Point(0, 0), new Point(1, 1)));
        assertEquals(Optional.empty(), Vertices.without(line, new Handle.Vertex(0, 0, new Point(0, 0))));
    }

    @Test
    void whatLiesInALargeBoxCanBeReached() {
        Target large = target(new Box(0, 0, 100, 100));
        Target small = target(new Box(40, 40, 10, 10));
        assertEquals(Optional.of(small), HitTest.at(List.of(large, small), new Point(45, 45), 2));
        assertEquals(Optional.of(large), HitTest.at(List.of(large, small), new Point(20, 20), 2));
        assertEquals(Optional.of(large), HitTest.at(List.of(large, small), new Point(-1, 50), 2));
        assertEquals(Optional.empty(), HitTest.at(List.of(large, small), new Point(-5, 50), 2));
    }

    @Test
    void aMaskIsHitByItsPixelsAndALockedThingNotAtAll() {
        byte[] pixels = new byte[100];
        pixels[55] = 1;
        Target mask = target(new Mask(Rle.ofRowMajor(10, 10, pixels)));
        assertEquals(Optional.of(mask), HitTest.at(List.of(mask), new Point(5.5, 5.5), 3));
        assertEquals(Optional.empty(), HitTest.at(List.of(mask), new Point(6.5, 5.5), 3));
        Target locked = new Target(mask.key(), mask.classId(), mask.shape(), true);
        assertEquals(Optional.empty(), HitTest.at(List.of(locked), new Point(5.5, 5.5), 3));
    }
}
