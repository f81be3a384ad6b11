package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import limner.app.ui.common.ToolKind;
import limner.app.usecase.KeyProfile;
import limner.app.usecase.Keymap;
import limner.app.usecase.Keymaps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes keys on the desk and uses them at once.
final class KeysDeskTest {

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

    private <T extends Node> T node(Class<T> type, String id) {
        return type.cast(Objects.requireNonNull(
                Toolkit.on(() -> desk.stage().getScene().lookup("#" + id)), id + " is not on the screen"));
    }

    private boolean isThere(String id) {
        return Toolkit.on(() -> desk.stage().getScene().lookup("#" + id) != null);
    }

    private void press(String button) {
        Toolkit.run(() -> node(Button.class, button).fire());
        Toolkit.pulses(2);
    }

    /// Chooses the line of a command, as Tab would, and presses Enter.
    private void change(String command) {
        Toolkit.run(() -> node(Button.class, "key-" + command).requestFocus());
        desk.key(KeyCode.ENTER);
    }

    private String said() {
        return Toolkit.on(() -> node(Pane.class, "keys-said").getChildren().stream()
                .filter(n -> n instanceof Label)
                .map(n -> ((Label) n).getText())
                .findFirst()
                .orElse(""));
    }

    private String menuKey(String command) {
        return Toolkit.on(() -> {
            MenuBar bar = (MenuBar) desk.stage().getScene().lookup(".menu-bar");
            return items(bar.getMenus().stream())
                    .filter(i -> ("menu-" + command).equals(i.getId()))
                    .map(MenuItem::getAccelerator)
                    .map(a -> a == null ? "" : a.getDisplayText())
                    .findFirst()
                    .orElseThrow();
        });
    }

    private static Stream<MenuItem> items(Stream<? extends MenuItem> some) {
        return some.flatMap(i -> i instanceof Menu m ? items(m.getItems().stream()) : Stream.of(i));
    }

    private ToolKind tool() {
        return Toolkit.on(() -> desk.workspace().tool().get());
    }

    @Test
    void aKeyIsChangedInTheSheetAndWorksAtOnce() {
        desk.key(KeyCode.F1);
        change("tool-box");
        assertTrue(said().contains("Esc leaves it"), said());
        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        desk.key(KeyCode.ESCAPE);
        assertFalse(isThere("keys"), "the page is closed");
        desk.key(KeyCode.B);
        assertEquals(ToolKind.SELECT, tool(), "the key it had means nothing now");
        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
        assertEquals(ToolKind.BOX, tool());
        assertEquals("Ctrl+Shift+B", menuKey("tool.box"));
        String tip = Toolkit.on(() -> ((javafx.scene.control.ButtonBase)
                        Objects.requireNonNull(desk.stage().getScene().lookup("#tool-box")))
                .getTooltip()
                .getText());
        assertTrue(tip.endsWith("(Ctrl+Shift+B)"), tip);
    }

    @Test
    void escapeLeavesAKeyAndAKeyThatIsTakenIsNamed() {
        desk.key(KeyCode.F1);
        change("tool-box");
        desk.key(KeyCode.ESCAPE);
        assertEquals("", said());
        assertTrue(isThere("keys"), "the page stays");
        change("tool-box");
        desk.key(KeyCode.P);
        assertTrue(said().contains("P is the key of"), said());
        desk.key(KeyCode.ESCAPE);
        assertEquals("", said());
        assertTrue(isThere("keys"), "the question is gone, the page stays");
        change("tool-box");
        desk.key(KeyCode.P);
        press("keys-leave");
        assertEquals("B", menuKey("tool.box"));
        change("tool-box");
        desk.key(KeyCode.P);
        press("keys-take");
        assertEquals("P", menuKey("tool.box"));
        assertEquals("", menuKey("tool.polygon"));
        desk.key(KeyCode.ESCAPE);
        desk.key(KeyCode.P);
        assertEquals(ToolKind.BOX, tool());
    }

