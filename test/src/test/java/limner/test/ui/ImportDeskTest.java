package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Theme;
import limner.model.geometry.Box;
import limner.model.ontology.LabelClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes labels of others in by the page of the desk and reads the store back.
final class ImportDeskTest {

    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    private Path coco = Path.of("");

    @BeforeEach
    void open() throws IOException {
        desk = Desk.labelling(folder, 1000, 1000);
        coco = folder.resolve("instances.json");
        int width = Toolkit.on(() -> desk.media().width());
        int height = Toolkit.on(() -> desk.media().height());
        Files.writeString(coco, String.format(Locale.ROOT, Scenes.COCO, width, height, "gallery.mp4"));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private boolean isSeen(String id) {
        Node node = desk.stage().getScene().lookup("#" + id);
        return node != null && node.isVisible();
    }

    private void press(String id) {
        desk.await(
                id + " can be pressed", () -> isSeen(id) && !desk.node("#" + id).isDisabled());
        Toolkit.pulses(2);
        Toolkit.run(() -> desk.node("#" + id).requestFocus());
        desk.key(KeyCode.SPACE);
    }

    private String text(String id) {
        return Toolkit.on(() -> ((Label) desk.node("#" + id)).getText());
    }

    private void awaitMessage(String words) {
        desk.await(
                words, () -> String.join(" | ", desk.texts(desk.node(".form"))).contains(words));
    }

    private void look() {
        Toolkit.run(() -> desk.window().take(List.of(coco)));
        press("import-look");
        desk.await("it was looked through", () -> isSeen("import-take"));
        Toolkit.pulses(2);
    }

    private void pictured(String name) {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            Toolkit.run(() -> desk.window().theme(theme));
            Toolkit.pulses(6);
            Pngs.write(desk.stage(), PICTURES.resolve(name + "-" + theme + ".png"));
            assertEquals(List.of(), Look.cutOff(desk.stage()), theme + ", cut off");
            assertEquals(List.of(), Look.faint(desk.stage()), theme + ", faint");
            assertEquals(List.of(), Look.tooSmall(desk.stage()), theme + ", too small");
        }
    }

    private Set<String> stored() {
        return desk.stored().labelsInOrder().stream()
                .map(l -> l.keyframes().firstKey() + " "
                        + Toolkit.on(() ->
                                desk.workspace().session().state().ontology().nameOf(l.classId())) + " "
                        + l.keyframes().firstEntry().getValue().shape())
                .collect(Collectors.toSet());
    }

    @Test
    void whatAFileHoldsIsSeenItsClassesAreDecidedAndAllOfItIsOneStep() {
        look();
        assertTrue(
                text("import-summary").startsWith("COCO instances: 3 annotations on 3 pictures; 2 categories, "),
                text("import-summary"));
        assertTrue(desk.node("#import-take").isDisabled(), "nothing is taken before okapi is decided");
        assertTrue(text("import-undecided").startsWith("One category has no class"), text("import-undecided"));
        assertEquals(
                "gallery.mp4: 2 pictures\nNot in the project: 1 picture. What is said of them stays out.",
                text("import-pictures"));
        pictured("import-labels");
        press("import-classes-all");
        desk.await(
                "what would come in is known",
                () -> !desk.node("#import-take").isDisabled() && !isSeen("import-undecided"));
        assertEquals(Set.of(), stored(), "looking changes nothing");
        assertTrue(text("import-outcome").startsWith("Would take 2 annotations as 2 labels."), text("import-outcome"));

        List<Node> tiles =
                Toolkit.on(() -> List.copyOf(((Parent) desk.node("#import-preview")).getChildrenUnmodifiable()));
        assertEquals(2, tiles.size());
        Toolkit.run(tiles.get(1)::requestFocus);
        desk.key(KeyCode.SPACE);
        desk.awaitFrame(4);

        press("import-take");
        awaitMessage("Taken: 2 annotations as 2 labels");
        assertEquals(Set.of("2 Person " + new Box(30, 40, 200, 150), "4 okapi " + new Box(60, 50, 300, 120)), stored());
        LabelClass okapi = Toolkit.on(() ->
                desk.workspace().session().state().ontology().find("okapi").orElseThrow());
        assertFalse(okapi.id().equals(Desk.PERSON), "numbers that happen to be equal mean nothing");
        press("import-not-taken-copy");
        String copied = Toolkit.on(() -> Clipboard.getSystemClipboard().getString());
        assertTrue(copied.contains("annotations[2]: "), copied);
        assertTrue(copied.contains("elsewhere.mp4"), copied);

        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.await("one undo takes all back", () -> stored().isEmpty());
        assertTrue(Toolkit.on(() ->
                desk.workspace().session().state().ontology().find("okapi").isEmpty()));
    }

    @Test
    void classesAreChosenByKeysOnWhatWasReadOnce() throws IOException {
        look();
        // Whatever is chosen from here on needs the file no more.
        Files.delete(coco);
        Node all = desk.node("#import-classes-all");
        desk.await("the keyboard is there", all::isFocused);
        desk.key(KeyCode.TAB);
        desk.key(KeyCode.TAB);
        ComboBox<?> okapi = (ComboBox<?>) desk.node("#import-class-1");
        assertTrue(Toolkit.on(okapi::isFocused), "the second category");
        desk.key(KeyCode.DOWN);
        desk.await(
                "okapi is left out",
                () -> !isSeen("import-undecided") && text("import-outcome").startsWith("Would take 1 annotation "));
        assertTrue(Toolkit.on(okapi::isFocused), "the keyboard stays");
        desk.key(KeyCode.DOWN);
        desk.await("okapi is a new class", () -> text("import-outcome").startsWith("Would take 2 annotations"));
        assertTrue(Toolkit.on(okapi::isFocused), "the keyboard stays");
        desk.key(KeyCode.UP);
        desk.key(KeyCode.UP);
        desk.await("nobody has decided", () -> isSeen("import-undecided"));
        desk.await("it is worked out", () -> desk.window().tasks().running().isEmpty());
        assertTrue(desk.node("#import-take").isDisabled());
        Toolkit.run(all::requestFocus);
        desk.key(KeyCode.ENTER);
        desk.await("all is decided, and the keyboard is where one goes on", desk.node("#import-take")::isFocused);
        desk.key(KeyCode.ENTER);
        awaitMessage("Taken: 2 annotations as 2 labels");
        desk.key(KeyCode.ESCAPE);
        desk.await("the page is gone", () -> !isSeen("import-outcome"));
        assertEquals(2, stored().size());
    }

    @Test
    void whatIsNoDataSetIsRefusedInPlaceAndTheProjectStays() throws IOException {
        long before = Toolkit.on(() -> desk.workspace().session().snapshot().lastEvent());
        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
        press("import-look");
        awaitMessage("Labels need a file or a folder");
        Path other = folder.resolve("other.json");
        Files.writeString(other, "{\"hello\": 1}");
        Toolkit.run(() -> ((TextField) desk.node("#import-file")).setText(other.toString()));
        press("import-look");
        awaitMessage("looks like none of the formats");
        assertFalse(isSeen("import-take"));
        assertEquals(
                before, Toolkit.on(() -> desk.workspace().session().snapshot().lastEvent()));
    }
}
