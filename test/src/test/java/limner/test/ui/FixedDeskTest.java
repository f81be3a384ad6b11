package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.IndexRange;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writes numbers, moves by keys, and tries to change what is locked or pinned.
final class FixedDeskTest {

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

    private void box(double x, double y, double right, double bottom) {
        desk.key(KeyCode.B);
        desk.drag(x, y, right, bottom);
        desk.settle();
        desk.await(
                "it is selected",
                () -> desk.workspace()
                        .selectedLabel()
                        .filter(labels().getLast()::equals)
                        .isPresent());
    }

    private void write(String id, String text) {
        desk.await(id + " is there", () -> desk.stage().getScene().lookup(id) != null);
        Node field = desk.node(id);
        Toolkit.run(() -> {
            ((TextField) field).setText(text);
            field.requestFocus();
        });
        desk.key(KeyCode.ENTER);
        desk.settle();
    }

    @Test
    void theNumbersOfABoxAndAnAngleAreWrittenAndTakenByEnter() {
        box(100, 100, 200, 200);
        Box before = assertInstanceOf(Box.class, shape(0));
        write("#inspect-x", "120.25");
        assertEquals(
                new Box(120.25, before.y(), before.width(), before.height()),
                shape(0),
                "the others to their last digit");
        write("#inspect-height", "oops");
        assertTrue(desk.says("is no number"));
        write("#inspect-height", "-4");
        assertTrue(desk.says("make no shape"));
        write("#inspect-height", "40");
        write("#inspect-x", "5000");
        assertTrue(desk.says("leave the picture"));
        assertEquals(new Box(120.25, before.y(), before.width(), 40), shape(0));
        desk.key(KeyCode.ESCAPE);
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(before.height(), shape(0).bounds().height(), "one step back");

        desk.key(KeyCode.ALT, KeyCode.O);
        desk.drag(300, 100, 400, 200);
        desk.settle();
        write("#inspect-angle", "30");
        assertEquals(30, assertInstanceOf(Ellipse.class, shape(1)).angle());
    }

    @Test
    void numbersThatAreWrittenStayWhenSomethingElseChanges() {
        box(100, 100, 200, 200);
        desk.await("the numbers are there", () -> desk.stage().getScene().lookup("#inspect-y") != null);
        Node field = desk.node("#inspect-x");
        Toolkit.run(() -> {
            field.requestFocus();
            ((TextField) field).setText("12");
            desk.node("#inspect-y").requestFocus();
            ((TextField) desk.node("#inspect-y")).setText("3");
        });
        // As somebody does who writes to the same project.
        List<LabelClass> classes = Toolkit.on(() -> desk.workspace().ontology().classes());
        desk.store(new Command.EditClasses(
                Stream.concat(classes.stream(), Stream.of(LabelClass.of(9, "Late", "#0072b2", ClassKind.THING)))
                        .toList()));
        desk.await("the fields were made anew", () -> desk.stage().getScene().lookup("#inspect-x") != field);
        assertEquals("12", Toolkit.on(() -> ((TextField) desk.node("#inspect-x")).getText()));
        assertEquals("3", Toolkit.on(() -> ((TextField) desk.node("#inspect-y")).getText()));
        assertTrue(Toolkit.on(() -> desk.node("#inspect-y").isFocused()), "the keyboard stays where it was");
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(12, shape(0).bounds().x());
        assertEquals(3, shape(0).bounds().y());
    }

    /// Who only stands in a field loses neither it nor their place in it.
    @Test
    void controlsStayWhileNothingOfWhatTheyShowChanges() {
        box(100, 100, 200, 200);
        desk.await("the numbers are there", () -> desk.stage().getScene().lookup("#inspect-x") != null);
        TextField field = (TextField) desk.node("#inspect-x");
        Toolkit.run(() -> {
            field.requestFocus();
            field.applyCss();
            field.selectRange(1, 2);
        });
        int before = Toolkit.on(() -> desk.workspace().labels().labels().size());
        desk.store(new Command.Draw(
                Toolkit.on(desk::mediaId), 0, LabelId.random(), Desk.CUP, Extent.FRAME, new Box(300, 50, 40, 40)));
        desk.await(
                "the other one is there",
                () -> desk.workspace().labels().labels().size() == before + 1);
        Toolkit.pulses(2);
        assertSame(field, desk.node("#inspect-x"));
        assertTrue(Toolkit.on(field::isFocused));
        assertEquals(new IndexRange(1, 2), Toolkit.on(field::getSelection));
        // What it shows does change: the numbers follow, also when it is taken back.
        String first = Toolkit.on(field::getText);
        LabelId own = labels().getFirst().id();
        desk.store(new Command.Reshape(Toolkit.on(desk::mediaId), 0, own, new Box(120, 100, 100, 100)));
        desk.await("the number follows", () -> field.getText().equals("120"));
        Toolkit.run(() -> {
            var _ = desk.workspace().undo();
        });
        desk.await("the number is the one before", () -> field.getText().equals(first));
        assertSame(field, desk.node("#inspect-x"), "by the same field");
    }

