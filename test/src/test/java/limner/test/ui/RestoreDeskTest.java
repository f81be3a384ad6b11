package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.project.ProjectState;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.sqlite.SqliteProjects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A box that was deleted is got back from the page of earlier states, into a file of its own, by keys alone.
final class RestoreDeskTest {

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

    @Test
    void whatWasDeletedComesBackInAFileBesideAndTheProjectStaysAsItIs() {
        LabelId box = LabelId.random();
        desk.store(new Command.Draw(desk.mediaId(), 3, box, Desk.CUP, Extent.FRAME, new Box(40, 40, 100, 100)));
        ProjectState then = Toolkit.on(() -> desk.workspace().session().state());
        desk.store(new Command.Delete(desk.mediaId(), Set.of(box)));
        desk.settle();
        long last = Toolkit.on(() -> desk.workspace().session().head().number());
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.O);
        desk.await("now is as it is", () -> desk.says("everything was as it is now"));
        Node list = desk.node("#restore-moments");
        desk.await(
                "the keyboard is there",
                () -> list.equals(desk.stage().getScene().getFocusOwner()));
        desk.key(KeyCode.DOWN);
        desk.await("what comes back is told", () -> desk.says("other than now, on 1 frame"));
        assertEquals(
                List.of("objects", "0", "1", "0"),
                desk.texts(desk.node("#restore-counts")).subList(3, 7));

        // A name that somebody wrote stays when another moment is chosen; the proposed one follows.
        TextField target = (TextField) desk.node("#restore-target");
        Path copy = folder.resolve("work at event " + (last - 1) + ".limner");
        assertEquals(copy.toString(), Toolkit.on(target::getText));
        Toolkit.run(() -> target.setText("mine"));
        desk.key(KeyCode.UP);
        desk.await("now again", () -> desk.says("everything was as it is now"));
        assertEquals("mine", Toolkit.on(target::getText));
        Toolkit.run(() -> target.setText(""));
        desk.key(KeyCode.DOWN);
        desk.await("the file is named again", () -> copy.toString().equals(target.getText()));

        desk.key(KeyCode.ENTER);
        desk.await("it is there", () -> desk.says("Open it like any project"));
        assertTrue(Files.exists(copy));
        assertEquals(
                1,
                Toolkit.on(() -> ((ListView<?>) list).getSelectionModel().getSelectedIndex()),
                "the moment stays chosen");
        try (ProjectStore store = new SqliteProjects(Clock.systemUTC()).open(copy, Access.READ)) {
            assertEquals(then, store.load());
        }
        assertFalse(desk.stored().label(box).isPresent(), "the project itself is as it was");
        assertEquals(
                last, (long) Toolkit.on(() -> desk.workspace().session().head().number()));

        // The copy is a place to take from, too, and the frame that differs is gone to.
        ComboBox<?> source = (ComboBox<?>) desk.node("#restore-source");
        assertEquals(2, Toolkit.on(() -> source.getItems().size()));
        Toolkit.run(() -> source.getSelectionModel().select(1));
        desk.await("its history is read", () -> desk.says("other than now, on 1 frame"));
        ListView<?> frames = (ListView<?>) desk.node("#restore-frames");
        Toolkit.run(() -> {
            frames.getSelectionModel().select(0);
            frames.requestFocus();
        });
        desk.key(KeyCode.ENTER);
        desk.awaitFrame(3);
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatCouldNotBeReadIsReadAgain() throws IOException {
        desk.store(new Command.Draw(
                desk.mediaId(), 3, LabelId.random(), Desk.CUP, Extent.FRAME, new Box(40, 40, 100, 100)));
        desk.settle();
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.O);
        desk.await("now is as it is", () -> desk.says("everything was as it is now"));
        ComboBox<Path> source = (ComboBox<Path>) desk.node("#restore-source");
        ListView<?> moments = (ListView<?>) desk.node("#restore-moments");
        Node again = desk.node("#restore-again");
        assertFalse(Toolkit.on(again::isVisible), "nothing is to be read again");
        int all = Toolkit.on(() -> moments.getItems().size());
        TextField target = (TextField) desk.node("#restore-target");
        String made = Toolkit.on(target::getText);
        Toolkit.run(moments::requestFocus);
        desk.key(KeyCode.ENTER);
        desk.await("there is a copy", () -> desk.says("Open it like any project"));

        Path copy = folder.resolve("backup.limner");
        Files.writeString(copy, "no project yet");
        Scene scene = desk.stage().getScene();
        Node start = desk.node("#restore-start");
        // Whether it was tried already by then or not.
        assertNotEquals(
                start,
                Toolkit.on(() -> {
                    start.requestFocus();
                    source.setValue(copy);
                    return scene.getFocusOwner();
                }),
                "the keyboard does not wander off with a button that can not be pressed while it is read");
        desk.await("it cannot be read, and may be read again", () -> again.isVisible() && again.isFocused());
        assertFalse(desk.says("Nothing has happened yet"), "nobody knows what happened");
        assertTrue(desk.node("#restore-start").isDisabled());

        Files.copy(Path.of(made), copy, StandardCopyOption.REPLACE_EXISTING);
        desk.key(KeyCode.SPACE);
        assertEquals(moments, Toolkit.on(scene::getFocusOwner), "nor with one that is put away");
        desk.await("it is read", () -> moments.getItems().size() == all);
        desk.await("a moment is looked at", () -> !desk.node("#restore-start").isDisabled());
        assertFalse(Toolkit.on(again::isVisible), "nothing is to be read again");
    }
}
