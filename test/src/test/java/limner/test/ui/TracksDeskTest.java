package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Spinner;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import limner.app.ui.common.Selection;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Interpolation;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.FrameRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Works on whole tracks with pointer and keyboard and reads the store back.
final class TracksDeskTest {

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

    private Label first() {
        return labels().getFirst();
    }

    private Box box(Label label, int frame) {
        return assertInstanceOf(Box.class, label.at(frame).orElseThrow().shape());
    }

    private void asked(String button) {
        desk.await("it is asked", () -> desk.stage().getScene().lookup(button) != null);
        Toolkit.pulses(2);
    }

    private void near(double expected, double actual) {
        assertEquals(expected, actual, 1.01 / desk.scale(), "to a screen pixel");
    }

    /// A box that is drawn at frame 0 and moved 100 pixels to the right at frame 10.
    private void track() {
        desk.key(KeyCode.T);
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        desk.key(KeyCode.V);
        desk.show(10);
        desk.click(150, 150);
        desk.drag(150, 150, 250, 150);
        desk.settle();
        assertEquals(Set.of(0, 10), first().keyframes().keySet());
    }

    private void select(Label... chosen) {
        Set<LabelId> ids = Arrays.stream(chosen).map(Label::id).collect(Collectors.toSet());
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(ids)));
        Toolkit.pulses(1);
    }

    @Test
    void deletingATrackAsksHowMuchAndRemembersIt() {
        track();
        desk.show(5);
        desk.key(KeyCode.DELETE);
        desk.clickNode("#delete-FRAME");
        desk.clickNode("#delete-apply");
        desk.settle();
        assertTrue(first().at(5).isEmpty());
        near(140, box(first(), 4).x());
        near(160, box(first(), 6).x());

        desk.show(8);
        desk.key(KeyCode.DELETE);
        asked("#delete-apply");
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertTrue(first().at(8).isEmpty(), "as was answered last");
        assertTrue(first().at(9).isPresent());

        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertTrue(first().at(8).isPresent(), "one undo");
        desk.key(KeyCode.SHIFT, KeyCode.DELETE);
        desk.settle();
        assertTrue(first().at(7).isPresent());
        assertTrue(first().at(8).isEmpty());
        assertTrue(first().at(20).isEmpty(), "from here on");

        desk.show(3);
        desk.key(KeyCode.DELETE);
        desk.clickNode("#delete-WHOLE");
        desk.clickNode("#delete-apply");
        desk.settle();
        assertEquals(List.of(), labels());
    }

    @Test
    void aTrackIsSplitCutRejoinedExtendedAndMergedByKey() {
        track();
        desk.show(4);
        desk.key(KeyCode.SHIFT, KeyCode.B);
        desk.settle();
        assertEquals(2, labels().size());
        assertTrue(first().at(4).isEmpty());
        near(140, box(labels().getLast(), 4).x());
        assertEquals(
                Optional.of(labels().getLast().id()),
                Toolkit.on(() -> desk.workspace().selection().get().label()),
                "what is on the screen stays selected");

        Toolkit.run(() -> desk.workspace().range().set(Optional.of(new FrameRange(6, 7))));
        desk.key(KeyCode.SHIFT, KeyCode.X);
        desk.settle();
        assertTrue(labels().getLast().at(6).isEmpty());
        near(180, box(labels().getLast(), 8).x());
        desk.show(7);
        desk.key(KeyCode.SHIFT, KeyCode.J);
        desk.settle();
        near(160, box(labels().getLast(), 6).x());

        desk.show(6);
        select(first());
        desk.key(KeyCode.SHIFT, KeyCode.R);
        desk.settle();
        near(130, box(first(), 6).x());
        select(first(), labels().getLast());
        desk.key(KeyCode.SHIFT, KeyCode.M);
        desk.settle();
        assertEquals(2, labels().size(), "both are there on frames 4 to 6");
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        desk.key(KeyCode.SHIFT, KeyCode.M);
        desk.settle();
        assertEquals(1, labels().size());
        for (int frame = 0; frame <= 10; frame++) {
            near(100 + 10 * frame, box(first(), frame).x());
        }
    }

    @Test
    void howATrackGoesOnIsChangedInTheInspectorAndByKey() {
        track();
        desk.show(5);
        MenuButton between = (MenuButton) desk.node("#inspect-between");
        assertEquals("Linear", Toolkit.on(between::getText));
        Toolkit.run(() -> between.getItems().get(1).fire());
        desk.settle();
        near(100, box(first(), 9).x());
        assertEquals(Placement.Source.HELD, first().source(5).orElseThrow());
        assertEquals("Held", Toolkit.on(() -> ((MenuButton) desk.node("#inspect-between")).getText()));
        assertEquals(Interpolation.LINEAR, first().interpolation(10));
        desk.key(KeyCode.SHIFT, KeyCode.Y);
        desk.settle();
        near(150, box(first(), 5).x());
        assertEquals(Set.of(0, 10), first().keyframes().keySet());
    }

    /// Other languages have longer names, and letters may be larger.
    @Test
    void theNameOfALineOfTheInspectorIsNotCovered() {
        track();
        desk.show(5);
        MenuButton between = (MenuButton) desk.node("#inspect-between");
        javafx.scene.control.Label name = Toolkit.on(() -> between.getParent().getChildrenUnmodifiable().stream()
                .filter(n ->
                        n instanceof javafx.scene.control.Label l && l.getText().equals("Between"))
                .map(javafx.scene.control.Label.class::cast)
                .findFirst()
                .orElseThrow());
        Toolkit.run(() -> name.setText("Between the keyframes"));
        Toolkit.pulses(3);
        Toolkit.run(() -> assertTrue(
                name.getBoundsInParent().getMaxX()
                        <= between.getBoundsInParent().getMinX(),
                () -> name.getBoundsInParent() + " is covered by " + between.getBoundsInParent()));
    }

    @Test
    void keyframesAreWalkedAndHalvedByKey() {
        track();
        desk.show(3);
        desk.key(KeyCode.CONTROL, KeyCode.PERIOD);
        desk.awaitFrame(10);
        desk.key(KeyCode.CONTROL, KeyCode.COMMA);
        desk.awaitFrame(0);
        desk.key(KeyCode.CONTROL, KeyCode.SLASH);
        desk.awaitFrame(5);
    }

    @Test
    void quickPressesGoOnFromTheKeyframeThatWasAskedForLast() {
        track();
        desk.show(0);
        for (int frame : new int[] {20, 30, 40}) {
            desk.store(new Command.AddKeyframe(Toolkit.on(desk::mediaId), frame, first().id()));
        }
        desk.await(
                "the keyframes are there",
                () -> desk.workspace()
                                .labels()
                                .labelsInOrder()
                                .getFirst()
                                .keyframes()
                                .size()
                        == 5);
        Toolkit.run(() -> {
            Robot robot = new Robot();
            robot.keyPress(KeyCode.CONTROL);
            for (int i = 0; i < 3; i++) {
                robot.keyPress(KeyCode.PERIOD);
                robot.keyRelease(KeyCode.PERIOD);
            }
            robot.keyRelease(KeyCode.CONTROL);
        });
        assertEquals(30, Toolkit.on(() -> desk.workspace().wanted().get()));
        desk.awaitFrame(30);
    }

    @Test
    void keyframesAreCopiedToTheNextFramesAndThinnedAgain() {
        track();
        desk.key(KeyCode.CONTROL, KeyCode.B);
        asked("#copy-apply");
        Toolkit.run(() -> spinner("#copy-frames").getValueFactory().setValue(4));
        desk.clickNode("#copy-apply");
        desk.settle();
        assertEquals(Set.of(0, 10, 11, 12, 13, 14), first().keyframes().keySet());
        assertEquals(box(first(), 10), box(first(), 14));

        desk.key(KeyCode.CONTROL, KeyCode.T);
        desk.await("they are counted", () -> desk.says("3 of 6 keyframes would go"));
        desk.clickNode("#thin-apply");
        desk.settle();
        assertEquals(Set.of(0, 10, 14), first().keyframes().keySet());
    }

    @SuppressWarnings("unchecked")
    private Spinner<Integer> spinner(String id) {
        return (Spinner<Integer>) desk.node(id);
    }

    @Test
    void aLabelIsCopiedToOtherFramesAsOneEach() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        desk.key(KeyCode.CONTROL, KeyCode.B);
        asked("#copy-apply");
        Toolkit.run(() -> spinner("#copy-frames").getValueFactory().setValue(2));
        desk.clickNode("#copy-apply");
        desk.settle();
        assertEquals(3, labels().size());
        for (int frame = 0; frame <= 2; frame++) {
            assertEquals(1, desk.stored().on(frame).size());
        }
        assertTrue(labels().stream().noneMatch(Label::tracked));
    }

    @Test
    void theInspectorSaysHowFarATrackReaches() {
        track();
        desk.await("it holds on", () -> desk.says("2 keyframes, from frame 0 to the end"));
        desk.show(20);
        desk.store(new Command.SetOutside(desk.mediaId(), 20, first().id(), true));
        desk.await("it ends before it is outside", () -> desk.says("3 keyframes, from frame 0 to 19"));
    }

    @Test
    void aPaintedTrackGoesOverIntoWhatIsPaintedLater() {
        desk.key(KeyCode.T);
        desk.key(KeyCode.M);
        desk.drag(120, 150, 160, 150);
        desk.settle();
        desk.key(KeyCode.V);
        assertEquals(Extent.TRACK, first().extent());
        Shape start = first().at(0).orElseThrow().shape();
        desk.show(10);
        desk.click(140, 150);
        desk.drag(140, 150, 240, 150);
        desk.settle();
        assertEquals(Set.of(0, 10), first().keyframes().keySet());
        desk.show(5);
        Placement middle = first().at(5).orElseThrow();
        assertEquals(Placement.Source.INTERPOLATED, middle.source());
        Mask mask = assertInstanceOf(Mask.class, middle.shape());
        assertFalse(mask.rle().isEmpty());
        assertEquals(start.bounds().x() + 50, mask.bounds().x(), 1.5);
        double area = ((Mask) start).rle().area();
        assertEquals(area, mask.rle().area(), 0.03 * area);
    }
}
