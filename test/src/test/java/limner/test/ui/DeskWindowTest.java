package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import limner.app.task.ImmediateTaskRunner;
import limner.app.task.PooledTaskRunner;
import limner.app.task.TaskRunner;
import limner.app.ui.common.Notice;
import limner.app.ui.common.RunningTask;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opens, closes and loses projects while the window stays, and closes the window while something is on its way.
final class DeskWindowTest {

    private static final double SIZE = 1000;

    @TempDir
    private Path folder = Path.of("");

    private Optional<Desk> open = Optional.empty();

    @AfterEach
    void close() {
        open.ifPresent(Desk::close);
    }

    private Desk labelling() {
        Desk desk = Desk.labelling(folder, SIZE, SIZE);
        open = Optional.of(desk);
        return desk;
    }

    private Desk welcome() {
        Desk desk = Desk.welcome(folder, SIZE, SIZE);
        open = Optional.of(desk);
        return desk;
    }

    private void closeWindow() {
        open.ifPresent(Desk::close);
        open = Optional.empty();
    }

    private Path project() {
        return folder.resolve("work.limner");
    }

    private static Path sample(String name) {
        return Path.of(System.getProperty("limner.root", ".."), "app", "src", "main", "sample", name);
    }

    /// The least screen that the desk is made for is 1280 × 720.
    @Test
    void everyMenuIsWholeOnASmallScreen() {
        Desk desk = labelling();
        MenuBar bar = Toolkit.on(() -> (MenuBar) desk.node(".menu-bar"));
        List<String> tooHigh = new ArrayList<>();
        for (Menu menu : bar.getMenus()) {
            if (menu.isVisible()) {
                Toolkit.run(menu::show);
                Toolkit.pulses(2);
                double height = Toolkit.on(
                        () -> menu.getItems().getFirst().getParentPopup().getHeight());
                assertTrue(height > 0, menu.getText());
                if (height > 720 - bar.getHeight()) {
                    tooHigh.add(menu.getText() + ": " + height);
                }
                Toolkit.run(menu::hide);
            }
        }
        assertEquals(List.of(), tooHigh);
    }

    private static List<String> told(Desk desk) {
        return Toolkit.on(() -> desk.workspace().errors().notices().stream()
                .map(Notice::sentence)
                .toList());
    }

    private static boolean isOpen(Desk desk, String name) {
        return desk.window()
                .workspace()
                .filter(w -> w.session().file().endsWith(name))
                .isPresent();
    }

