package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.model.geometry.Box;
import limner.model.geometry.Polygon;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.media.Media;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes back on the desk: of an object, of a frame, of the outline being drawn, and from the list.
final class HistoryDeskTest {

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

    private LabelId box(double x, double y) {
        desk.key(KeyCode.B);
        desk.drag(x, y, x + 100, y + 80);
        desk.settle();
        return desk.stored().labelsInOrder().getLast().id();
    }

    private void select(LabelId label) {
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(label)));
    }

    private List<LabelId> there() {
        desk.settle();
        return desk.stored().labelsInOrder().stream()
                .map(limner.model.label.Label::id)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private ListView<Object> list() {
        return (ListView<Object>) desk.node("#history");
    }

    private List<String> lines() {
        Toolkit.pulses(3);
        return Toolkit.on(() -> list().getItems().stream().map(Object::toString).toList());
    }

    @Test
    void theLastChangeOfTheSelectedObjectAndOfTheFrameIsTakenBackByKey() {
        LabelId first = box(60, 60);
        LabelId second = box(300, 60);
        desk.show(4);
        LabelId third = box(60, 60);
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.SHIFT, KeyCode.Z);
        assertEquals(List.of(first, second), there());
        assertEquals(4, desk.shownFrame(), "what was taken back was on this frame");
        desk.show(0);
        select(first);
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.Z);
        assertEquals(List.of(second), there());
        assertTrue(!there().contains(third));
    }

    @Test
    void theViewGoesToWhatIsTakenBackElsewhereAndSaysSo() {
        box(60, 60);
        desk.show(7);
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        desk.awaitFrame(0);
        assertEquals(List.of(), there());
        assertTrue(desk.says("the view went to frame 0"));
    }

    @Test
    void thePointSetLastIsTakenBackWhileAnOutlineIsDrawn() {
        LabelId first = box(500, 300);
        desk.key(KeyCode.P);
        desk.click(100, 100);
        desk.click(300, 100);
        desk.click(300, 300);
        desk.click(500, 200);
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(2, there().size());
        assertTrue(there().contains(first), "the box stays");
        Shape shape =
                desk.stored().labelsInOrder().getLast().at(0).orElseThrow().shape();
        assertEquals(3, ((Polygon) shape).rings().getFirst().points().size());
    }

    @Test
    @SuppressWarnings("unchecked")
    void theListIsReadByScopeAndShowsWhatALineWas() {
        LabelId first = box(60, 60);
        box(300, 60);
        desk.key(KeyCode.V);
        select(first);
        Box before = (Box)
                desk.stored().label(first).orElseThrow().at(0).orElseThrow().shape();
        desk.key(KeyCode.ALT, KeyCode.RIGHT);
        desk.settle();
        desk.show(5);
        desk.key(KeyCode.CONTROL, KeyCode.H);
        Toolkit.pulses(3);
        assertEquals(3, lines().stream().filter(l -> l.contains("Person")).count());
        assertTrue(lines().getFirst().contains("Move, Person 1, frame 0"), () -> lines().toString());
        Toolkit.run(() -> list().getSelectionModel().select(2));
        desk.await(
                "what it was is said",
                () -> ((Label) Objects.requireNonNull(desk.stage().getScene().lookup("#history-detail")))
                        .getText()
                        .contains("Draw Person 1, frame 0"));
        desk.awaitFrame(0);
        Toolkit.run(() ->
                assertEquals(first, desk.workspace().selection().get().label().orElseThrow()));
        desk.key(KeyCode.ESCAPE);
        Toolkit.run(() -> assertTrue(desk.stage().getScene().lookup("#history") == null, "Esc closes the page"));
        desk.key(KeyCode.CONTROL, KeyCode.H);
        Toolkit.pulses(3);
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(first)));
        ComboBox<Object> range = (ComboBox<Object>) desk.node("#history-range");
        Toolkit.run(() -> range.setValue(range.getItems().get(2)));
        desk.await("the list is of one object", () -> list().getItems().size() == 2);
        Toolkit.run(() -> list().getSelectionModel().select(0));
        Toolkit.run(() -> ((javafx.scene.control.Button) desk.stage().getScene().lookup("#history-only")).fire());
        desk.settle();
        assertEquals(
                before,
                desk.stored().label(first).orElseThrow().at(0).orElseThrow().shape());
        assertEquals(2, there().size());
    }

    private double x(LabelId label) {
        return desk.stored()
                .label(label)
                .orElseThrow()
                .at(0)
                .orElseThrow()
                .shape()
                .bounds()
                .x();
    }

    @Test
    void whatIsDoneToSeveralObjectsIsOneStepOfUndo() {
        LabelId first = box(60, 60);
        LabelId second = box(300, 60);
        LabelId third = box(60, 200);
        desk.key(KeyCode.V);
        desk.click(110, 100);
        desk.click(350, 100, KeyCode.CONTROL);
        desk.click(110, 240, KeyCode.SHIFT);
        Toolkit.run(() -> assertEquals(
                Set.of(first, second, third), desk.workspace().selection().get().labels()));
        double[] before = {x(first), x(second), x(third)};

        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.RIGHT);
        desk.settle();
        assertEquals(before[0] + 10, x(first), 1e-9);
        assertEquals(before[1] + 10, x(second), 1e-9);
        assertEquals(before[2] + 10, x(third), 1e-9);
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(before[0], x(first));
        assertEquals(before[2], x(third));

        desk.key(KeyCode.DIGIT2);
        desk.settle();
        assertTrue(
                desk.stored().labelsInOrder().stream().allMatch(l -> l.classId().equals(Desk.CUP)));
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertTrue(
                desk.stored().labelsInOrder().stream().allMatch(l -> l.classId().equals(Desk.PERSON)));

        desk.key(KeyCode.SHIFT, KeyCode.K);
        Toolkit.run(() -> assertEquals(
                Set.of(first, second, third), Set.copyOf(desk.workspace().view().locked())));
        desk.key(KeyCode.SHIFT, KeyCode.K);
        desk.key(KeyCode.SHIFT, KeyCode.V);
        Toolkit.run(() -> assertEquals(
                Set.of(first, second, third), Set.copyOf(desk.workspace().view().hidden())));
        desk.key(KeyCode.SHIFT, KeyCode.V);
        desk.key(KeyCode.DELETE);
        assertEquals(List.of(), there());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(3, there().size());
    }

    @Test
    void goingManyStepsBackMovesTheViewOnce() {
        for (int frame : List.of(0, 3, 6, 9)) {
            desk.show(frame);
            box(60, 60);
        }
        desk.show(12);
        List<Integer> asked = new java.util.ArrayList<>();
        Toolkit.run(() -> desk.workspace().wanted().addListener((_, _, now) -> asked.add(now.intValue())));
        Toolkit.run(() -> {
            var _ = desk.workspace().walk(3);
        });
        desk.await("three are gone", () -> desk.stored().labels().size() == 1);
        desk.awaitFrame(3);
        assertEquals(List.of(3), asked, "to the last of them");
        Toolkit.run(() -> {
            var _ = desk.workspace().walk(-2);
        });
        desk.await("two are back", () -> desk.stored().labels().size() == 3);
        desk.awaitFrame(6);
    }

    @Test
    void readingAboutAnotherVideoLeavesWhatIsBeingCodedOpen() {
        box(60, 60);
        desk.store(new limner.model.command.Command.AddMedia(other()));
        desk.await("it is there", () -> desk.workspace().state().media().size() == 2);
        desk.store(new limner.model.command.Command.SetFrameState(
                other().id(), limner.model.media.FrameRange.of(5), limner.model.media.FrameState.DONE));
        desk.key(KeyCode.DIGIT4);
        desk.settle();
        assertTrue(Toolkit.on(() -> desk.workspace().openEvents().contains(Desk.MOVING)));
        desk.key(KeyCode.CONTROL, KeyCode.H);
        desk.await("it is open", () -> !list().getItems().isEmpty());
        int row = Toolkit.on(() -> {
            for (int i = 0; i < list().getItems().size(); i++) {
                if (list().getItems().get(i).toString().contains("frame 5")
                        || list().getItems().get(i).toString().contains("frames 5")) {
                    return i;
                }
            }
            return 1;
        });
        Toolkit.run(() -> list().getSelectionModel().select(row));
        desk.await("it says where", () -> desk.says("Events are open here"));
        assertEquals(
                Optional.of(Toolkit.on(desk::mediaId)),
                Toolkit.on(() -> desk.workspace().mediaId().get()));
        assertTrue(Toolkit.on(() -> desk.workspace().openEvents().contains(Desk.MOVING)));
    }

    private Media other() {
        Media here = Toolkit.on(desk::media);
        return new Media(
                new limner.model.id.MediaId(java.util.UUID.nameUUIDFromBytes(new byte[] {1})),
                "other.mp4",
                "other.mp4",
                "f",
                "",
                here.width(),
                here.height(),
                here.frameCount(),
                here.frameRate());
    }
}
