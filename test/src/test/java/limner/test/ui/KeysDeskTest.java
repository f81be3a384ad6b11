package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.KeyText;
import limner.app.ui.common.ToolKind;
import limner.app.usecase.KeyProfile;
import limner.app.usecase.Keymap;
import limner.app.usecase.Keymaps;
import limner.app.usecase.Wheel;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.ontology.LabelClass;
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
            return Desk.items(bar.getMenus().stream())
                    .filter(i -> ("menu-" + command).equals(i.getId()))
                    .map(MenuItem::getAccelerator)
                    .map(a -> a == null ? "" : a.getDisplayText())
                    .findFirst()
                    .orElseThrow();
        });
    }

    /// Opens the page of all keys. A key waits its turn behind what is not stored yet, so the page is waited for.
    private void openKeys() {
        desk.key(KeyCode.F1);
        awaitLines();
    }

    private void awaitLines() {
        desk.await(
                "the page of keys is open",
                () -> !desk.stage().getScene().getRoot().lookupAll(".key-line").isEmpty());
    }

    private ToolKind tool() {
        return Toolkit.on(() -> desk.workspace().tool().get());
    }

    @Test
    void theHintFollowsTheToolForAsLongAsTheDeskIsOpen() {
        // What nobody holds is collected, and nothing would follow the tool any longer.
        System.gc();
        desk.key(KeyCode.M);
        assertEquals(ToolKind.BRUSH, tool());
        desk.await(
                "the hint is of the brush",
                () -> desk.stage().getScene().getRoot().lookupAll(".label").stream()
                        .anyMatch(n -> n instanceof Label l && l.getText().equals("Paint")));
    }

    @Test
    void aHeldKeyLeavesTheOpenPageAsItIs() {
        desk.hold(KeyCode.F1);
        awaitLines();
        String line = Toolkit.on(() -> desk.stage().getScene().getRoot().lookupAll(".key-line").stream()
                .map(Node::getId)
                .findFirst()
                .orElseThrow());
        Node before = node(Button.class, line);
        desk.hold(KeyCode.F1);
        desk.hold(KeyCode.F1);
        desk.letGo(KeyCode.F1);
        assertSame(before, node(Button.class, line), "it was not made anew");
        desk.key(KeyCode.ESCAPE);
        assertFalse(isThere("keys"), "one Esc closes it");
    }

    /// What a key does behind the page would be seen by nobody until the page is closed.
    @Test
    void aKeyThatIsPressedOnThePageOfKeysOrInThePaletteClosesItAndIsDoneInTheOpen() {
        openKeys();
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.O);
        desk.await("the ontology is open", () -> isThere("onto-class"));
        assertFalse(isThere("keys"), "the page of keys makes room");
        desk.key(KeyCode.ESCAPE);
        desk.await("one Esc closes the ontology", () -> !isThere("onto-class"));
        desk.key(KeyCode.CONTROL, KeyCode.K);
        desk.await("the palette is open", () -> isThere("palette-field"));
        desk.key(KeyCode.CONTROL, KeyCode.K);
        assertTrue(isThere("palette-field"), "its own key leaves it as it is");
        desk.key(KeyCode.CONTROL, KeyCode.H);
        desk.await("the history is open", () -> isThere("history"));
        assertFalse(isThere("palette-field"));
    }

    @Test
    void aKeyIsChangedInTheSheetAndWorksAtOnce() {
        openKeys();
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
        openKeys();
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
        openKeys();
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
        openKeys();
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
        openKeys();
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

    /// What PEERS.md, section 2, lists as the keys of other programs, where the desk has the command.
    private static final Map<String, Map<String, String>> PEERS = Map.of(
            "cvat",
            keys(
                    "play.forward F, play.back D, play.forward10 V, play.back10 C, play.found.forward Right",
                    "play.found.back Left, play.toggle Space, play.goTo Back Quote, track.next R, track.previous E",
                    "label.next Tab, label.previous Shift+Tab, edit.undo Shortcut+Z, edit.redo Shortcut+Shift+Z",
                    "label.delete Delete, tool.brush Shift+1, tool.eraser Shift+2, label.occluded Q",
                    "label.outside O, label.keyframe K, label.lock L, label.hide H, track.copy Shortcut+B",
                    "track.merge M, track.split Alt+M, mask.unite J, help.shortcuts F1"),
            "labelme",
            keys(
                    "play.forward D, play.back A, edit.undo Shortcut+Z, label.delete Delete",
                    "tool.polygon Shortcut+N, tool.box Shortcut+R, tool.select Shortcut+J, view.labels T",
                    "view.fit Shortcut+F, view.zoomIn Shortcut+Plus, view.zoomOut Shortcut+Minus",
                    "view.actual Shortcut+0"),
            "x-anylabeling",
            keys(
                    "play.forward D, play.back A, edit.undo Shortcut+Z, label.delete Delete, tool.polygon P",
                    "tool.box R, tool.point Shift+P, tool.polyline Shift+L, tool.select Shortcut+J",
                    "label.hide S, view.labels Shortcut+H, mask.unite Shortcut+Shift+M, view.fit Shortcut+F",
                    "view.zoomIn Shortcut+Plus, view.zoomOut Shortcut+Minus, view.actual Shortcut+Equals"),
            "dive",
            keys(
                    "play.forward F, play.back D, play.toggle Space, label.track N, label.keyframe K",
                    "track.toggle I, track.merge M, track.first Home, track.last End, label.delete Delete"),
            "boris",
            keys(
                    "play.toggle Space, play.forward Multiply, play.back Slash, play.forward10 Up, play.back10 Down",
                    "play.faster End, play.slower Home"));

    private static Map<String, String> keys(String... lines) {
        Map<String, String> keys = new TreeMap<>();
        for (String each : String.join(", ", lines).split(", ")) {
            String[] words = each.split(" ", 2);
            keys.put(words[0], words[1]);
        }
        return keys;
    }

    @Test
    void everyProfileHasTheKeysOfItsProgram() {
        var registry = Toolkit.on(() -> desk.window().commands().orElseThrow());
        PEERS.forEach((profile, keys) -> {
            Toolkit.run(() -> desk.window().keys().choose(Keymap.of(profile)));
            keys.forEach((command, key) -> {
                KeyCombination wanted = KeyText.parse(key);
                List<KeyCombination> inForce = Toolkit.on(
                        () -> List.copyOf(registry.find(command).orElseThrow().keys()));
                assertTrue(inForce.contains(wanted), () -> profile + ": " + command + " has " + inForce);
            });
        });
    }

    @Test
    void everyProfileSpeaksOfCommandsThatAreThereAndLeavesNoneWithoutAKey() {
        var registry = Toolkit.on(() -> desk.window().commands().orElseThrow());
        var ids = new TreeSet<>(registry.all().stream().map(c -> c.id()).toList());
        Stream.of(Gesture.values()).map(Gesture::id).forEach(ids::add);
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

    /// Who codes behaviour has a letter for each, whatever the letter is.
    @Test
    void everyPlainLetterIsFreeForBehavioursAmongTheKeysOfBoris() {
        var registry = Toolkit.on(() -> desk.window().commands().orElseThrow());
        Toolkit.run(() -> desk.window().keys().choose(Keymap.of("boris")));
        List<String> taken = Toolkit.on(() -> registry.all().stream()
                .filter(c -> c.keys().stream().anyMatch(k -> k.getName().matches("[A-Z]")))
                .map(c -> c.id())
                .toList());
        assertEquals(List.of(), taken);
        LabelClass moving =
                Toolkit.on(() -> desk.workspace().ontology().find(Desk.MOVING).orElseThrow());
        desk.store(new Command.EditClasses(List.of(moving.withHotkey("m"))));
        desk.await(
                "the class has its key",
                () -> registry.all().stream()
                        .anyMatch(
                                c -> c.keys().stream().anyMatch(k -> k.getName().equals("M"))));
        desk.key(KeyCode.M);
        desk.await(
                "the behaviour has begun",
                () -> desk.workspace().openEvents().since(Desk.MOVING).isPresent());
        desk.key(KeyCode.M);
        desk.await(
                "and is stored",
                () -> desk.workspace().labels().intervalsInOrder().stream()
                        .anyMatch(e -> e.classId().equals(Desk.MOVING)));
    }

    @Test
    void aKeyOfAClassIsNamedBeforeACommandTakesIt() {
        openKeys();
        change("tool-box");
        desk.key(KeyCode.DIGIT2);
        assertTrue(said().contains("class") && said().contains("Coffee cup"), said());
        press("keys-take");
        desk.key(KeyCode.ESCAPE);
        desk.key(KeyCode.DIGIT2);
        assertEquals(ToolKind.BOX, tool());
    }

    @Test
    void whoGivesAKeyUpIsNotChangedByAnybodyAndGetsItBack() {
        openKeys();
        change("tool-box");
        desk.key(KeyCode.P);
        press("keys-take");
        assertEquals("", menuKey("tool.polygon"));
        String heard = Toolkit.on(() -> node(Button.class, "key-tool-box").getAccessibleText());
        assertTrue(heard.contains("changed by you"), heard);
        var changed = Toolkit.on(() -> desk.window().keys().chosen().get().changed());
        assertEquals(List.of("tool.box"), List.copyOf(changed.keySet()));
        Toolkit.run(() -> node(Button.class, "key-tool-box").requestFocus());
        desk.key(KeyCode.BACK_SPACE);
        assertEquals("P", menuKey("tool.polygon"));
        assertEquals("B", menuKey("tool.box"));
    }

    @Test
    void lookingForAnotherLineStopsTheWaitingForAKey() {
        openKeys();
        change("tool-box");
        Toolkit.run(() -> node(TextField.class, "keys-search").requestFocus());
        desk.type("zoom");
        assertEquals(
                "zoom", Toolkit.on(() -> node(TextField.class, "keys-search").getText()));
        assertEquals("B", menuKey("tool.box"));
    }

    // What is held while the wheel is turned.

    private double brush() {
        return Toolkit.on(() -> desk.workspace().view().brushSize().get());
    }

    private void turn(KeyCode... held) {
        List<KeyCode> keys = List.of(held);
        Toolkit.run(() -> {
            Region canvas = desk.canvas();
            Point2D at = new Point2D(canvas.getWidth() / 2, canvas.getHeight() / 2);
            Point2D screen = canvas.localToScreen(at);
            Point2D scene = canvas.localToScene(at);
            boolean control = keys.contains(KeyCode.CONTROL);
            Event.fireEvent(
                    canvas,
                    new ScrollEvent(
                            ScrollEvent.SCROLL,
                            scene.getX(),
                            scene.getY(),
                            screen.getX(),
                            screen.getY(),
                            keys.contains(KeyCode.SHIFT),
                            control,
                            keys.contains(KeyCode.ALT),
                            false,
                            false,
                            false,
                            0,
                            40,
                            0,
                            40,
                            ScrollEvent.HorizontalTextScrollUnits.NONE,
                            0,
                            ScrollEvent.VerticalTextScrollUnits.NONE,
                            0,
                            0,
                            null));
        });
    }

    private boolean sizes(KeyCode... held) {
        double before = brush();
        turn(held);
        return brush() != before;
    }

    private Label hint() {
        return Toolkit.on(() -> desk.stage().getScene().getRoot().lookupAll(".label").stream()
                .filter(n -> n instanceof Label l && l.getText().contains("[ ]"))
                .map(Label.class::cast)
                .findFirst()
                .orElseThrow());
    }

    @Test
    void whatIsHeldWithTheWheelIsChangedInTheSheetAndWorksAtOnce() {
        desk.key(KeyCode.M);
        assertTrue(sizes(KeyCode.SHIFT));
        assertFalse(sizes(KeyCode.ALT));
        assertTrue(hint().getText().contains("Shift+wheel"), () -> hint().getText());
        openKeys();
        change("gesture-size");
        assertTrue(said().contains("Brush size"), said());
        desk.key(KeyCode.ALT);
        assertEquals("", said());
        Button line = node(Button.class, "key-gesture-size");
        assertTrue(line.getAccessibleText().contains("Alt+wheel"), line.getAccessibleText());
        desk.key(KeyCode.ESCAPE);
        assertFalse(isThere("keys"), "Alt was an answer, and the menus have not taken the keyboard for it");
        assertTrue(sizes(KeyCode.ALT));
        assertFalse(sizes(KeyCode.SHIFT));
        desk.await("the hint says so", () -> hint().getText().contains("Alt+wheel"));
        assertTrue(
                desk.window().keys().chosen().get().changed().containsKey("gesture.size"), "it is kept with the keys");
    }

    @Test
    void aKeyThatAnotherGestureHasIsSaidAndTheTwoMayBeSwapped() {
        choose(k -> k.withWheel(Wheel.PAN));
        desk.key(KeyCode.M);
        openKeys();
        change("gesture-size");
        desk.key(KeyCode.CONTROL);
        assertTrue(said().contains("Ctrl is held for"), said());
        press("keys-leave");
        assertTrue(sizes(KeyCode.SHIFT), "as it was");
        change("gesture-size");
        desk.key(KeyCode.CONTROL);
        press("keys-take");
        assertTrue(sizes(KeyCode.CONTROL));
        assertFalse(sizes(KeyCode.SHIFT));
        Toolkit.run(() -> node(Button.class, "key-gesture-size").requestFocus());
        desk.key(KeyCode.BACK_SPACE);
        Toolkit.run(() -> node(Button.class, "key-gesture-zoom").requestFocus());
        desk.key(KeyCode.BACK_SPACE);
        assertTrue(sizes(KeyCode.SHIFT), "the profile's again");
    }

    private void choose(UnaryOperator<Keymap> change) {
        Toolkit.run(() -> {
            var keys = desk.window().keys();
            keys.choose(change.apply(keys.chosen().get()));
        });
        Toolkit.pulses(2);
    }

    @Test
    void altThatIsHeldForAGestureLeavesTheMenusAloneAndAltByItselfOpensThem() {
        desk.key(KeyCode.M);
        desk.drag(100, 100, 300, 100);
        desk.settle();
        desk.hold(KeyCode.ALT);
        desk.dragHolding(new KeyCode[] {KeyCode.ALT}, 200, 100, 240, 100);
        desk.letGo(KeyCode.ALT);
        desk.settle();
        desk.key(KeyCode.RIGHT);
        desk.awaitFrame(1);
        desk.hold(KeyCode.ALT);
        turn(KeyCode.ALT);
        desk.letGo(KeyCode.ALT);
        desk.key(KeyCode.LEFT);
        desk.awaitFrame(0);
        desk.key(KeyCode.ALT);
        desk.key(KeyCode.DOWN);
        desk.await("the first menu is open", () -> Window.getWindows().size() > 1);
        desk.key(KeyCode.ESCAPE);
    }

    /// Where the wheel zooms by itself, a key for that would say the same twice.
    @Test
    void aKeyForTheZoomIsChosenOnlyWhereTheWheelDoesNotZoomAlone() {
        openKeys();
        assertTrue(isThere("key-gesture-size"));
        assertFalse(isThere("key-gesture-zoom"));
        change("gesture-size");
        desk.key(KeyCode.CONTROL);
        assertEquals("", said(), "nobody else has it now");
        choose(k -> k.withWheel(Wheel.PAN));
        desk.await("it is offered", () -> isThere("key-gesture-zoom"));
        desk.key(KeyCode.ESCAPE);
        double before = scale();
        turn(KeyCode.SHIFT);
        assertTrue(scale() > before, "zooming took the key that was free");
    }

    private void twoBoxes() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        desk.key(KeyCode.B);
        desk.drag(300, 100, 400, 200);
        desk.settle();
        desk.key(KeyCode.V);
        desk.key(KeyCode.ESCAPE);
    }

    private int selected(KeyCode... held) {
        desk.click(150, 150);
        desk.click(350, 150, held);
        desk.settle();
        return Toolkit.on(() -> desk.workspace().selection().get().labels().size());
    }

    @Test
    void whatAddsToTheSelectionIsChosen() {
        twoBoxes();
        assertEquals(1, selected());
        assertEquals(2, selected(KeyCode.SHIFT));
        assertEquals(2, selected(KeyCode.CONTROL), "as in other programs");
        desk.key(KeyCode.ESCAPE);
        openKeys();
        change("gesture-add");
        desk.key(KeyCode.CONTROL);
        assertEquals("", said(), "nothing snaps with Ctrl elsewhere, with which it is not mixed up");
        desk.key(KeyCode.ESCAPE);
        assertFalse(isThere("keys"), "the page is closed");
        assertEquals(2, selected(KeyCode.CONTROL));
        assertEquals(1, selected(KeyCode.SHIFT));
        choose(k -> k.with("gesture.add", List.of("Alt")));
        assertEquals(2, selected(KeyCode.ALT));
        assertEquals(1, selected(KeyCode.CONTROL));
        choose(k -> k.with("gesture.add", List.of("None")));
        assertEquals(1, selected(KeyCode.ALT), "not to be had by any key");
    }

    private long painted() {
        return Toolkit.on(() -> desk.workspace().labels().labels().values().stream()
                .mapToLong(l -> ((Mask) l.at(0).orElseThrow().shape()).rle().area())
                .sum());
    }

    @Test
    void whatErasesInsteadOfPaintingIsChosenAndTheHintSaysSo() {
        desk.key(KeyCode.M);
        openKeys();
        change("gesture-erase");
        desk.key(KeyCode.CONTROL);
        assertEquals("", said());
        desk.key(KeyCode.ESCAPE);
        desk.await("the hint says so", () -> desk.says("Ctrl erases"));
        desk.drag(100, 100, 300, 100);
        desk.settle();
        long first = painted();
        desk.dragHolding(new KeyCode[] {KeyCode.CONTROL}, 200, 100, 240, 100);
        desk.settle();
        long second = painted();
        assertTrue(second < first, first + " and then " + second);
        desk.dragHolding(new KeyCode[] {KeyCode.ALT}, 200, 100, 240, 100);
        desk.settle();
        assertTrue(painted() > second, "Alt means nothing any more");
    }

    @Test
    void whatMovesThePictureIsChosenAndSpaceThenOnlyPlays() {
        openKeys();
        change("gesture-pan");
        assertTrue(said().contains("Space"), said());
        desk.key(KeyCode.CONTROL);
        assertTrue(said().contains("Without snapping"), said());
        press("keys-take");
        desk.key(KeyCode.ESCAPE);
        assertFalse(isThere("keys"), "the page is closed");
        turn();
        var before = place();
        desk.dragHolding(new KeyCode[] {KeyCode.CONTROL}, 150, 150, 200, 180);
        desk.settle();
        assertNotEquals(before, place(), "the picture was moved");
        var moved = place();
        desk.hold(KeyCode.SPACE);
        desk.drag(150, 150, 200, 180);
        desk.letGo(KeyCode.SPACE);
        Toolkit.run(() -> desk.workspace().playing().set(false));
        assertEquals(moved, place(), "Space does not move it any more");
    }

    /// Which part of the picture is seen.
    private Rectangle2D place() {
        return Toolkit.on(() -> ((ImageView) desk.node("#picture")).getViewport());
    }

    @Test
    void withTheKeyForItNothingSnaps() {
        Toolkit.run(() -> desk.workspace().view().snapping().set(true));
        twoBoxes();
        double right = desk.stored()
                .labelsInOrder()
                .getFirst()
                .at(0)
                .orElseThrow()
                .shape()
                .bounds()
                .right();
        assertEquals(right, corner());
        assertNotEquals(right, corner(KeyCode.CONTROL));
        choose(k -> k.with("gesture.free", List.of("None")));
        assertEquals(right, corner(KeyCode.CONTROL));
    }

    /// Draws a line that begins near a corner of the first box.
    ///
    /// @return where it begins
    private double corner(KeyCode... held) {
        desk.command("tool.polyline");
        desk.click(202, 202, held);
        desk.click(250, 250);
        desk.key(KeyCode.ENTER);
        desk.settle();
        limner.model.label.Label last = desk.stored().labelsInOrder().getLast();
        desk.store(new Command.Delete(Toolkit.on(desk::mediaId), Set.of(last.id())));
        return last.at(0).orElseThrow().shape().bounds().x();
    }

    /// On a Mac the key is another one, and it is named so.
    @Test
    void theQuestionNamesTheKeysOfTheMachine() {
        openKeys();
        String system = System.getProperty("os.name");
        try {
            Toolkit.run(() -> System.setProperty("os.name", "Mac OS X"));
            change("gesture-erase");
            assertTrue(said().contains("\u2318"), said());
            assertFalse(said().contains("Ctrl"), said());
        } finally {
            Toolkit.run(() -> System.setProperty("os.name", system));
        }
    }

    /// X-AnyLabeling sizes its brush by the bare wheel.
    @Test
    void aProfileSaysWhatIsHeldToo() {
        Toolkit.run(() -> desk.window().keys().choose(Keymap.of("x-anylabeling")));
        Toolkit.run(() -> desk.workspace().tool().set(ToolKind.BRUSH));
        assertTrue(sizes());
        double before = scale();
        assertFalse(sizes(KeyCode.CONTROL));
        assertTrue(scale() > before, "with Ctrl it zooms");
        Toolkit.run(() -> desk.workspace().tool().set(ToolKind.SELECT));
        assertFalse(sizes());
    }

    private double scale() {
        return Toolkit.on(() -> {
            ImageView picture = (ImageView) desk.node("#picture");
            return picture.getFitWidth() / picture.getViewport().getWidth();
        });
    }
}
