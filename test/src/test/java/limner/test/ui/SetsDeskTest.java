package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import limner.model.id.LabelId;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Makes one mask of several and several of one, with pointer and keyboard, and reads the store back.
final class SetsDeskTest {

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

    private static Optional<Rle> pixels(Label label, int frame) {
        return label.at(frame)
                .map(Placement::shape)
                .map(s -> assertInstanceOf(Mask.class, s).rle());
    }

    private Rle here(int label) {
        return pixels(labels().get(label), desk.shownFrame()).orElseThrow();
    }

    private void brush(double size) {
        desk.key(KeyCode.M);
        Toolkit.run(() -> desk.workspace().view().brushSize().set(size));
    }

    /// Two bars that cross at 300, 200; the second one is selected.
    private void cross() {
        brush(40);
        desk.drag(100, 200, 500, 200);
        desk.settle();
        desk.dragHolding(new KeyCode[] {KeyCode.SHIFT}, 300, 100, 300, 320);
        desk.settle();
        assertEquals(2, labels().size());
    }

    /// Selects with the pointer, in this order.
    private void selectVerticalThenHorizontal() {
        desk.key(KeyCode.V);
        desk.click(300, 120);
        desk.click(120, 200, KeyCode.SHIFT);
    }

    private void undo() {
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
    }

    @Test
    void objectsAreUnitedIntersectedAndExcludedByKeyPixelForPixel() {
        cross();
        Rle horizontal = here(0);
        Rle vertical = here(1);
        selectVerticalThenHorizontal();
        desk.key(KeyCode.CONTROL, KeyCode.U);
        desk.settle();
        assertEquals(1, labels().size());
        assertEquals(horizontal.intersect(vertical), here(0));
        undo();
        assertEquals(List.of(horizontal, vertical), List.of(here(0), here(1)), "one undo");

        selectVerticalThenHorizontal();
        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.U);
        desk.settle();
        assertEquals(horizontal.xor(vertical), here(0));
        assertEquals(1, labels().size());
        undo();