    @Test
    void numbersAreReachedAndWrittenByKeysAlone() {
        box(100, 100, 200, 200);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.D);
        desk.key(KeyCode.CONTROL, KeyCode.A);
        desk.type("64");
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(64, shape(0).bounds().x());
    }

    @Test
    void aPolygonIsMovedAndStretchedByNumbers() {
        desk.key(KeyCode.P);
        desk.click(100, 100);
        desk.click(200, 100);
        desk.click(150, 180);
        desk.key(KeyCode.ENTER);
        desk.settle();
        Box before = shape(0).bounds();
        write("#inspect-width", "50");
        write("#inspect-y", "20");
        Box b = shape(0).bounds();
        assertEquals(50, b.width(), 1e-9);
        assertEquals(20, b.y(), 1e-9);
        assertEquals(before.height(), b.height(), 1e-9);
    }

    @Test
    void aPinnedObjectIsSelectedAndStaysWhereItIsUntilItIsUnpinned() {
        box(100, 100, 200, 200);
        Shape before = shape(0);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.K);
        desk.key(KeyCode.V);
        desk.drag(150, 150, 250, 180);
        desk.drag(200, 200, 250, 250);
        desk.key(KeyCode.ALT, KeyCode.RIGHT);
        desk.settle();
        assertEquals(before, shape(0));
        assertTrue(desk.says("Locked or pinned"));
        desk.clickAt(desk.place(150, 150));
        assertTrue(Toolkit.on(() -> desk.workspace().selection().get().label()).isPresent());
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.K);
        desk.key(KeyCode.ALT, KeyCode.RIGHT);
        desk.settle();
        assertEquals(before.translated(1, 0), shape(0));
    }

    @Test
    void nothingChangesWhatIsLockedAndTheOthersAreChanged() {
        box(100, 100, 200, 200);
        box(250, 100, 300, 200);
        Shape first = shape(0);
        Shape second = shape(1);
        desk.key(KeyCode.SHIFT, KeyCode.K);
        desk.key(KeyCode.CONTROL, KeyCode.A);
        desk.key(KeyCode.ALT, KeyCode.RIGHT);
        desk.settle();
        assertEquals(first.translated(1, 0), shape(0));
        assertEquals(second, shape(1));
        assertTrue(desk.says("Locked or pinned"));
        desk.key(KeyCode.DELETE);
        desk.settle();
        assertEquals(1, labels().size());
        assertEquals(second, shape(0), "the locked one is still there");
        desk.key(KeyCode.CONTROL, KeyCode.A);
        desk.key(KeyCode.O);
        desk.key(KeyCode.T);
        desk.settle();
        assertTrue(!labels().getFirst().tracked()
                && !labels().getFirst().at(0).orElseThrow().occluded());
    }

    @Test
    void fiftyQuickPressesOfAnArrowMoveFiftyPixelsAndStopAtTheBorder() {
        box(100, 100, 200, 200);
        Shape before = shape(0);
        Toolkit.run(() -> {
            var right = desk.window().commands().orElseThrow().get("label.right");
            for (int i = 0; i < 50; i++) {
                right.run();
            }
        });
        desk.settle();
        assertEquals(before.translated(50, 0), shape(0));
        for (int i = 0; i < 10; i++) {
            desk.key(KeyCode.ALT, KeyCode.RIGHT);
        }
        desk.settle();
        assertEquals(before.translated(60, 0), shape(0));
        Toolkit.run(() -> {
            var up = desk.window().commands().orElseThrow().get("label.up10");
            for (int i = 0; i < 15; i++) {
                up.run();
            }
        });
        desk.settle();
        assertEquals(0, shape(0).bounds().y(), "not beyond the border");
        assertEquals(before.bounds().height(), shape(0).bounds().height());
    }
}
