package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Label;
import limner.model.media.Media;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Draws polygons side by side and changes the border that they share.
final class BordersDeskTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 1000);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Shape shape(int index) {
        return desk.stored().labelsInOrder().get(index).at(0).orElseThrow().shape();
    }

    private List<Point> points(int index) {
        return ((Polygon) shape(index)).rings().getFirst().points();
    }

    private void polygon(double... places) {
        desk.key(KeyCode.P);
        for (int i = 0; i < places.length; i += 2) {
            desk.click(places[i], places[i + 1]);
        }
        desk.key(KeyCode.ENTER);
        desk.settle();
    }

    private Rle pixels(int index) {
        Media media = Toolkit.on(desk::media);
        return Rasterizer.rasterize(shape(index), media.width(), media.height());
    }

    /// Two polygons, the second drawn beside the first; the first has a vertex on the border between them.
    private void neighbours() {
        polygon(100, 100, 300, 100, 320, 200, 300, 300, 100, 300);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.B);
        polygon(302, 298, 450, 300, 450, 100, 299, 102);
    }

    @Test
    void whatIsDrawnBesideANeighbourTakesItsVerticesAndAnEditOfTheBorderChangesBoth() {
        neighbours();
        assertTrue(points(1).containsAll(points(0).subList(1, 4)), () -> "it took over the border: " + points(1));
        assertEquals(0, pixels(0).intersectionArea(pixels(1)));
        Rle union = pixels(0).union(pixels(1));
        Point shared = points(0).get(2);

        desk.key(KeyCode.V);
        desk.drag(320, 200, 360, 220);
        desk.settle();
        Point moved = points(0).get(2);
        assertEquals(360, moved.x(), 1.5 / desk.scale());
        assertTrue(points(1).contains(moved) && !points(1).contains(shared), "the other has it too");
        assertEquals(0, pixels(0).intersectionArea(pixels(1)));
        assertEquals(union, pixels(0).union(pixels(1)), "no gap");
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertTrue(points(0).contains(shared) && points(1).contains(shared), "one step back for both");

        int before = points(1).size();
        desk.drag(310, 150, 340, 150);
        desk.settle();
        assertEquals(before + 1, points(1).size(), "a vertex of both");
        assertEquals(6, points(0).size());
        assertEquals(union, pixels(0).union(pixels(1)));
        desk.key(KeyCode.DELETE);
        desk.settle();
        assertEquals(before, points(1).size(), "gone from both");
        assertEquals(5, points(0).size());
    }

    @Test
    void theBorderIsMovedByKeysAndStaysWhereANeighbourIsLocked() {
        neighbours();
        desk.key(KeyCode.V);
        List<Point> first = points(0);
        List<Point> second = points(1);
        desk.click(320, 200);
        Point shared = points(0).get(2);
        int presses = 0;
        while (!Toolkit.on(() -> desk.workspace().selectedLabel().isPresent()) || presses == 0) {
            desk.key(KeyCode.F4);
            presses++;
        }
        for (int i = 0; i < second.indexOf(shared); i++) {
            desk.key(KeyCode.F4);
        }
        desk.key(KeyCode.ALT, KeyCode.RIGHT);
        desk.settle();
        int changed = (points(0).equals(first) ? 0 : 1) + (points(1).equals(second) ? 0 : 1);
        assertEquals(2, changed, "both by a key");
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();

        Toolkit.run(() -> desk.workspace()
                .view()
                .locked()
                .add(desk.workspace().labels().labelsInOrder().getFirst().id()));
        desk.drag(320, 200, 360, 220);
        desk.settle();
        assertEquals(List.of(first, second), List.of(points(0), points(1)));
        assertTrue(desk.says("locked or pinned"));
    }

    private void choose(int index) {
        Toolkit.run(() -> desk.workspace()
                .selection()
                .set(Selection.of(desk.stored().labelsInOrder().get(index).id())));
        Toolkit.pulses(2);
    }

    @Test
    void aWholeThatIsMovedByKeysOrByWrittenNumbersTakesTheBorderAlong() {
        neighbours();
        desk.key(KeyCode.V);
        choose(0);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.RIGHT);
        desk.key(KeyCode.ALT, KeyCode.RIGHT);
        desk.settle();
        assertEquals(0, pixels(0).intersectionArea(pixels(1)));
        assertTrue(points(1).containsAll(points(0).subList(1, 4)), "the border went along");
        double left = points(0).getFirst().x();
        assertEquals(111, left, 1.5 / desk.scale(), "both keys");

        desk.await("the numbers are there", () -> desk.stage().getScene().lookup("#inspect-x") != null);
        Toolkit.run(() -> {
            TextField x = (TextField) desk.node("#inspect-x");
            x.setText("95");
            x.requestFocus();
        });
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(95, points(0).stream().mapToDouble(Point::x).min().orElseThrow(), 1e-9);
        assertTrue(points(1).containsAll(points(0).subList(1, 4)), "by numbers as well");
        assertEquals(0, pixels(0).intersectionArea(pixels(1)));
    }

    @Test
    void aSharedVertexIsMovedByALittleAndDoesNotStickToWhereTheNeighbourHadIt() {
        neighbours();
        desk.key(KeyCode.V);
        choose(0);
        Point shared = points(0).get(2);
        double little = 5 / desk.scale();
        desk.drag(shared.x(), shared.y(), shared.x() + little, shared.y());
        desk.settle();
        assertEquals(shared.x() + little, points(0).get(2).x(), 1.5 / desk.scale());
        assertTrue(points(1).contains(points(0).get(2)));
    }

    @Test
    void whileABorderIsDraggedTheNeighbourIsShownAsItWillBeAtEveryStep() {
        neighbours();
        desk.key(KeyCode.V);
        choose(0);
        LabelId second = desk.stored().labelsInOrder().get(1).id();
        List<Optional<Shape>> seen = new ArrayList<>();
        Toolkit.run(() -> desk.workspace()
                .proposal()
                .addListener((_, _, now) ->
                        seen.add(now.flatMap(p -> Optional.ofNullable(p.shapes().get(second))))));
        Point shared = points(0).get(2);
        int corners = points(1).size();
        desk.press(
                new KeyCode[0], shared.x(), shared.y(), shared.x() + 30, shared.y() + 10, shared.x() + 60, shared.y());
        assertTrue(seen.size() >= 4, () -> "it is shown: " + seen.size());
        for (Optional<Shape> p : seen) {
            assertTrue(
                    p.orElse(null) instanceof Polygon shown
                            && shown.rings().getFirst().points().size() == corners,
                    "always, and the same border");
        }
        desk.release(desk.place(shared.x() + 60, shared.y()));
        desk.settle();
        assertTrue(points(1).contains(points(0).get(2)));
    }

    @Test
    void severalThatAreMovedTogetherTakeTheBordersAroundThemAlong() {
        neighbours();
        polygon(452, 100, 600, 100, 600, 300, 452, 298);
        desk.key(KeyCode.V);
        Set<LabelId> both = desk.stored().labelsInOrder().subList(1, 3).stream()
                .map(Label::id)
                .collect(Collectors.toSet());
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(both)));
        Toolkit.pulses(2);
        desk.drag(520, 200, 540, 200);
        desk.settle();
        assertTrue(points(1).containsAll(points(0).subList(1, 4)), "the one that stays was stretched");
        assertEquals(100, points(0).getFirst().x(), 1.5 / desk.scale());
        assertEquals(0, pixels(0).intersectionArea(pixels(1)));
        assertEquals(0, pixels(1).intersectionArea(pixels(2)));
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(300, points(0).get(1).x(), 1.5 / desk.scale(), "one step back");
    }

    @Test
    void whatWouldLieOverANeighbourIsNotStored() {
        neighbours();
        polygon(150, 150, 250, 150, 200, 250);
        assertEquals(2, desk.stored().labelsInOrder().size());
        assertTrue(desk.says("lies over"));
        desk.key(KeyCode.ESCAPE);
    }
}
