package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks for frames and objects by the keyboard and walks through what was found.
final class SearchDeskTest {

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

    private LabelId draw(ClassId classId, int frame) {
        LabelId id = LabelId.random();
        desk.store(new Command.Draw(
                desk.mediaId(), frame, id, classId, Extent.FRAME, new Box(40 + frame * 10, 40, 60, 50)));
        return id;
    }

    private void look(String query) {
        desk.key(KeyCode.CONTROL, KeyCode.F);
        desk.type(query);
    }

    private String count() {
        return Toolkit.on(() -> ((Label) desk.node("#search-count")).getText());
    }

    private String mistake() {
        return Toolkit.on(() -> ((Label) desk.node("#search-mistake")).getText());
    }

    private void write(String query) {
        Toolkit.run(() -> ((TextField) desk.node("#search-field")).setText(query));
    }

    @Test
    void framesAreFoundWhileTheQueryIsWrittenAndWalkedByOneKey() {
        draw(Desk.PERSON, 2);
        draw(Desk.CUP, 4);
        draw(Desk.PERSON, 6);
        look("person");
        Toolkit.await("two are found", () -> count().equals("2 frames, 2 objects"));
        desk.key(KeyCode.ESCAPE);
        desk.key(KeyCode.F3);
        desk.awaitFrame(2);
        desk.key(KeyCode.F3);
        desk.awaitFrame(6);
        desk.key(KeyCode.F3);
        assertEquals(6, desk.shownFrame(), "nothing is found behind it");
        desk.key(KeyCode.SHIFT, KeyCode.F3);
        desk.awaitFrame(2);
    }

    @Test
    void whatIsFoundFollowsTheProject() {
        draw(Desk.PERSON, 2);
        look("person");
        Toolkit.await("one is found", () -> count().equals("one frame, one object"));
        draw(Desk.PERSON, 3);
        Toolkit.await("the new one is found", () -> count().equals("2 frames, 2 objects"));
        desk.store(new Command.SetFrameState(desk.mediaId(), FrameRange.of(2), FrameState.DONE));
        write("class:person -state:done");
        Toolkit.await("the other one is found", () -> count().equals("one frame, one object"));
        write("state:done");
        Toolkit.await("a frame is found", () -> count().equals("one frame"));
    }

    @Test
    void enterOnAnObjectGoesThereAndSelectsIt() {
        draw(Desk.PERSON, 1);
        LabelId cup = draw(Desk.CUP, 5);
        look("coffee");
        Toolkit.await("it is found", () -> count().equals("one frame, one object"));
        desk.key(KeyCode.DOWN);
        desk.key(KeyCode.ENTER);
        desk.awaitFrame(5);
        Selection selected = Toolkit.on(() -> desk.workspace().selection().get());
        assertEquals(
                java.util.Set.of(cup),
                assertInstanceOf(Selection.Labels.class, selected).ids());
        List<String> asked = Toolkit.on(() -> ((MenuButton) desk.node("#search-recent"))
                .getItems().stream().map(i -> i.getText()).toList());
        assertEquals(List.of("coffee"), asked);
    }

    @Test
    void enterOnASuggestionGoesThereAndSelectsIt() {
        SuggestionId found =
                desk.suggest(5, Desk.PERSON, Desk.box(100, 100, 80, 80)).getFirst();
        look("person");
        write("score>0.1");
        Toolkit.await("it is found", () -> count().equals("one frame, one object"));
        desk.key(KeyCode.DOWN);
        desk.key(KeyCode.ENTER);
        desk.awaitFrame(5);
        assertEquals(
                Optional.of(found),
                Toolkit.on(() -> desk.workspace().selection().get().suggestion()));
        desk.show(6);
        assertEquals(
                Optional.empty(),
                Toolkit.on(() -> desk.workspace().selection().get().suggestion()),
                "nobody judges what is not to be seen");
    }

    @Test
    void aMistakeSaysWhereAndWhatWasExpectedAndKeepsWhatWasFound() {
        draw(Desk.PERSON, 2);
        look("person");
        Toolkit.await("one is found", () -> count().equals("one frame, one object"));
        write("clas:person");
        Toolkit.await("the mistake is named", () -> mistake().startsWith("At 1: "));
        assertTrue(mistake().contains("did you mean class?"), mistake());
        assertEquals(
                1,
                Toolkit.on(() ->
                        ((ListView<?>) desk.node("#search-results")).getItems().size()));
        write("class:persn");
        Toolkit.await("the name is doubted", () -> mistake().equals("No class is called persn."));
        assertEquals("no frame", count());
        write("");
        Toolkit.await("nothing is asked", () -> count().isEmpty() && mistake().isEmpty());
    }
}
