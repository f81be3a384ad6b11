package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.model.geometry.Box;
import limner.model.id.MediaId;
import limner.model.id.SuggestionId;
import limner.model.media.Media;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lists in the side panel of a real window: what has room is seen, whatever is chosen.
final class SideListsTest {

    @TempDir
    private Path folder = Path.of("");

    private List<Path> clips() throws IOException {
        List<Path> clips = new ArrayList<>();
        for (String name : List.of("anamorphic.mkv", "portrait.mp4", "two_sounds.mkv")) {
            try (InputStream in = Objects.requireNonNull(Desk.class.getResourceAsStream(name))) {
                Path file = folder.resolve(name);
                Files.copy(in, file);
                clips.add(file);
            }
        }
        return clips;
    }

    /// The rows that are seen, by the words that are read out for them.
    private static List<String> seen(Desk desk, String id) {
        return Toolkit.on(() -> {
            Node list = desk.node(id);
            Bounds room = list.localToScene(list.getLayoutBounds());
            return list.lookupAll(".list-cell").stream()
                    .map(ListCell.class::cast)
                    .filter(c -> !c.isEmpty() && c.isVisible())
                    .filter(c -> room.contains(
                            c.localToScene(c.getLayoutBounds()).getCenterX(),
                            c.localToScene(c.getLayoutBounds()).getCenterY()))
                    .map(c -> String.valueOf(c.getAccessibleText()).replaceAll(",.*", ""))
                    .sorted()
                    .toList();
        });
    }

    @Test
    void choosingTheLastVideoHidesNoOther() throws IOException {
        List<Path> clips = clips();
        try (Desk desk = Desk.welcome(folder, 1280, 720)) {
            Toolkit.run(() -> desk.window().create(folder.resolve("three.limner"), clips));
            Toolkit.await("the project is open", () -> desk.window().workspace().isPresent());
            desk.await("all are there", () -> desk.workspace().state().media().size() == 3);
            List<String> all = List.of("anamorphic.mkv", "portrait.mp4", "two_sounds.mkv");
            desk.await("all are seen", () -> seen(desk, "#videos").equals(all));
            for (int i = 2; i >= 0; i--) {
                MediaId id = desk.workspace().state().mediaInOrder().stream()
                        .map(Media::id)
                        .toList()
                        .get(i);
                Toolkit.run(() -> desk.workspace().open(id));
                desk.awaitFrame(0);
                Toolkit.pulses(6);
                assertEquals(all, seen(desk, "#videos"));
            }
        }
    }

    @Test
    void drawingTheThirdObjectHidesNoOther() {
        try (Desk desk = Desk.labelling(folder, 1280, 900)) {
            desk.key(KeyCode.B);
            for (int i = 0; i < 3; i++) {
                desk.drag(100 + 250 * i, 100, 250 + 250 * i, 300);
                desk.settle();
                Toolkit.pulses(6);
            }
            assertEquals(3, seen(desk, "#objects").size());
        }
    }

    @Test
    void choosingTheThirdSuggestionHidesNoOther() {
        try (Desk desk = Desk.labelling(folder, 1280, 900)) {
            List<SuggestionId> ids = desk.suggest(
                    0,
                    Desk.PERSON,
                    new Box(100, 100, 200, 200),
                    new Box(300, 100, 400, 200),
                    new Box(500, 100, 600, 200));
            desk.await("all are seen", () -> seen(desk, "#suggestions").size() == 3);
            Toolkit.run(() -> desk.workspace().selection().set(new Selection.OfSuggestion(ids.getLast())));
            Toolkit.pulses(6);
            assertEquals(3, seen(desk, "#suggestions").size());
        }
    }
}
