package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.ToolKind;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Ring;
import limner.model.label.Label;
import limner.model.media.FrameState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Works on the desk by keys alone: the pointer never comes near the window.
final class KeyboardOnlyTest {

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

    /// Where the cross is, as it says itself.
    private Point cross() {
        String said = Toolkit.on(
                () -> ((javafx.scene.control.Label) desk.stage().getScene().lookup("#cross-place")).getText());
        String[] parts = said.replace("●", "").split(",");
        return new Point(Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
    }

    private boolean crossIsThere() {
        return Toolkit.on(() -> desk.stage().getScene().lookup("#cross").isVisible());
    }

    /// Moves the cross to a place, with the long steps first, and tells how many keys it took.
    private void to(double x, double y) {
        Point at = cross();
        axis(x - at.x(), KeyCode.RIGHT, KeyCode.LEFT);
        axis(y - at.y(), KeyCode.DOWN, KeyCode.UP);
        assertEquals(new Point(x, y), cross());
    }

    private void axis(double way, KeyCode on, KeyCode back) {
        KeyCode arrow = way < 0 ? back : on;
        int left = (int) Math.abs(way);
        for (; left >= 50; left -= 50) {
            desk.key(KeyCode.CONTROL, arrow);
        }
        for (; left >= 10; left -= 10) {
            desk.key(KeyCode.SHIFT, arrow);
        }
        for (; left > 0; left--) {
            desk.key(arrow);
        }
    }

    private void drag(double fromX, double fromY, double toX, double toY, KeyCode... held) {
        to(fromX, fromY);
        desk.hold(held);
        desk.hold(KeyCode.SPACE);
        desk.letGo(held);
        to(toX, toY);
        desk.letGo(KeyCode.SPACE);
        Toolkit.pulses(1);
    }

    private void click(double x, double y) {
        to(x, y);
        desk.key(KeyCode.SPACE);
    }

    private List<Label> labels() {
        desk.settle();
        return desk.stored().labelsInOrder();
    }

    private Label last() {
        return labels().getLast();
    }

    private Node focus() {
        return Toolkit.on(() -> desk.stage().getScene().getFocusOwner());
    }

    @Test
    void aProjectIsOpenedLabelledEditedAndReleasedByKeysAlone() throws IOException {
        desk.key(KeyCode.CONTROL, KeyCode.W);
        desk.await("the first page is there", () -> desk.window().workspace().isEmpty());
        desk.await("what was open before is listed and can be opened", () -> {
            Node link = desk.stage().getScene().lookup(".hyperlink");
            return link != null && !link.isDisabled();
        });
        Toolkit.pulses(4);
        for (int i = 0; i < 12 && !focus().getStyleClass().contains("hyperlink"); i++) {
            desk.key(KeyCode.TAB);
        }
        assertTrue(focus().getStyleClass().contains("hyperlink"), "Tab reaches the project");
        desk.key(KeyCode.SPACE);
        desk.await("the project is open", () -> desk.window().workspace().isPresent());
        desk.awaitFrame(0);
        Toolkit.pulses(4);

        desk.key(KeyCode.F7);
        assertTrue(crossIsThere());
        desk.key(KeyCode.B);
        drag(100, 80, 260, 200);
        assertEquals(new Box(100, 80, 160, 120), last().at(0).orElseThrow().shape());
        desk.key(KeyCode.DIGIT2);
        desk.settle();
        assertEquals(Desk.CUP, last().classId(), "a digit changes the class of what is selected");

        desk.key(KeyCode.P);
        click(300, 100);
        click(420, 100);
        click(420, 210);
        desk.key(KeyCode.ENTER);
        assertEquals(
                Polygon.of(List.of(new Point(300, 100), new Point(420, 100), new Point(420, 210))),
                last().at(0).orElseThrow().shape());

        desk.key(KeyCode.F4);
        desk.key(KeyCode.F4);
        assertEquals(new Point(420, 100), cross(), "the cross goes to the vertex in hand");
        desk.key(KeyCode.ALT, KeyCode.RIGHT);
        desk.settle();
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.UP);
        desk.settle();
        assertEquals(new Point(421, 90), ring().get(1));
        desk.key(KeyCode.INSERT);
        desk.settle();
        assertEquals(4, ring().size());
        assertEquals(new Point(420.5, 150), ring().get(2));
        desk.key(KeyCode.DELETE);
        desk.settle();
        assertEquals(3, ring().size(), "the vertex goes, not the object");

        desk.key(KeyCode.M);
        Toolkit.run(() -> assertEquals(ToolKind.BRUSH, desk.workspace().tool().get()));
        drag(100, 300, 200, 300);
        Mask mask = assertInstanceOf(Mask.class, last().at(0).orElseThrow().shape());
        assertTrue(mask.rle().contains(150, 300));
        assertFalse(mask.rle().contains(150, 340));
        assertEquals(3, labels().size());

        desk.key(KeyCode.ESCAPE);
        assertFalse(crossIsThere(), "Esc leaves the pointer");
        desk.key(KeyCode.CONTROL, KeyCode.ENTER);
        desk.settle();
        assertEquals(FrameState.DONE, desk.stored().state(0));

        Path release = release();
        desk.key(KeyCode.CONTROL, KeyCode.R);
        desk.await("the sheet is there", () -> desk.stage().getScene().lookup("#release-start") != null);
        Toolkit.pulses(4);
        assertEquals("release-name", focus().getId());
        desk.key(KeyCode.ENTER);
        desk.await("the release is checked", () -> Files.exists(release.resolve("manifest.json")));
        desk.await(
                "nothing runs any more", () -> desk.window().tasks().running().isEmpty());
        assertTrue(Files.size(release.resolve("manifest.json")) > 0);
        try (Stream<Path> files = Files.walk(release)) {
            assertTrue(files.anyMatch(f -> f.toString().endsWith(".png")), "the picture of the frame is in it");
        }
    }