    @Test
    void aLineIsFoundByNameOrKeyAndGoesBackToWhatItWas() {
        desk.key(KeyCode.F1);
        Toolkit.run(() -> node(TextField.class, "keys-search").setText("shift+h"));
        Toolkit.pulses(2);
        assertTrue(isThere("key-view-labels"));
        assertFalse(isThere("key-tool-box"));
        Toolkit.run(() -> node(Button.class, "key-view-labels").requestFocus());
        desk.key(KeyCode.DELETE);
        assertEquals("", menuKey("view.labels"));
        Toolkit.run(() -> node(TextField.class, "keys-search").setText("tool"));
        press("keys-resetAll");
        assertEquals("Shift+H", menuKey("view.labels"));
    }

    @Test
    void lettersInATextFieldStayText() {
        desk.key(KeyCode.F1);
        change("tool-box");
        desk.key(KeyCode.Q);
        Toolkit.run(() -> node(TextField.class, "keys-search").requestFocus());
        desk.key(KeyCode.Q);
        assertEquals("q", Toolkit.on(() -> node(TextField.class, "keys-search").getText()));
        assertEquals(ToolKind.SELECT, tool());
    }

    @Test
    @SuppressWarnings("unchecked")
    void anotherProfileChangesMenusAndKeysAtOnceAndStays() {
        desk.key(KeyCode.F1);
        ComboBox<KeyProfile> profiles = node(ComboBox.class, "keys-profile");
        Toolkit.run(() -> profiles.setValue(profiles.getItems().get(1)));
        desk.key(KeyCode.ESCAPE);
        assertEquals("F", menuKey("play.forward"));
        desk.key(KeyCode.F);
        desk.awaitFrame(1);
        desk.key(KeyCode.D);
        desk.awaitFrame(0);
        desk.close();
        desk = Desk.welcome(folder, SIZE, SIZE);
        Toolkit.run(() -> desk.window().open(folder.resolve("work.limner")));
        Toolkit.await("the project is open", () -> desk.window().workspace().isPresent());
        desk.awaitFrame(0);
        desk.key(KeyCode.F);
        desk.awaitFrame(1);
        assertEquals("F", menuKey("play.forward"));
    }

    @Test
    void keysAreHandedOnAndTakenOver() throws IOException {
        Path file = folder.resolve("mine.json");
        Files.writeString(file, "{\"limner-keys\": 1, \"profile\": \"limner\", \"keys\": {\"tool.box\": [\"Y\"]}}");
        Toolkit.run(() -> desk.window().takeOverKeys(file));
        Toolkit.await("the key is there", () -> menuKey("tool.box").equals("Y"));
        desk.key(KeyCode.Y);
        assertEquals(ToolKind.BOX, tool());
        Path given = folder.resolve("given.json");
        Toolkit.run(() -> desk.window().handOnKeys(given));
        Toolkit.await("the file is there", () -> Files.exists(given));
        assertTrue(Files.readString(given).contains("tool.box"));
    }

    @Test
    void everyProfileSpeaksOfCommandsThatAreThereAndLeavesNoneWithoutAKey() {
        var registry = Toolkit.on(() -> desk.window().commands().orElseThrow());
        var ids = new TreeSet<>(registry.all().stream().map(c -> c.id()).toList());
        var profiles = new Keymaps(new limner.app.usecase.Folders(folder, folder, folder)).profiles();
        for (KeyProfile profile : profiles) {
            var unknown = new TreeSet<>(profile.keys().keySet());
            unknown.removeAll(ids);
            assertEquals(new TreeSet<>(), unknown, profile.name());
            Toolkit.run(() -> desk.window().keys().choose(Keymap.of(profile.id())));
            List<String> without = Toolkit.on(() -> registry.all().stream()
                    .filter(c -> !c.bound().usual().isEmpty() && c.keys().isEmpty())
                    .map(c -> c.id())
                    .toList());
            assertEquals(List.of(), without, profile.name());
            List<String> both = Toolkit.on(() -> registry.all().stream()
                    .flatMap(a -> registry.all().stream()
                            .filter(b -> a.id().compareTo(b.id()) < 0
                                    && a.keys().stream().anyMatch(b.keys()::contains))
                            .map(b -> a.id() + " and " + b.id()))
                    .toList());
            assertEquals(List.of(), both, profile.name());
        }
    }
}