    /// What lies beside projects only while they are open.
    private List<String> leftBeside() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(p -> p.getFileName().toString())
                    .filter(n -> n.endsWith(".lock") || n.endsWith("-wal") || n.endsWith("-shm"))
                    .toList();
        }
    }

    private void copies(Desk desk, String... names) throws IOException {
        closeWindow();
        for (String name : names) {
            Files.copy(project(), folder.resolve(name));
        }
        assertFalse(desk.stage().isShowing());
    }

    @Test
    void panelsAreAsTheyWereTheNextTime() {
        Desk first = labelling();
        Toolkit.run(() -> {
            pane(first, Orientation.HORIZONTAL).setDividerPositions(0.6);
            pane(first, Orientation.VERTICAL).setDividerPositions(0.55);
        });
        Toolkit.pulses(3);
        double side = Toolkit.on(() -> width(first));
        double time = Toolkit.on(() -> height(first));
        assertTrue(side > 330, "the side panel was made wider: " + side);
        closeWindow();

        Desk second = welcome();
        Toolkit.run(() -> second.window().open(project()));
        second.await("the project is open", () -> second.window().workspace().isPresent());
        Toolkit.pulses(3);
        assertEquals(side, Toolkit.on(() -> width(second)), 1.5);
        assertEquals(time, Toolkit.on(() -> height(second)), 1.5);
        Bounds canvas = Toolkit.on(() -> second.canvas().getBoundsInParent());
        second.awaitPanels();
        assertEquals(side, Toolkit.on(() -> width(second)), 1.5, "what comes into a panel finds its room");
        assertEquals(time, Toolkit.on(() -> height(second)), 1.5, "what comes into a panel finds its room");
        assertEquals(canvas, Toolkit.on(() -> second.canvas().getBoundsInParent()), "and takes none from the picture");

        second.key(KeyCode.F11);
        second.key(KeyCode.F11);
        Toolkit.pulses(3);
        assertEquals(side, Toolkit.on(() -> width(second)), 1.5, "hidden and shown again");
        assertEquals(time, Toolkit.on(() -> height(second)), 1.5, "hidden and shown again");
    }

    private static SplitPane pane(Desk desk, Orientation orientation) {
        return desk.stage().getScene().getRoot().lookupAll(".split-pane").stream()
                .map(SplitPane.class::cast)
                .filter(p -> p.getOrientation() == orientation)
                .findFirst()
                .orElseThrow();
    }

    private static double width(Desk desk) {
        return ((Region) pane(desk, Orientation.HORIZONTAL).getItems().getLast()).getWidth();
    }

    private static double height(Desk desk) {
        return ((Region) pane(desk, Orientation.VERTICAL).getItems().getLast()).getHeight();
    }

    @Test
    void aProjectNamedAtTheStartIsWhatTheWindowShowsAndTheFirstPageComesBehindIt() {
        labelling();
        closeWindow();
        Desk desk = Desk.beginning(folder, SIZE, SIZE, project());
        open = Optional.of(desk);
        desk.await("the project is open", () -> desk.window().workspace().isPresent());
        desk.awaitFrame(0);
        assertTrue(isOpen(desk, "work.limner"));
        desk.awaitPanels();
        desk.key(KeyCode.CONTROL, KeyCode.W);
        desk.await("the first page is there", () -> isThere(desk, "#door-videos"));
        desk.await("and lists the project", () -> isThere(desk, ".hyperlink"));
    }

    @Test
    void aProjectNamedAtTheStartThatIsNoneBringsTheFirstPageAndSaysWhy() throws Exception {
        refusedAtTheStart(new PooledTaskRunner());
    }

    @Test
    void aProjectThatIsRefusedBeforeTheWindowIsThereBringsTheFirstPageAllTheSame() throws Exception {
        refusedAtTheStart(new ImmediateTaskRunner());
    }

    private void refusedAtTheStart(TaskRunner tasks) throws Exception {
        Path none = Files.writeString(folder.resolve("none.limner"), "no project");
        Desk desk = Desk.beginning(folder, SIZE, SIZE, none, tasks);
        open = Optional.of(desk);
        desk.await("the first page is there", () -> isThere(desk, "#door-videos"));
        desk.await(
                "it says why",
                () -> desk.stage().getScene().getRoot().lookupAll(".label").stream()
                        .anyMatch(n -> n instanceof Label l
                                && String.valueOf(l.getText()).contains("none.limner")));
        assertEquals("no project", Files.readString(none));
        assertEquals(List.of(), leftBeside());
    }

    private static boolean isThere(Desk desk, String selector) {
        return desk.stage().getScene().getRoot().lookup(selector) != null;
    }

    @Test
    void twoProjectsAskedForAtOnceLeaveOneOpenAndNoneLocked() throws Exception {
        copies(labelling(), "other.limner");
        Desk desk = welcome();
        Toolkit.run(() -> {
            desk.window().open(project());
            desk.window().open(folder.resolve("other.limner"));
        });
        desk.await("a project is open", () -> desk.window().workspace().isPresent());
        Toolkit.run(() -> desk.window().open(folder.resolve("other.limner")));
        desk.await("the other one is open after it", () -> isOpen(desk, "other.limner"));
        assertEquals(
                List.of("other.limner.lock"),
                leftBeside().stream().filter(n -> n.endsWith(".lock")).toList());
        closeWindow();
        assertEquals(List.of(), leftBeside());
    }

    @Test
    void aWindowThatClosesWhileAProjectComesLeavesItClosed() throws Exception {
        copies(labelling());
        for (int i = 0; i < 5; i++) {
            Desk desk = welcome();
            Toolkit.run(() -> desk.window().open(project()));
            closeWindow();
            assertEquals(List.of(), leftBeside(), "time " + i);
        }
    }

    @Test
    void closingAProjectStopsWhatRunsForItWithoutAWord() throws Exception {
        Desk desk = labelling();
        Path other = Files.copy(sample("bunny.mp4"), folder.resolve("bunny.mp4"), StandardCopyOption.REPLACE_EXISTING);
        List<Notice> notices = Toolkit.on(() -> desk.workspace().errors().notices());
        Toolkit.run(() -> desk.window().create(folder.resolve("second.limner"), List.of(other)));
        // Its video is being imported then.
        desk.await("the second project is open", () -> isOpen(desk, "second.limner"));
        Toolkit.run(() -> desk.window().open(project()));
        desk.await("the first one is open again", () -> isOpen(desk, "work.limner"));
        desk.await("its picture is there", () -> desk.workspace().shown().get().isPresent());
        assertEquals(
                List.of("work.limner.lock"),
                leftBeside().stream().filter(n -> n.endsWith(".lock")).toList());
        assertEquals(List.of(), Toolkit.on(() -> List.copyOf(notices)));
    }

    @Test
    void videosAreTakenOneAfterTheOtherAndOneThatIsNoneDoesNotStopTheRest() throws Exception {
        Desk desk = labelling();
        Path broken = Files.writeString(folder.resolve("broken.mp4"), "no video");
        Path other = Files.copy(sample("bunny.mp4"), folder.resolve("bunny.mp4"), StandardCopyOption.REPLACE_EXISTING);
        AtomicInteger most = new AtomicInteger();
        Toolkit.run(() -> desk.window().tasks().running().addListener((ListChangeListener<RunningTask>) _ ->
                most.accumulateAndGet(
                        (int) desk.window().tasks().running().stream()
                                .filter(t -> t.name().startsWith("Import"))
                                .count(),
                        Math::max)));
        Toolkit.run(() -> desk.window().take(List.of(broken, other)));
        desk.await(
                "the second file is in",
                () -> desk.workspace().state().mediaInOrder().stream()
                        .map(Media::name)
                        .anyMatch("bunny.mp4"::equals));
        desk.await(
                "its digest is computed",
                () -> desk.workspace().state().mediaInOrder().stream()
                        .noneMatch(m -> m.sha256().isEmpty()));
        assertEquals(1, most.get(), "one at a time");
        assertTrue(
                told(desk).stream().anyMatch(s -> s.contains("broken.mp4")),
                () -> told(desk).toString());
    }

    @Test
    void aProjectFileThatIsGoneTakesNoEditForSaved() throws Exception {
        Desk desk = labelling();
        Path away = folder.resolve("away.limner");
        try {
            Files.move(project(), away);
        } catch (FileSystemException e) {
            assumeTrue(false, "left out: this system keeps an open file where it is");
        }
        desk.key(KeyCode.B);
        desk.drag(100, 80, 300, 260);
        desk.await("it is told", () -> told(desk).stream().anyMatch(s -> s.contains("no longer where it was opened")));
        assertEquals(List.of(), desk.stored().labelsInOrder());
        Files.move(away, project());
        desk.drag(100, 80, 300, 260);
        desk.settle();
        assertEquals(1, desk.stored().labelsInOrder().size());
    }

    @Test
    void aFaultNobodyForesawIsSaidOnTheScreen() {
        Desk desk = labelling();
        Platform.runLater(() -> {
            throw new IllegalStateException("thrown by the test");
        });
        desk.await("it is told", () -> desk.says("Something unexpected happened"));
    }

    @Test
    void whatAltGrWritesReachesATextFieldAndAltWithAnArrowMovesNoLabel() {
        Desk desk = labelling();
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        Box before = box(desk);
        desk.key(KeyCode.CONTROL, KeyCode.R);
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#release-name") != null);
        Toolkit.pulses(2);
        TextField name = (TextField) desk.node("#release-name");
        Toolkit.run(() -> {
            name.requestFocus();
            name.clear();
            Event.fireEvent(
                    name, new KeyEvent(KeyEvent.KEY_TYPED, "€", "", KeyCode.UNDEFINED, false, true, true, false));
        });
        assertEquals("€", Toolkit.on(name::getText));
        desk.key(KeyCode.ALT, KeyCode.LEFT);
        desk.settle();
        assertEquals(before, box(desk));
    }

    private static Box box(Desk desk) {
        return (Box)
                desk.stored().labelsInOrder().getFirst().at(0).orElseThrow().shape();
    }

    @Test
    void aRetiredClassWaitsAtTheEndOfTheListAndIsOfferedAgainByKeyboard() {
        Desk desk = labelling();
        LabelClass cup =
                Toolkit.on(() -> desk.workspace().ontology().find(Desk.CUP).orElseThrow());
        desk.store(new Command.Draw(
                desk.mediaId(), 0, LabelId.random(), Desk.CUP, Extent.FRAME, Desk.box(10, 10, 50, 50)));
        desk.store(new Command.EditClasses(List.of(cup.retire())));
        desk.await("it is called retired", () -> desk.says("retired"));
        Node list = desk.node("#classes");
        int last = Toolkit.on(() -> ((ListView<?>) list).getItems().size() - 1);
        Toolkit.run(() -> {
            list.requestFocus();
            ((ListView<?>) list).getSelectionModel().select(last);
        });
        desk.key(KeyCode.ENTER);
        assertEquals(
                Optional.of(Desk.PERSON),
                Toolkit.on(() -> desk.workspace().currentClass().get()),
                "not picked");
        desk.key(KeyCode.F2);
        desk.await("the editor is open", () -> desk.stage().getScene().lookup("#class-retire") != null);
        Toolkit.pulses(2);
        Toolkit.run(((Button) desk.node("#class-retire"))::fire);
        desk.settle();
        assertFalse(Toolkit.on(
                () -> desk.workspace().ontology().find(Desk.CUP).orElseThrow().retired()));
    }

    @Test
    void theClassThatIsDrawnWithIsSeenInTheListAlsoWhereOtherThingsTakeItsRoom() {
        Desk desk = labelling();
        desk.store(new Command.EditClasses(IntStream.rangeClosed(5, 40)
                .mapToObj(n -> LabelClass.of(n, "Kind " + n, "#0072b2", ClassKind.THING))
                .toList()));
        desk.command("class.30");
        desk.await("it is scrolled to", () -> isSeen(desk, "Kind 30"));
        desk.command("class.9");
        desk.await("and back", () -> isSeen(desk, "Kind 9"));
        double room = Toolkit.on(() -> ((Region) desk.node("#classes")).getHeight());
        desk.store(new Command.Draw(
                desk.mediaId(), 0, LabelId.random(), Desk.PERSON, Extent.TRACK, Desk.box(10, 10, 50, 50)));
        desk.key(KeyCode.TAB);
        desk.await("the inspector takes room", () -> ((Region) desk.node("#classes")).getHeight() < room);
        desk.await("it is still seen", () -> isSeen(desk, "Kind 9"));
    }

    private static boolean isSeen(Desk desk, String name) {
        Node list = desk.node("#classes");
        Bounds room = list.localToScene(list.getLayoutBounds());
        return list.lookupAll(".list-cell").stream()
                .filter(c -> c instanceof ListCell<?> cell
                        && !cell.isEmpty()
                        && desk.texts(cell).contains(name))
                .map(c -> c.localToScene(c.getLayoutBounds()))
                .anyMatch(c -> room.contains(c.getCenterX(), c.getCenterY()));
    }

    @Test
    void everyRowOfTheListsCanBeHeard() {
        Desk desk = labelling();
        Toolkit.pulses(3);
        List<String> heard = Toolkit.on(() -> {
            List<String> all = new ArrayList<>();
            desk.stage().getScene().getRoot().lookupAll(".list-cell").forEach(c -> {
                if (c instanceof ListCell<?> cell && !cell.isEmpty()) {
                    all.add(String.valueOf(cell.getAccessibleText()));
                }
            });
            return all;
        });
        assertTrue(heard.stream().anyMatch(t -> t.contains("Coffee cup")), heard::toString);
        assertTrue(heard.stream().anyMatch(t -> t.contains("gallery.mp4")), heard::toString);
        assertTrue(heard.stream().noneMatch(t -> t.isBlank() || t.equals("null")), heard::toString);
    }
}