        selectVerticalThenHorizontal();
        desk.key(KeyCode.U);
        desk.settle();
        assertEquals(horizontal.union(vertical), here(0));
        assertEquals(1, labels().size());
    }

    @Test
    void whatIsRefusedLeavesTheSelection() {
        cross();
        desk.store(new Command.SetFrameState(Toolkit.on(desk::mediaId), FrameRange.of(0), FrameState.DONE));
        selectVerticalThenHorizontal();
        desk.key(KeyCode.U);
        desk.settle();
        assertEquals(2, labels().size());
        assertEquals(
                2, Toolkit.on(() -> desk.workspace().selection().get().labels().size()));
    }

    @Test
    void theFirstSelectedLosesThePixelsOfTheOthersWhichStay() {
        cross();
        Rle horizontal = here(0);
        Rle vertical = here(1);
        selectVerticalThenHorizontal();
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.U);
        desk.settle();
        assertEquals(horizontal, here(0), "what is taken away stays");
        assertEquals(vertical.subtract(horizontal), here(1));
        undo();

        desk.key(KeyCode.V);
        desk.click(120, 200);
        desk.click(300, 120, KeyCode.SHIFT);
        desk.clickNode("#inspect-mask-subtract");
        desk.settle();
        assertEquals(horizontal.subtract(vertical), here(0), "the other way round, from the inspector");
        assertEquals(vertical, here(1));
        undo();

        // Locked, the first of three is not replaced by the second.
        desk.key(KeyCode.B);
        desk.drag(350, 60, 420, 110);
        desk.settle();
        desk.key(KeyCode.V);
        desk.click(120, 200);
        desk.click(300, 120, KeyCode.SHIFT);
        desk.click(350, 80, KeyCode.SHIFT);
        LabelId first = Toolkit.on(
                () -> List.copyOf(desk.workspace().selection().get().labels()).getFirst());
        Toolkit.run(() -> desk.workspace().view().locked().add(first));
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.U);
        desk.await("it is told", () -> desk.says("selected first is locked"));
        assertEquals(vertical, here(1));
        Toolkit.run(() -> desk.workspace().view().locked().clear());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        desk.key(KeyCode.ESCAPE);
        desk.click(120, 200);
        desk.click(300, 120, KeyCode.SHIFT);

        desk.clickNode("#inspect-mask-cutOut");
        desk.settle();
        assertEquals(2, labels().size(), "nothing else is there to cut out of");
    }

    @Test
    void islandsBecomeObjectsAndTheOneUnderThePointerIsKeptOrRemoved() {
        brush(40);
        desk.drag(100, 200, 300, 200);
        desk.settle();
        desk.drag(420, 200, 440, 200);
        desk.settle();
        desk.drag(520, 200, 530, 200);
        desk.settle();
        assertEquals(1, labels().size());
        Rle whole = here(0);
        desk.key(KeyCode.V);
        desk.move(desk.place(430, 200));
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.X);
        desk.settle();
        Rle rest = here(0);
        assertFalse(rest.contains(430, 200));
        assertTrue(rest.contains(150, 200) && rest.contains(525, 200));
        desk.move(desk.place(525, 200));
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.K);
        desk.settle();
        assertTrue(here(0).contains(525, 200));
        assertFalse(here(0).contains(150, 200));
        undo();
        undo();
        assertEquals(whole, here(0));

        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.U);
        desk.settle();
        assertEquals(3, labels().size());
        assertTrue(here(0).contains(150, 200), "the largest stays the label it was");
        assertEquals(whole, here(0).union(here(1)).union(here(2)));
        assertEquals(0, here(1).intersectionArea(here(2)));
        assertEquals(labels().getFirst().classId(), labels().getLast().classId());
    }

    /// Two painted tracks, the second with a keyframe further right at frame 10.
    private void paintedTracks() {
        desk.key(KeyCode.T);
        cross();
        desk.show(10);
        desk.drag(330, 150, 330, 250);
        desk.settle();
        desk.show(5);
    }

    private static List<Optional<Rle>> around(Label label, int frame) {
        return Stream.of(0, frame - 1, frame + 1, 10, 20)
                .map(f -> pixels(label, f))
                .toList();
    }

    @Test
    void whatIsDoneToSeveralTracksOnOneFrameStaysOnThatFrame() {
        paintedTracks();
        List<Optional<Rle>> first = around(labels().get(0), 5);
        List<Optional<Rle>> second = around(labels().get(1), 5);
        Rle both = here(0).union(here(1));
        desk.key(KeyCode.CONTROL, KeyCode.A);
        desk.key(KeyCode.U);
        desk.settle();
        assertEquals(both, here(0));
        assertEquals(Optional.empty(), pixels(labels().get(1), 5), "gone on this frame");
        assertEquals(second, around(labels().get(1), 5), "and on no other");
        assertEquals(first, around(labels().get(0), 5));
        assertTrue(desk.says("changed on frame 5 alone"), "and that is said");
        undo();

        desk.key(KeyCode.V);
        desk.click(120, 200);
        desk.key(KeyCode.ALT, KeyCode.U);
        desk.settle();
        assertEquals(0, here(0).intersectionArea(here(1)));
        assertEquals(second, around(labels().get(1), 5), "cut out of on this frame alone");
    }

    @Test
    void erasingTheLastPixelOfATrackTakesItFromThisFrameAlone() {
        paintedTracks();
        List<Optional<Rle>> before = around(labels().get(0), 5);
        desk.key(KeyCode.V);
        desk.click(120, 200);
        desk.key(KeyCode.R);
        Toolkit.run(() -> desk.workspace().view().brushSize().set(80));
        desk.drag(70, 200, 530, 200);
        desk.settle();
        assertEquals(2, labels().size(), "the track is there");
        assertEquals(Optional.empty(), pixels(labels().get(0), 5));
        assertEquals(before, around(labels().get(0), 5));
        assertTrue(desk.says("is gone there"));
        undo();
        assertTrue(pixels(labels().get(0), 5).isPresent());
    }

    @Test
    void aTrackCutByALineIsInPiecesOnThisFrameAlone() {
        paintedTracks();
        List<Optional<Rle>> before = around(labels().get(0), 5);
        Rle whole = here(0);
        desk.key(KeyCode.V);
        desk.click(120, 200);
        desk.key(KeyCode.C);
        desk.click(200, 100);
        desk.click(200, 320);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(3, labels().size());
        assertEquals(whole, here(0).union(here(2)));
        assertFalse(labels().get(2).tracked());
        assertEquals(before, around(labels().get(0), 5));
    }

    @Test
    void aLookWithoutLabelsLeavesThemHiddenWhenTheyWere() {
        desk.key(KeyCode.SHIFT, KeyCode.H);
        desk.hold(KeyCode.H);
        desk.letGo(KeyCode.H);
        assertTrue(hidden(), "they were hidden before");
        desk.key(KeyCode.SHIFT, KeyCode.H);
        desk.hold(KeyCode.H);
        assertTrue(hidden());
        desk.letGo(KeyCode.H);
        assertFalse(hidden());
    }

    private boolean hidden() {
        return Toolkit.on(() -> desk.workspace().view().labelsHidden().get());
    }
}
