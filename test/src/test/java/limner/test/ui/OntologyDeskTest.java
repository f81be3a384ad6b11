package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Theme;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.ontology.Example;
import limner.model.ontology.Hatch;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.ontology.SchemaPlace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Works on the pages about the ontology by pointer and keyboard, and reads the store back.
final class OntologyDeskTest {

    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

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

    private Ontology ontology() {
        return Toolkit.on(() -> desk.workspace().session().state().ontology());
    }

    private LabelClass stored(ClassId id) {
        return ontology().find(id).orElseThrow();
    }

    private void page() {
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.O);
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#onto-class") != null);
        Toolkit.pulses(3);
    }

    private void page(int index) {
        press(List.of("#onto-page-classes", "#onto-page-schemas", "#onto-page-versions")
                .get(index));
        Toolkit.pulses(3);
    }

    @SuppressWarnings("unchecked")
    private TreeView<LabelClass> tree() {
        return (TreeView<LabelClass>) desk.node("#onto-class");
    }

    private void choose(ClassId id) {
        Toolkit.run(() -> {
            TreeView<LabelClass> tree = tree();
            for (int i = 0; i < tree.getExpandedItemCount(); i++) {
                TreeItem<LabelClass> item = tree.getTreeItem(i);
                if (item.getValue().id().equals(id)) {
                    tree.getSelectionModel().select(i);
                }
            }
        });
        Toolkit.pulses(3);
    }

    private void press(String selector) {
        desk.await(selector + " is there", () -> desk.stage().getScene().lookup(selector) != null);
        Toolkit.run(() ->
                Objects.requireNonNull(desk.stage().getScene().lookup(selector)).requestFocus());
        Toolkit.pulses(2);
        desk.key(KeyCode.SPACE);
        desk.settle();
    }

    private LabelId draw(ClassId classId) {
        LabelId id = LabelId.random();
        desk.store(new Command.Draw(Toolkit.on(desk::mediaId), 0, id, classId, Extent.FRAME, Desk.box(30, 30, 60, 40)));
        desk.await("it is there", () -> desk.workspace().labels().label(id).isPresent());
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(id)));
        Toolkit.pulses(3);
        return id;
    }

    private List<Integer> order() {
        return ontology().classes().stream().map(c -> c.id().value()).toList();
    }

    @Test
    void classesAreMovedInTheirTreeByKeyboard() {
        page();
        choose(Desk.CUP);
        press("#tree-up");
        assertEquals(List.of(2, 1, 3, 4), order());
        press("#tree-down");
        assertEquals(List.of(1, 2, 3, 4), order());
        press("#tree-in");
        assertEquals(Desk.PERSON, stored(Desk.CUP).parent());
        desk.await(
                "it stays chosen below the other",
                () -> tree().getTreeItem(1) != null
                        && tree().getSelectionModel().getSelectedIndex() == 1
                        && tree().getTreeItemLevel(tree().getTreeItem(1)) == 2);
        press("#tree-out");
        assertNull(stored(Desk.CUP).parent());
        assertEquals(List.of(1, 2, 3, 4), order());
        assertTrue(Toolkit.on(() -> desk.workspace().snapshot().get().history().toString())
                .contains("Move class Coffee cup below Person"));
    }

    /// Of the row of a class.
    private Point2D row(int index, double down) {
        return Toolkit.on(() -> {
            Node cell = tree().lookupAll(".tree-cell").stream()
                    .filter(n ->
                            n instanceof javafx.scene.control.TreeCell<?> c && c.getIndex() == index && !c.isEmpty())
                    .findFirst()
                    .orElseThrow();
            return cell.localToScreen(60, cell.getLayoutBounds().getHeight() * down);
        });
    }

    private void drag(Point2D from, Point2D to) {
        Robot robot = Toolkit.on(Robot::new);
        Toolkit.run(() -> robot.mouseMove(from));
        Toolkit.run(() -> robot.mousePress(MouseButton.PRIMARY));
        for (int i = 1; i <= 6; i++) {
            Point2D at = from.interpolate(to, i / 6.0);
            Toolkit.run(() -> robot.mouseMove(at));
            Toolkit.pulses(1);
        }
        Toolkit.run(() -> robot.mouseRelease(MouseButton.PRIMARY));
        Toolkit.pulses(2);
        desk.settle();
    }

    @Test
    void aClassIsDraggedBelowAnotherAndBetweenTwo() {
        page();
        drag(row(1, 0.5), row(0, 0.7));
        desk.await(
                "the cup is below the person",
                () -> Desk.PERSON.equals(stored(Desk.CUP).parent()));
        Toolkit.pulses(3);
        drag(row(2, 0.5), row(0, 0.1));
        desk.await("blurred stands first", () -> order().getFirst() == 3);
        assertNull(stored(Desk.BLURRED).parent());
    }

    private String guidelineText() {
        return Toolkit.on(() -> ((TextArea) desk.node("#guideline-source")).getText());
    }

    /// Lists, trees and tables keep Esc to themselves, which ends editing there, unless the page takes it.
    @Test
    void escapeClosesThePageFromItsTreeItsTableAndItsLists() {
        List<String> keepers = List.of("#onto-class", "#onto-attributes", "#onto-schemas", "#onto-versions");
        List<Integer> pages = List.of(0, 0, 1, 2);
        for (int i = 0; i < keepers.size(); i++) {
            String keeper = keepers.get(i);
            page();
            page(pages.get(i));
            Toolkit.run(() -> desk.node(keeper).requestFocus());
            desk.key(KeyCode.ESCAPE);
            assertTrue(isClosed(), keeper);
        }
        page();
        desk.key(KeyCode.ESCAPE);
        assertTrue(isClosed(), "as it was opened");
        desk.key(KeyCode.SHIFT, KeyCode.E);
        Toolkit.run(() -> desk.node("#events").requestFocus());
        desk.key(KeyCode.ESCAPE);
        assertTrue(isClosed(), "the list of events");
    }

    private boolean isClosed() {
        return Toolkit.on(
                () -> !desk.node("#sheet-close").getParent().getParent().isVisible());
    }

    @Test
    void aGuidelineThatIsBeingWrittenWaitsWhileAnotherClassOrNoPageIsLookedAt() {
        page();
        choose(Desk.PERSON);
        press("#guideline-edit");
        Toolkit.run(() -> ((TextArea) desk.node("#guideline-source")).setText("Whole persons."));
        choose(Desk.CUP);
        assertFalse(Toolkit.on(() -> desk.node("#guideline-source").isVisible()), "nothing is written of cups");
        choose(Desk.PERSON);
        assertEquals("Whole persons.", guidelineText());
        desk.key(KeyCode.ESCAPE);
        desk.await("the page is closed", () -> desk.stage().getScene().lookup("#onto-class") == null);
        page();
        choose(Desk.PERSON);
        assertTrue(Toolkit.on(() -> desk.node("#guideline-source").isVisible()));
        assertEquals("Whole persons.", guidelineText());
        press("#guideline-save");
        assertEquals("Whole persons.", stored(Desk.PERSON).guideline());
        press("#guideline-edit");
        Toolkit.run(() -> ((TextArea) desk.node("#guideline-source")).setText("Half ones."));
        press("#guideline-leave");
        choose(Desk.CUP);
        choose(Desk.PERSON);
        assertFalse(Toolkit.on(() -> desk.node("#guideline-source").isVisible()), "what was left is gone");
        assertEquals("Whole persons.", stored(Desk.PERSON).guideline());
    }

    @Test
    void theSmallEditorSavesWhatWasTouchedInItAndKeepsWhatThePageChangedSince() {
        Toolkit.run(() -> {
            ListView<?> list = (ListView<?>) desk.node("#classes");
            list.getSelectionModel().select(0);
            list.requestFocus();
        });
        desk.key(KeyCode.F2);
        desk.await("the editor is open", () -> desk.stage().getScene().lookup("#class-name") != null);
        Toolkit.run(() -> ((TextField) desk.node("#class-name")).setText("Pedestrian"));
        LabelClass person = stored(Desk.PERSON);
        desk.store(new Command.EditClasses(
                List.of(person.withGuideline("Whole persons.").withParent(Desk.CUP))));
        desk.await(
                "the desk has it",
                () -> desk.workspace()
                                .ontology()
                                .find(Desk.PERSON)
                                .orElseThrow()
                                .parent()
                        != null);
        assertEquals("Pedestrian", Toolkit.on(() -> ((TextField) desk.node("#class-name")).getText()));
        Toolkit.run(() -> desk.node("#class-name").requestFocus());
        desk.key(KeyCode.ENTER);
        desk.await("it is stored", () -> stored(Desk.PERSON).name().equals("Pedestrian"));
        assertEquals("Whole persons.", stored(Desk.PERSON).guideline());
        assertEquals(Desk.CUP, stored(Desk.PERSON).parent());
        assertEquals(person.colour(), stored(Desk.PERSON).colour());
    }

    @Test
    void aClassThatIsSavedDoesNotCloseTheEditorOfAnotherThatWasOpenedMeanwhile() {
        Toolkit.run(() -> list().getSelectionModel().select(0));
        Toolkit.run(() -> list().requestFocus());
        desk.key(KeyCode.F2);
        desk.await("the editor is open", () -> desk.stage().getScene().lookup("#class-name") != null);
        // Within one turn of the JavaFX thread, before any of it can be stored.
        Toolkit.run(() -> {
            TextField name =
                    (TextField) Objects.requireNonNull(desk.stage().getScene().lookup("#class-name"));
            name.setText("Pedestrian");
            name.getOnAction().handle(new ActionEvent());
            list().getSelectionModel().select(1);
            list().getOnKeyPressed()
                    .handle(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.F2, false, false, false, false));
            ((TextField) Objects.requireNonNull(desk.stage().getScene().lookup("#class-name"))).setText("Mug");
        });
        desk.settle();
        assertEquals("Pedestrian", stored(Desk.PERSON).name());
        assertEquals("Mug", Toolkit.on(() -> ((TextField) desk.node("#class-name")).getText()));
        Toolkit.run(() -> desk.node("#class-name").requestFocus());
        desk.key(KeyCode.ENTER);
        desk.await("it is stored", () -> stored(Desk.CUP).name().equals("Mug"));
        desk.await("and its editor goes", () -> desk.stage().getScene().lookup("#class-name") == null);
    }

    private ListView<?> list() {
        return (ListView<?>) Objects.requireNonNull(desk.stage().getScene().lookup("#classes"));
    }

    @Test
    void aNameThatIsBeingWrittenOnThePageStaysWhenTheClassChangesOtherwise() {
        page();
        choose(Desk.PERSON);
        desk.await("the editor is there", () -> desk.stage().getScene().lookup("#class-name") != null);
        Toolkit.run(() -> ((TextField) desk.node("#class-name")).setText("Pedestrian"));
        desk.store(new Command.EditClasses(List.of(stored(Desk.PERSON).withGuideline("Whole persons."))));
        desk.await(
                "the desk has it",
                () -> !desk.workspace()
                        .ontology()
                        .find(Desk.PERSON)
                        .orElseThrow()
                        .guideline()
                        .isEmpty());
        Toolkit.pulses(2);
        assertEquals("Pedestrian", Toolkit.on(() -> ((TextField) desk.node("#class-name")).getText()));
        press("#class-save");
        desk.await("it is stored", () -> stored(Desk.PERSON).name().equals("Pedestrian"));
        assertEquals("Whole persons.", stored(Desk.PERSON).guideline());
    }

    @Test
    void aGuidelineIsWrittenAsMarkdownAndGetsAnExampleOutOfThePicture() throws Exception {
        draw(Desk.PERSON);
        page();
        press("#guideline-edit");
        Toolkit.run(() -> ((TextArea) desk.node("#guideline-source"))
                .setText("# What counts\n\n- **whole** persons\n- ![statue](http://example.invalid/x.png)\n"));
        Toolkit.pulses(2);
        assertTrue(
                Toolkit.on(() -> desk.node("#guideline-shown")
                                .lookup(".guideline")
                                .getAccessibleText())
                        .contains("[statue]"),
                "what is written is shown at once, and nothing is loaded from anywhere");
        press("#guideline-save");
        assertTrue(stored(Desk.PERSON).guideline().contains("**whole** persons"));

        press("#example-add");
        desk.await(
                "the class has an example",
                () -> !stored(Desk.PERSON).details().examples().isEmpty());
        Example example = stored(Desk.PERSON).details().examples().getFirst();
        assertEquals(Toolkit.on(desk::mediaId), example.media());
        assertEquals(0, example.frame());
        byte[] png = blob(example.sha256());
        assertEquals(
                example.sha256(),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(png)));
        assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, java.util.Arrays.copyOf(png, 4));
        assertEquals(92, example.width(), "a quarter of the longer side, or 16 pixels, on each side of 60");
        assertEquals(72, example.height());
        assertTrue(Toolkit.on(() -> desk.workspace().session())
                .verify()
                .get()
                .faults()
                .isEmpty());
        desk.await(
                "its picture is on the page",
                () -> picture().filter(i -> i.getWidth() == 92).isPresent());

        Toolkit.run(() -> desk.window().theme(Theme.LIGHT));
        Toolkit.pulses(4);
        Pngs.write(desk.stage(), PICTURES.resolve("guideline-light.png"));
        desk.key(KeyCode.ESCAPE);
        desk.key(KeyCode.ALT, KeyCode.H);
        desk.await(
                "it is read beside the classes", () -> desk.node("#guideline").lookup(".guideline") != null);
        Pngs.write(desk.stage(), PICTURES.resolve("guideline-side.png"));
        Toolkit.run(() -> {
            var _ = desk.workspace().undo();
        });
        desk.settle();
        assertTrue(stored(Desk.PERSON).details().examples().isEmpty());
        desk.key(KeyCode.ALT, KeyCode.X);
        desk.await(
                "one key adds it again",
                () -> stored(Desk.PERSON).details().examples().equals(List.of(example)));
    }

    private byte[] blob(String sha256) throws IOException {
        try (InputStream in =
                Toolkit.on(() -> desk.workspace().session()).blob(sha256).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    private Optional<Image> picture() {
        return desk.stage().getScene().getRoot().lookupAll(".examples .image-view").stream()
                .map(n -> ((ImageView) n).getImage())
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Test
    @SuppressWarnings("unchecked")
    void bothSchemasAreOneTableThatIsChangedInPlace() {
        page();
        page(1);
        assertTrue(desk.says("2 coarse classes, 2 pixel classes, all of them with a coarse class."), desk::toString);
        Toolkit.run(() -> ((ComboBox<Object>) desk.node("#schemas-among-2"))
                .getSelectionModel()
                .select(2));
        desk.settle();
        assertEquals(new SchemaPlace.Pixel(null), stored(Desk.CUP).details().schema());
        desk.await("one is without", () -> desk.says("1 of them without a coarse class"));
        Toolkit.run(() -> ((ComboBox<Object>) desk.node("#schemas-of-2"))
                .getSelectionModel()
                .select(1));
        desk.settle();
        assertEquals(
                new SchemaPlace.Pixel(Desk.PERSON), stored(Desk.CUP).details().schema());
        Toolkit.pulses(3);
        Pngs.write(desk.stage(), PICTURES.resolve("ontology-schemas.png"));
    }

    @Test
    void everyVersionIsListedWithWhatWasDifferent() {
        desk.store(new Command.EditClasses(List.of(stored(Desk.CUP).withName("Mug"))));
        desk.store(new Command.PlaceClass(Desk.CUP, Desk.PERSON, null));
        page();
        page(2);
        desk.await(
                "they are read",
                () -> ((ListView<?>) desk.node("#onto-versions")).getItems().size() == 3);
        assertTrue(desk.says("Mug is below Person, was below none"));
        Toolkit.run(() ->
                ((ListView<?>) desk.node("#onto-versions")).getSelectionModel().select(1));
        Toolkit.pulses(3);
        assertTrue(desk.says("Coffee cup is called Mug"));
        assertTrue(desk.says(System.getProperty("user.name", "")), "by whom");
        Toolkit.run(() ->
                ((ListView<?>) desk.node("#onto-versions")).getSelectionModel().select(2));
        Toolkit.pulses(3);
        TreeView<?> then = (TreeView<?>) desk.node("#onto-version-classes");
        assertEquals(4, Toolkit.on(() -> then.getRoot().getChildren().size()));
        assertTrue(desk.texts(then).contains("Coffee cup"), "the older version is looked at");
        Pngs.write(desk.stage(), PICTURES.resolve("ontology-versions.png"));
    }

    @Test
    void renamingAndRetiringSayWhatTheyTouchAndKeysThatAreTakenAreNamed() {
        draw(Desk.PERSON);
        page();
        Toolkit.run(() -> ((TextField) desk.node("#class-name")).setText("Human"));
        Toolkit.pulses(2);
        assertTrue(desk.says("Person will be called Human here"));
        assertTrue(desk.says("1 label, no tags, no events and no open suggestions in 1 video:"));
        assertTrue(desk.says("gallery.mp4: 1 label, no tags, no events, on 1 frame"));
        Toolkit.run(() -> desk.node("#class-retire").requestFocus());
        Toolkit.pulses(2);
        assertTrue(desk.says("Person will not be offered any more"));
        Toolkit.run(() -> ((TextField) desk.node("#class-key")).setText("b"));
        Toolkit.pulses(2);
        assertTrue(desk.says("B is the key for"), "another command has it");
        Toolkit.run(() -> ((TextField) desk.node("#class-key")).setText("9"));
        Toolkit.pulses(2);
        assertFalse(desk.says("9 is the key for"));
        press("#class-hatch-CROSSED");
        press("#class-save");
        LabelClass now = stored(Desk.PERSON);
        assertEquals("Human", now.name());
        assertEquals("9", now.hotkey());
        assertEquals(Hatch.CROSSED, now.hatch());
        choose(Desk.CUP);
        Toolkit.run(() -> ((TextField) desk.node("#class-key")).setText("9"));
        Toolkit.pulses(2);
        assertTrue(desk.says("9 is the key for \"Human\""), "another class has it");
    }
}
