package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import limner.model.geometry.Contours;
import limner.model.geometry.Mask;
import limner.model.label.Extent;
import limner.model.label.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys and strokes that come faster than the disk: everything of one test happens within one turn of the JavaFX
/// thread,
/// before any of it can be stored.
final class QuickHandsTest {

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 800);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private interface Hand {
        void work(Robot robot);
    }

    /// Does it all at once, and waits until it is stored.
    private void atOnce(Hand hand) {
        Toolkit.run(() -> hand.work(new Robot()));
        desk.settle();
    }

    private static void tap(Robot robot, KeyCode... keys) {
        for (KeyCode k : keys) {
            robot.keyPress(k);
        }
        for (KeyCode k : List.of(keys).reversed()) {
            robot.keyRelease(k);
        }
    }

    private void stroke(Robot robot, double x, double y, double toX, double toY) {
        Point2D from = desk.place(x, y);
        Point2D to = desk.place(toX, toY);
        robot.mouseMove(from);
        robot.mousePress(MouseButton.PRIMARY);
        robot.mouseMove(from.midpoint(to));
        robot.mouseMove(to);
        robot.mouseRelease(MouseButton.PRIMARY);
    }

    private List<Label> labels() {
        return desk.stored().labelsInOrder();
    }

    private int parts() {
        assertEquals(1, labels().size(), "one object is painted on");
        Mask mask = (Mask) labels().getFirst().at(0).orElseThrow().shape();
        return Contours.parts(mask.rle()).size();
    }

    @Test
    void strokesBuildOnWhatUndosBeforeThemLeave() {
        desk.key(KeyCode.M);
        for (int i = 0; i < 5; i++) {
            desk.drag(100 + 60 * i, 100, 110 + 60 * i, 160);
            desk.settle();
        }
        atOnce(r -> {
            for (int i = 0; i < 3; i++) {
                tap(r, KeyCode.CONTROL, KeyCode.Z);
            }
            stroke(r, 100, 300, 110, 340);
            stroke(r, 200, 300, 210, 340);
        });
        assertEquals(4, parts(), "two of five strokes are left, and two are new");
        atOnce(r -> {
            tap(r, KeyCode.CONTROL, KeyCode.Z);
            stroke(r, 300, 300, 310, 340);
            tap(r, KeyCode.CONTROL, KeyCode.Z);
        });
        assertEquals(3, parts(), "one stroke less, one more, and that one taken back");
    }

    @Test
    void undoTakesBackAStrokeThatIsNotStoredYet() {
        desk.key(KeyCode.M);
        atOnce(r -> {
            stroke(r, 100, 100, 110, 160);
            stroke(r, 200, 100, 210, 160);
            tap(r, KeyCode.CONTROL, KeyCode.Z);
            stroke(r, 300, 100, 310, 160);
        });
        assertEquals(2, parts());
        atOnce(r -> {
            for (int i = 0; i < 2; i++) {
                tap(r, KeyCode.CONTROL, KeyCode.Z);
            }
            tap(r, KeyCode.CONTROL, KeyCode.Y);
        });
        assertEquals(1, parts());
    }

    @Test
    void aStrokeAfterDeletingBeginsANewObject() {
        desk.key(KeyCode.M);
        desk.drag(100, 100, 110, 160);
        desk.settle();
        var first = labels().getFirst().id();
        atOnce(r -> {
            tap(r, KeyCode.DELETE);
            stroke(r, 300, 100, 310, 160);
        });
        assertEquals(1, parts());
        assertTrue(!labels().getFirst().id().equals(first));
    }

    @Test
    void aHandleDraggedAfterUndoStartsWhereUndoPutIt() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        desk.key(KeyCode.V);
        desk.drag(150, 150, 250, 150);
        desk.settle();
        atOnce(r -> {
            tap(r, KeyCode.CONTROL, KeyCode.Z);
            stroke(r, 150, 150, 150, 250);
        });
        var box = labels().getFirst().at(0).orElseThrow().shape().bounds();
        assertEquals(100, box.x(), 1.5);
        assertEquals(200, box.y(), 1.5);
    }

    @Test
    void theClassKeyRightAfterDrawingIsForWhatWasDrawn() {
        desk.key(KeyCode.B);
        atOnce(r -> {
            stroke(r, 100, 100, 200, 200);
            tap(r, KeyCode.DIGIT2);
            tap(r, KeyCode.T);
        });
        assertEquals(Desk.CUP, labels().getFirst().classId());
        assertEquals(Extent.TRACK, labels().getFirst().extent());
    }

    @Test
    void aToolChosenAfterAStrokeDoesNotTakeTheStrokeOver() {
        desk.key(KeyCode.M);
        desk.drag(100, 100, 300, 100);
        desk.settle();
        int before = area();
        desk.drag(300, 100, 300, 200);
        desk.settle();
        atOnce(r -> {
            tap(r, KeyCode.CONTROL, KeyCode.Z);
            stroke(r, 100, 100, 100, 200);
            tap(r, KeyCode.E);
        });
        assertTrue(area() > before, "the stroke was the brush's");
    }

    private static void menu(Desk desk, String command) {
        MenuBar bar = (MenuBar) desk.stage().getScene().lookup(".menu-bar");
        items(bar.getMenus().stream())
                .filter(i -> ("menu-" + command).equals(i.getId()))
                .findFirst()
                .orElseThrow()
                .fire();
    }

    private static Stream<MenuItem> items(Stream<? extends MenuItem> some) {
        return some.flatMap(i -> i instanceof Menu m ? items(m.getItems().stream()) : Stream.of(i));
    }

    @Test
    void aMenuAskedTwiceDoesTheSecondToWhatTheFirstLeft() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        desk.key(KeyCode.T);
        desk.settle();
        desk.show(5);
        atOnce(_ -> {
            menu(desk, "label.keyframe");
            menu(desk, "label.keyframe");
            menu(desk, "label.keyframe");
        });
        desk.await(
                "made, taken away and made again",
                () -> labels().getFirst().keyframe(5).isPresent());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertTrue(labels().getFirst().keyframe(5).isEmpty(), "the third made it, so without it there is none");
    }

    @Test
    void spaceMovesThePictureAlsoWhileAChangeIsOnItsWay() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        atOnce(r -> {
            tap(r, KeyCode.DELETE);
            r.keyPress(KeyCode.SPACE);
            stroke(r, 300, 100, 400, 160);
            r.keyRelease(KeyCode.SPACE);
        });
        assertEquals(List.of(), labels(), "nothing was drawn");
        assertFalse(Toolkit.on(() -> desk.workspace().playing().get()), "nor does the video play");
        Toolkit.run(() -> new Robot().keyPress(KeyCode.SPACE));
        Toolkit.run(() -> new Robot().keyRelease(KeyCode.SPACE));
        desk.await("Space alone plays", () -> desk.workspace().playing().get());
    }

    @Test
    void labelsAreHiddenAsLongAsTheKeyIsHeldAlsoWhileAChangeIsOnItsWay() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        atOnce(r -> {
            tap(r, KeyCode.DELETE);
            r.keyPress(KeyCode.H);
            assertTrue(desk.workspace().view().labelsHidden().get(), "at once");
        });
        assertTrue(Toolkit.on(() -> desk.workspace().view().labelsHidden().get()), "and as long as it is held");
        desk.letGo(KeyCode.H);
        desk.await("seen again", () -> !desk.workspace().view().labelsHidden().get());
    }

    private int area() {
        return Math.toIntExact(
                ((Mask) labels().getFirst().at(0).orElseThrow().shape()).rle().area());
    }
}
