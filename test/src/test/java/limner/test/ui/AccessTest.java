package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.Selection;
import limner.model.command.Command;
import limner.model.id.LabelId;
import limner.model.media.Media;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Walks through the window and every page over the side panel: what can have the keyboard has a name that can be
/// heard,
/// is reached by Tab, and shows that it has it.
final class AccessTest {

    /// Stands for a file of labels that is dropped on the window.
    private static final String FILE = "file";

    private static final String COCO = """
            {"images": [{"id": 1, "file_name": "gallery_000003.png", "width": %d, "height": %d}],
             "categories": [{"id": 1, "name": "okapi"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [30, 40, 200, 150]}]}""";

    /// Commands, and the buttons of their page that come after.
    private static final List<String> PAGES = List.of(
            "project.release",
            "project.release release-step-2",
            "project.release release-step-3",
            "project.release release-step-4 release-divide",
            "project.release release-step-5",
            "project.diff",
            "project.restore",
            "suggestion.run",
            "edit.history",
            "search.open",
            "events.open",
            "mask.shape",
            "mask.outline",
            "help.pace",
            "project.exportLabels",
            "project.exportLabels export-look",
            "project.importLabels",
            FILE + " import-look",
            "classes.sheet",
            "classes.sheet onto-page-schemas",
            "classes.sheet onto-page-versions",
            "label.delete",
            "track.thin",
            "track.copy",
            "suggestion.policy",
            "suggestion.gallery");

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() throws IOException {
        desk = Desk.labelling(folder, 1000, 1000);
        desk.key(KeyCode.T);
        desk.key(KeyCode.B);
        desk.drag(100, 80, 300, 260);
        desk.settle();
        LabelId drawn = desk.stored().labelsInOrder().getFirst().id();
        desk.store(new Command.Reshape(Toolkit.on(desk::mediaId), 10, drawn, Desk.box(200, 80, 120, 90)));
        desk.suggest(4, Desk.CUP, Desk.box(40, 60, 60, 50), Desk.box(130, 60, 60, 50));
        Media media = Toolkit.on(desk::media);
        Files.writeString(coco(), String.format(Locale.ROOT, COCO, media.width(), media.height()));
    }

