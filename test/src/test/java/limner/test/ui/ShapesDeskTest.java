package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.label.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Draws and changes shapes with the pointer and reads the store.
final class ShapesDeskTest {

    private static final double SIZE = 1000;

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, SIZE, SIZE);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Label last() {
        return desk.stored().labelsInOrder().getLast();
    }

    private Shape shape() {
        return last().at(desk.shownFrame()).orElseThrow().shape();
    }

    private void near(double expected, double actual) {
        assertEquals(expected, actual, 1.5 / desk.scale(), "to a screen pixel");
    }

    private void isTurned(double x, double y, double width, double height, double angle) {
        RotatedBox b = assertInstanceOf(RotatedBox.class, shape());
        near(x, b.x());
        near(y, b.y());
        near(width, b.width());
        near(height, b.height());
        assertEquals(angle, b.angle(), 1);
    }

    @Test
    void aRotatedBoxIsDrawnByThreeClicksAndByADragAndATurn() {
        desk.key(KeyCode.ALT, KeyCode.G);
        desk.click(100, 100);
        desk.click(300, 100);
        desk.move(desk.place(260, 150));
        desk.click(200, 180);
        desk.settle();
        isTurned(200, 140, 200, 80, 0);

        desk.drag(350, 200, 550, 300);
        desk.settle();
        assertEquals(1, desk.stored().labelsInOrder().size(), "it is still to be turned");
        desk.move(desk.place(420, 330));
        desk.click(400, 350);
        desk.settle();
        isTurned(450, 250, 200, 100, 90);
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(1, desk.stored().labelsInOrder().size(), "one step back");
    }

    @Test
    void aRotatedBoxIsTurnedAndWidenedByItsHandles() {
        desk.key(KeyCode.ALT, KeyCode.G);
        desk.click(200, 150);
        desk.click(400, 150);
        desk.click(300, 230);
        desk.settle();
        desk.key(KeyCode.V);
        desk.drag(400, 190, 440, 190);
        desk.settle();
        isTurned(320, 190, 240, 80, 0);
        double rotor = 150 - 25.5 / desk.scale();
        desk.dragHolding(new KeyCode[] {KeyCode.SHIFT}, 320, rotor, 420, 95);
        desk.settle();
        assertEquals(45, assertInstanceOf(RotatedBox.class, shape()).angle(), 1e-9);
        near(320, ((RotatedBox) shape()).x());
    }

    @Test
    void anEllipseIsDrawnAndMovedByItsInside() {
        desk.key(KeyCode.ALT, KeyCode.O);
        desk.drag(100, 100, 300, 200);
        desk.settle();
        Ellipse e = assertInstanceOf(Ellipse.class, shape());
        near(200, e.x());
        near(150, e.y());
        near(100, e.radiusX());
        near(50, e.radiusY());
        desk.key(KeyCode.V);
        desk.drag(210, 160, 260, 190);
        desk.settle();
        near(250, assertInstanceOf(Ellipse.class, shape()).x());
        near(180, ((Ellipse) shape()).y());
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.RIGHT);
        desk.settle();
        near(260, ((Ellipse) shape()).x());
    }

    private void polygon(double... places) {
        desk.key(KeyCode.P);
        for (int i = 0; i < places.length; i += 2) {
            desk.click(places[i], places[i + 1]);
        }
        desk.key(KeyCode.ENTER);
        desk.settle();
    }

    private List<Point> outline() {
        return assertInstanceOf(Polygon.class, shape()).rings().getFirst().points();
    }

    @Test
    void aRunOfVerticesIsErasedByDraggingWithAlt() {
        polygon(100, 100, 160, 100, 220, 100, 280, 100, 340, 100, 400, 100, 400, 300, 100, 300);
        assertEquals(8, outline().size());
        desk.key(KeyCode.V);
        desk.dragHolding(new KeyCode[] {KeyCode.ALT}, 160, 100, 340, 100);
        desk.settle();
        assertEquals(4, outline().size());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(8, outline().size(), "one step back");
    }

    @Test
    void aStretchOfTheOutlineIsDrawnAnewAndIsOneStepBack() {
        polygon(100, 100, 400, 100, 400, 300, 100, 300);
        desk.click(150, 100, KeyCode.ALT);
        desk.click(250, 40);
        desk.click(350, 100);
        desk.settle();
        List<Point> points = outline();
        assertEquals(7, points.size());
        assertTrue(points.stream().anyMatch(p -> p.y() < 50), "the new line");
        assertEquals(1, desk.stored().labelsInOrder().size());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(4, outline().size());
    }

    @Test
    void aNeighbourIsSnappedToAndItsOutlineTakenOver() {
        polygon(100, 100, 200, 90, 300, 110, 300, 300, 100, 300);
        List<Point> neighbour = outline();
        desk.key(KeyCode.ALT, KeyCode.N);
        polygon(298, 297, 450, 300, 450, 250);
        assertEquals(neighbour.get(3), outline().getFirst(), "its very corner");
        desk.key(KeyCode.ALT, KeyCode.N);

        desk.key(KeyCode.P);
        desk.click(150, 95, KeyCode.SHIFT);
        desk.click(250, 100, KeyCode.SHIFT);
        desk.click(200, 40);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(4, outline().size());
        assertEquals(neighbour.get(1), outline().get(1), "the corner between, exactly");
    }
}