    private Path release() {
        return folder.resolve("work release");
    }

    private List<Point> ring() {
        Polygon p = assertInstanceOf(
                Polygon.class,
                desk.stored().labelsInOrder().get(1).at(0).orElseThrow().shape());
        List<Ring> rings = p.rings();
        return rings.getFirst().points();
    }

    @Test
    void aBoxIsResizedByItsHandleAndASquareDrawnWithShift() {
        desk.key(KeyCode.F7);
        desk.key(KeyCode.B);
        drag(100, 100, 160, 130, KeyCode.SHIFT);
        assertEquals(new Box(100, 100, 60, 60), last().at(0).orElseThrow().shape());
        desk.key(KeyCode.SHIFT, KeyCode.F4);
        assertEquals(new Point(160, 160), cross(), "the last handle is the corner below at the right");
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.RIGHT);
        desk.settle();
        assertEquals(new Box(100, 100, 70, 60), last().at(0).orElseThrow().shape());
    }

    @Test
    void theButtonStaysDownForWhomHoldingAKeyIsHard() {
        desk.key(KeyCode.F7);
        desk.key(KeyCode.B);
        to(200, 100);
        desk.key(KeyCode.SHIFT, KeyCode.F7);
        to(300, 160);
        desk.key(KeyCode.SPACE);
        assertEquals(new Box(200, 100, 100, 60), last().at(0).orElseThrow().shape());
    }

    @Test
    void escapeDropsWhatIsDrawnFirstAndThePointerThen() {
        desk.key(KeyCode.F7);
        desk.key(KeyCode.B);
        to(200, 100);
        desk.hold(KeyCode.SPACE);
        to(260, 160);
        desk.key(KeyCode.ESCAPE);
        desk.letGo(KeyCode.SPACE);
        assertEquals(List.of(), labels());
        assertTrue(crossIsThere());
        desk.key(KeyCode.ESCAPE);
        assertFalse(crossIsThere());
        int before = desk.shownFrame();
        desk.key(KeyCode.RIGHT);
        desk.awaitFrame(before + 1);
    }

    @Test
    void thePictureScrollsAlongWhenItIsEnlarged() {
        desk.key(KeyCode.F7);
        desk.key(KeyCode.CONTROL, KeyCode.DIGIT1);
        for (int i = 0; i < 6; i++) {
            desk.key(KeyCode.CONTROL, KeyCode.PLUS);
        }
        double right = desk.media().width();
        Point at = cross();
        to(right, at.y());
        double[] seen = Toolkit.on(() -> {
            Node line = desk.stage().getScene().lookup("#cross");
            return new double[] {
                ((javafx.scene.Group) line)
                        .getChildren()
                        .get(6)
                        .getBoundsInParent()
                        .getCenterX(),
                desk.canvas().getWidth()
            };
        });
        assertTrue(seen[0] > 0 && seen[0] < seen[1], "the cross is on the canvas: " + seen[0] + " of " + seen[1]);
        assertEquals(new Point(right, at.y()), cross());
    }

    @Test
    void theHandTakesThePointerOver() {
        desk.key(KeyCode.F7);
        desk.key(KeyCode.B);
        desk.drag(100, 80, 300, 260);
        assertFalse(crossIsThere());
        assertEquals(1, labels().size());
    }
}