    private Path coco() {
        return folder.resolve("instances.json");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void page(String page) {
        List<String> parts = List.of(page.split(" "));
        String command = parts.getFirst();
        Node before = desk.node(".side-sheet");
        if (Toolkit.on(before::isVisible)) {
            // A page that is still there would be taken for the one that is about to come.
            Toolkit.run(() -> ((ButtonBase) desk.stage().getScene().lookup("#sheet-close")).fire());
        }
        Toolkit.run(() -> {
            // The pages of tracks are about the one that is selected.
            desk.workspace()
                    .selection()
                    .set(Selection.of(
                            Set.copyOf(desk.workspace().labels().labels().keySet())));
            if (command.equals(FILE)) {
                desk.window().take(List.of(coco()));
            } else {
                CommandRegistry commands = desk.window().commands().orElseThrow();
                assertTrue(commands.get(command).run(), command);
            }
        });
        desk.await(command + " is open", () -> {
            Node sheet = desk.stage().getScene().lookup(".side-sheet");
            return sheet != null && sheet.isVisible();
        });
        for (String button : parts.subList(1, parts.size())) {
            desk.await(button + " can be pressed", () -> {
                Node found = desk.stage().getScene().lookup("#" + button);
                return found != null && !found.isDisabled();
            });
            // As by the keyboard, which a button has while it is pressed.
            Toolkit.run(() -> {
                ButtonBase pressed = (ButtonBase) desk.stage().getScene().lookup("#" + button);
                pressed.requestFocus();
                pressed.fire();
            });
        }
        desk.await(
                "what the page reads is read",
                () -> desk.window().tasks().running().isEmpty());
        Toolkit.pulses(4);
    }

    private List<Control> focusable(Node from) {
        return Toolkit.on(() -> {
            List<Control> all = new ArrayList<>();
            collect(from, all);
            return all;
        });
    }

    private static void collect(Node node, List<Control> into) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node instanceof Control c && c.isFocusTraversable()) {
            into.add(c);
        }
        // What is inside of a spinner or a choice is the control's own.
        boolean whole = node instanceof Spinner<?> || node instanceof ComboBoxBase<?>;
        if (node instanceof Parent p && !whole) {
            p.getChildrenUnmodifiable().forEach(c -> collect(c, into));
        }
    }

    private String name(Control c) {
        return Toolkit.on(() -> {
            if (c.getAccessibleText() != null && !c.getAccessibleText().isBlank()) {
                return c.getAccessibleText();
            }
            if (c instanceof Labeled l && l.getText() != null && !l.getText().isBlank()) {
                return l.getText();
            }
            if (c instanceof TextInputControl t
                    && t.getPromptText() != null
                    && !t.getPromptText().isBlank()) {
                return t.getPromptText();
            }
            return desk.stage().getScene().getRoot().lookupAll(".label").stream()
                    .filter(n -> n instanceof Label l && c.equals(l.getLabelFor()))
                    .map(n -> ((Label) n).getText())
                    .findFirst()
                    .orElse("");
        });
    }

    private List<String> nameless(Node from) {
        List<String> found = new ArrayList<>();
        for (Control c : focusable(from)) {
            if (name(c).isBlank()) {
                found.add(c.getClass().getSimpleName() + " " + c.getId() + " " + c.getStyleClass());
            }
        }
        return found;
    }

    @Test
    void everyControlOfTheWindowAndItsPagesHasAName() {
        List<String> found = new ArrayList<>();
        nameless(Toolkit.on(() -> desk.stage().getScene().getRoot())).forEach(n -> found.add("window: " + n));
        int controls = 0;
        for (String command : PAGES) {
            page(command);
            Node sheet = desk.node(".side-sheet");
            controls += focusable(sheet).size();
            nameless(sheet).forEach(n -> found.add(command + ": " + n));
        }
        desk.key(KeyCode.ESCAPE);
        desk.key(KeyCode.F1);
        nameless(desk.node("#keys")).forEach(n -> found.add("keys: " + n));
        assertEquals(List.of(), found);
        assertTrue(controls > 20, controls + " controls on the pages");
    }

    private Node owner() {
        return Toolkit.on(() -> desk.stage().getScene().getFocusOwner());
    }

    private static boolean within(Node node, Node of) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n.equals(of)) {
                return true;
            }
        }
        return false;
    }

    /// The controls Tab comes to before it leaves the page.
    private Set<Node> walked(Node sheet, KeyCode... keys) {
        Set<Node> seen = new HashSet<>();
        for (Node n = owner(); within(n, sheet) && seen.add(n); n = owner()) {
            desk.key(keys);
            Node next = owner();
            if (within(next, sheet)) {
                // A field shows by its own border that it is written in, however it was reached.
                boolean field = next instanceof Spinner<?> || next instanceof TextInputControl;
                assertTrue(field || Toolkit.on(next::isFocusVisible), () -> "the focus is seen at " + next);
            }
        }
        return seen;
    }

    /// Of buttons of which one is chosen Tab comes to one, and arrows go to the others.
    private static boolean besides(Node reached, Control other) {
        return reached instanceof ToggleButton a
                && other instanceof ToggleButton b
                && a.getToggleGroup() != null
                && a.getToggleGroup().equals(b.getToggleGroup());
    }

    @Test
    void tabReachesEveryControlOfEveryPage() {
        List<String> missed = new ArrayList<>();
        for (String command : PAGES) {
            page(command);
            Node sheet = desk.node(".side-sheet");
            Node first = owner();
            assertTrue(within(first, sheet), command + " takes the keyboard");
            Set<Node> seen = new HashSet<>(walked(sheet, KeyCode.TAB));
            Toolkit.run(first::requestFocus);
            seen.addAll(walked(sheet, KeyCode.SHIFT, KeyCode.TAB));
            for (Control c : focusable(sheet)) {
                if (seen.stream().noneMatch(n -> within(n, c) || besides(n, c))) {
                    missed.add(command + ": " + c.getClass().getSimpleName() + " " + name(c));
                }
            }
            desk.key(KeyCode.ESCAPE);
        }
        assertEquals(List.of(), missed);
    }

    @Test
    void arrowsGoFromPageToPageOfTheClasses() {
        page("classes.sheet");
        Toolkit.run(() -> desk.node("#onto-page-classes").requestFocus());
        for (String next : List.of("schemas", "versions")) {
            desk.key(KeyCode.RIGHT);
            assertEquals("onto-page-" + next, Toolkit.on(() -> owner().getId()));
            desk.await(next + " are seen", () -> {
                Node page = desk.stage().getScene().lookup("#onto-" + next);
                return page != null && page.isVisible();
            });
        }
    }
}
