package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.Media;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes several objects at a time, and draws what cannot be.
final class SeveralDeskTest {

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

    private List<Label> labels() {
        return desk.stored().labelsInOrder();
    }

    private Shape shape(int index) {
        return labels().get(index).at(desk.shownFrame()).orElseThrow().shape();
    }

    private void twoBoxes() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        desk.drag(300, 100, 400, 200);
        desk.settle();
        desk.key(KeyCode.V);
        desk.key(KeyCode.CONTROL, KeyCode.A);
    }

    @Test
    void keysOfTracksAndOcclusionAreForAllThatAreSelectedAndOneStepBack() {
        twoBoxes();
        desk.key(KeyCode.T);
        desk.settle();
        assertTrue(labels().stream().allMatch(Label::tracked));
        desk.key(KeyCode.O);
        desk.settle();
        assertTrue(labels().stream().allMatch(l -> l.at(0).orElseThrow().occluded()));
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertTrue(labels().stream().noneMatch(l -> l.at(0).orElseThrow().occluded()), "one step back for both");
        desk.show(5);
        desk.key(KeyCode.K);
        desk.settle();
        assertTrue(labels().stream().allMatch(l -> l.keyframe(5).isPresent()));
        desk.key(KeyCode.X);
        desk.settle();
        assertTrue(labels().stream().allMatch(l -> l.at(5).isEmpty()));
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertTrue(labels().stream().allMatch(l -> l.at(5).isPresent()));
    }

    @Test
    void draggingOneOfSeveralMovesAllAndAClickSelectsIt() {
        twoBoxes();
        Shape first = shape(0);
        Shape second = shape(1);
        desk.drag(150, 150, 180, 190);
        desk.settle();
        double dx = shape(0).bounds().x() - first.bounds().x();
        double dy = shape(0).bounds().y() - first.bounds().y();
        assertEquals(30, dx, 1.5 / desk.scale());
        assertEquals(40, dy, 1.5 / desk.scale());
        assertEquals(second.translated(dx, dy), shape(1), "the other goes the same way");
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(List.of(first, second), List.of(shape(0), shape(1)));
        desk.drag(350, 150, 950, 150);
        desk.settle();
        Media media = Toolkit.on(desk::media);
        assertEquals(media.width(), shape(1).bounds().right(), 1e-6, "as far as both stay on the picture");
        desk.click(shape(0).bounds().x() + 50, 150);
        assertEquals(
                1, Toolkit.on(() -> desk.workspace().selection().get().labels().size()));
    }

    @Test
    void theOuterRingOfAHoleIsNotTakenAwayByItsLastCorners() {
        Ring outer = new Ring(List.of(new Point(100, 100), new Point(400, 100), new Point(100, 300)));
        Ring hole = new Ring(List.of(new Point(150, 130), new Point(250, 130), new Point(150, 200)));
        Polygon holed = new Polygon(List.of(outer, hole));
        LabelId id = LabelId.random();
        desk.store(new Command.Draw(Toolkit.on(desk::mediaId), 0, id, Desk.PERSON, Extent.FRAME, holed));
        desk.await("it is here", () -> desk.workspace().labels().label(id).isPresent());
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(id)));
        desk.key(KeyCode.V);
        desk.click(400, 100, KeyCode.ALT);
        desk.settle();
        assertEquals(holed, shape(0));
        desk.click(250, 130, KeyCode.ALT);
        desk.settle();
        assertEquals(new Polygon(List.of(outer)), shape(0), "the hole goes");
    }

    @Test
    void aPolygonOnALineIsNotStored() {
        desk.key(KeyCode.P);
        desk.click(100, 100);
        desk.click(200, 100);
        desk.click(300, 100);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertTrue(labels().isEmpty());
        assertTrue(desk.says("lie on one line"));
        desk.click(200, 180);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(1, labels().size(), "it goes on where it was");
    }

    @Test
    void aRotatedBoxStaysOnThePictureAndEnterSaysWhatIsMissing() {
        desk.key(KeyCode.ALT, KeyCode.G);
        desk.click(40, 40);
        desk.key(KeyCode.ENTER);
        assertTrue(desk.says("other end of a side"));
        desk.click(200, 20);
        desk.key(KeyCode.ENTER);
        assertTrue(desk.says("how far the box reaches"));
        desk.click(100, 1);
        desk.settle();
        Media media = Toolkit.on(desk::media);
        RotatedBox box = assertInstanceOf(RotatedBox.class, shape(0));
        Box around = box.bounds();
        assertTrue(
                around.x() >= -1e-6
                        && around.y() >= -1e-6
                        && around.right() <= media.width() + 1e-6
                        && around.bottom() <= media.height() + 1e-6,
                box::toString);
        desk.drag(10, 250, 200, 340);
        desk.click(150, 200);
        desk.settle();
        Box turned = shape(1).bounds();
        assertTrue(turned.x() >= -1e-6 && turned.bottom() <= media.height() + 1e-6, turned::toString);
    }
}
