package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Theme;
import limner.media.pace.PlayTimes;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table of events and the time budget, on the bundled clip.
final class EventsSheetTest {

    private static final ClassId BLINK = new ClassId(5);
    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 760);
        List<LabelClass> classes =
                new ArrayList<>(Toolkit.on(() -> desk.workspace().ontology().classes()));
        classes.add(LabelClass.of(5, "Blink", "#d55e00", ClassKind.POINT_EVENT));
        desk.store(new Command.EditClasses(classes));
        add(Desk.MOVING, 10, 40);
        add(Desk.MOVING, 60, 65);
        add(BLINK, 20, 20);
        desk.await(
                "they are on the screen's side",
                () -> desk.workspace().labels().intervals().size() == 3);
        desk.key(KeyCode.SHIFT, KeyCode.E);
        desk.await("the table is there", () -> table().getItems().size() == 3);
        Toolkit.pulses(3);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void add(ClassId classId, int first, int last) {
        desk.store(new Command.AddInterval(
                Toolkit.on(desk::mediaId), IntervalId.random(), classId, new FrameRange(first, last)));
    }

    private ListView<?> table() {
        return (ListView<?>) desk.node("#events");
    }

    private Set<FrameRange> stored() {
        return desk.stored().intervals().values().stream()
                .map(IntervalEvent::range)
                .collect(Collectors.toSet());
    }

    private void select(int... rows) {
        Toolkit.run(() -> {
            table().requestFocus();
            table().getSelectionModel().clearSelection();
            for (int row : rows) {
                table().getSelectionModel().select(row);
            }
        });
        Toolkit.pulses(2);
    }

    @Test
    void aRowLeadsToItsEventAndNumbersMoveItsEnds() {
        select(2);
        desk.awaitFrame(60);
        assertTrue(Toolkit.on(() -> desk.workspace().selection().get()) instanceof Selection.OfInterval);
        write("#event-last", "70");
        assertEquals(Set.of(new FrameRange(10, 40), FrameRange.of(20), new FrameRange(60, 70)), stored());
        write("#event-first", "71");
        assertTrue(desk.says("Both ends are frame numbers"));
        assertEquals(Set.of(new FrameRange(10, 40), FrameRange.of(20), new FrameRange(60, 70)), stored());
        select(1);
        desk.awaitFrame(20);
        assertTrue(desk.node("#event-last").isDisabled(), "a moment has one end");
        write("#event-first", "25");
        assertEquals(Set.of(new FrameRange(10, 40), FrameRange.of(25), new FrameRange(60, 70)), stored());
    }

    private void write(String field, String text) {
        TextField end = (TextField) desk.node(field);
        Toolkit.run(() -> {
            end.requestFocus();
            end.setText(text);
        });
        desk.key(KeyCode.ENTER);
        desk.settle();
    }

    @Test
    void severalAreRemovedByOneKeyAndTheOrderIsChosen() {
        @SuppressWarnings("unchecked")
        ComboBox<Object> order = (ComboBox<Object>) desk.node("#events-order");
        Toolkit.run(() -> order.getSelectionModel().selectLast());
        Toolkit.pulses(2);
        select(0);
        desk.awaitFrame(10);
        select(1);
        desk.awaitFrame(60);
        select(0, 1);
        desk.key(KeyCode.DELETE);
        desk.settle();
        assertEquals(Set.of(FrameRange.of(20)), stored());
        assertEquals(1, table().getItems().size());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(3, stored().size(), "one undo brings both back");
    }

    @Test
    void whatIsBeingWrittenStaysWhileOthersChangeTheProject() {
        select(2);
        desk.awaitFrame(60);
        TextField last = (TextField) desk.node("#event-last");
        Toolkit.run(() -> {
            last.requestFocus();
            last.setText("7");
        });
        add(Desk.MOVING, 5, 8);
        desk.await("the other one is in the table", () -> table().getItems().size() == 4);
        assertEquals("7", Toolkit.on(last::getText));
        Toolkit.run(() -> last.setText("75"));
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertTrue(stored().contains(new FrameRange(60, 75)));
    }

    @Test
    void theBudgetIsTakenFromTheTimesOfTheFileInEveryTheme() {
        PlayTimes times =
                Toolkit.on(() -> desk.workspace().feed().get().orElseThrow().times());
        double one = times.end(40) - times.start(10);
        double two = times.end(65) - times.start(60);
        double whole = times.end(times.count() - 1) - times.start(0);
        List<String> said = desk.texts(desk.node("#event-budget"));
        assertTrue(
                said.contains(String.format(
                        java.util.Locale.ROOT, "2 × · %.2f\u00a0s · %.1f %%", one + two, (one + two) / whole * 100)),
                said::toString);
        assertTrue(
                said.contains(String.format(
                        java.util.Locale.ROOT,
                        "mean %.2f\u00a0s · median %.2f\u00a0s · first after %.2f\u00a0s",
                        (one + two) / 2,
                        (one + two) / 2,
                        times.start(10) - times.start(0))),
                said::toString);
        assertTrue(said.contains("1 ×"), said::toString);
        select(0);
        desk.awaitFrame(10);
        Scenes scenes = new Scenes(PICTURES, "");
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            scenes.theme(desk, theme);
            scenes.shoot(desk, "events-" + theme.name().toLowerCase(java.util.Locale.ROOT));
            assertEquals(List.of(), Look.cutOff(desk.stage()));
            assertEquals(List.of(), Look.faint(desk.stage()));
            assertEquals(List.of(), Look.tooSmall(desk.stage()));
        }
    }
}
