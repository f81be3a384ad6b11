package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import limner.app.ui.common.Density;
import limner.app.ui.common.PaintOptions;
import limner.app.ui.common.PaintPolicy;
import limner.app.ui.common.Selection;
import limner.app.ui.common.SmartOptions;
import limner.app.ui.common.ViewOptions;
import limner.app.usecase.Channel;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.geometry.Tip;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in the line under the picture is set by commands too, which stand in the menu and may have any key.
final class OptionsDeskTest {

    private static final List<String> OPTIONS = List.of(
            "paint.size",
            "paint.square",
            "paint.policy.overlap",
            "paint.policy.empty",
            "paint.policy.inside",
            "paint.policy.overwrite",
            "paint.gate",
            "paint.channel",
            "paint.low.less",
            "paint.low.more",
            "paint.high.less",
            "paint.high.more",
            "wand.everywhere",
            "lasso.paints",
            "range.brightest.less",
            "range.brightest.more",
            "view.fill.less",
            "view.fill.more");

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1200, 1000);
        desk.key(KeyCode.M);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private ViewOptions view() {
        return desk.workspace().view();
    }

    @Test
    void aSizeIsWrittenAndASquareTipPaintsWithoutThePointerOnTheLine() {
        desk.command("paint.size");
        TextField size = (TextField) desk.node("#brush-size");
        assertTrue(Toolkit.on(size::isFocused), "the number has the keyboard");
        for (Density density : Density.values()) {
            Toolkit.run(() -> desk.window().density(density));
            Toolkit.pulses(3);
            Bounds field = Toolkit.on(() -> size.localToScene(size.getLayoutBounds()));
            Node line = Toolkit.on(() -> row(size));
            Bounds room = Toolkit.on(() -> line.localToScene(line.getLayoutBounds()));
            assertTrue(room.contains(field), () -> density + ": " + field + " in " + room);
        }
        Toolkit.run(() -> desk.window().density(Density.NORMAL));
        Toolkit.run(() -> size.replaceSelection("9"));
        desk.key(KeyCode.ENTER);
        assertEquals(9, Toolkit.on(() -> view().brushSize().get()), "all of the number was written anew");
        desk.command("paint.square");
        assertEquals(Tip.SQUARE, Toolkit.on(() -> view().brushTip().get()));
        Toolkit.run(() -> desk.canvas().requestFocus());
        desk.click(100.5, 100.5);
        desk.settle();
        Mask mask = (Mask)
                desk.stored().labelsInOrder().getLast().at(0).orElseThrow().shape();
        assertEquals(81, mask.rle().area(), "a square of nine by nine");
        desk.command("paint.square");
        assertEquals(Tip.ROUND, Toolkit.on(() -> view().brushTip().get()));
    }

    /// The line of options that something stands in.
    private static Node row(Node in) {
        Node row = in;
        while (!row.getStyleClass().contains("tool-options")) {
            row = row.getParent();
        }
        return row;
    }

    @Test
    void everyPolicyIsChosenByItsCommandAndInsideNeedsAnObject() {
        PaintOptions paint = view().paint();
        desk.command("paint.policy.empty");
        assertEquals(PaintPolicy.EMPTY, Toolkit.on(() -> paint.policy().get()));
        desk.command("paint.policy.overwrite");
        assertEquals(PaintPolicy.OVERWRITE, Toolkit.on(() -> paint.policy().get()));
        assertTrue(Toolkit.on(() -> item("paint.policy.inside").isDisable()), "inside of nothing");
        LabelId box = LabelId.random();
        desk.store(new Command.Draw(
                Toolkit.on(desk::mediaId), 0, box, Desk.PERSON, Extent.FRAME, Desk.box(30, 30, 60, 40)));
        desk.await(
                "it is on the desk", () -> desk.workspace().labels().label(box).isPresent());
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(box)));
        desk.command("paint.policy.inside");
        assertEquals(PaintPolicy.INSIDE, Toolkit.on(() -> paint.policy().get()));
        assertEquals(box, Toolkit.on(() -> paint.inside().get().orElseThrow()));
        desk.command("paint.policy.overlap");
        assertEquals(PaintPolicy.OVERLAP, Toolkit.on(() -> paint.policy().get()));
    }

    @Test
    void rangesAndTolerancesAndTheFillAreSetByCommands() {
        PaintOptions paint = view().paint();
        SmartOptions smart = view().smart();
        assertTrue(Toolkit.on(() -> item("paint.channel").isDisable()), "there is no range yet");
        desk.command("paint.gate");
        desk.command("paint.channel");
        assertEquals(Channel.RED, Toolkit.on(() -> paint.channel().get()));
        desk.command("paint.low.less");
        desk.command("paint.low.more");
        desk.command("paint.low.more");
        assertEquals(2, Toolkit.on(() -> paint.low().get()), "it begins at 0 and goes no lower");
        desk.command("paint.high.less");
        desk.command("paint.high.less");
        desk.command("paint.high.more");
        assertEquals(126, Toolkit.on(() -> paint.high().get()));
        desk.command("wand.everywhere");
        assertTrue(Toolkit.on(() -> smart.everywhere().get()));
        desk.command("lasso.paints");
        assertTrue(Toolkit.on(() -> paint.lassoPaints().get()));
        desk.key(KeyCode.I);
        desk.command("range.brightest.less");
        assertEquals(253, Toolkit.on(() -> smart.brightest().get()));
        desk.command("range.brightest.more");
        desk.command("range.brightest.more");
        assertEquals(255, Toolkit.on(() -> smart.brightest().get()));
        double before = Toolkit.on(() -> view().fillOpacity().get());
        desk.command("view.fill.more");
        assertTrue(Toolkit.on(() -> view().fillOpacity().get()) > before);
        desk.command("view.fill.less");
        assertEquals(before, Toolkit.on(() -> view().fillOpacity().get()), 1e-9);
    }

    @Test
    void thePageOfKeysHasALineForEachOption() {
        desk.key(KeyCode.F1);
        desk.await(
                "the page of keys is open",
                () -> !desk.stage().getScene().getRoot().lookupAll(".key-line").isEmpty());
        Toolkit.run(() -> ((CheckBox) desk.stage().getScene().lookup("#keys-all")).fire());
        Toolkit.pulses(2);
        List<String> without = Toolkit.on(() -> OPTIONS.stream()
                .filter(o -> desk.stage().getScene().lookup("#key-" + o.replace('.', '-')) == null)
                .toList());
        assertEquals(List.of(), without);
    }

    private MenuItem item(String command) {
        MenuBar bar = (MenuBar) desk.stage().getScene().lookup(".menu-bar");
        return Desk.items(bar.getMenus().stream())
                .filter(i -> ("menu-" + command).equals(i.getId()))
                .findFirst()
                .orElseThrow();
    }

    /// The button in the line and that of the inspector offer the same, whatever the classes are called.
    @Test
    void aClassIsTakenFromTheButtonsThatSayIt() {
        String lengthy = "A class that is called after all that somebody knows about what belongs to it, and more";
        LabelClass light = LabelClass.of(7, "traffic_light_a", "#009e73", ClassKind.THING);
        LabelClass other = LabelClass.of(8, lengthy, "#0072b2", ClassKind.THING);
        LabelClass gone = LabelClass.of(9, "Gone", "#d55e00", ClassKind.THING).retire();
        desk.store(new Command.EditClasses(List.of(light, other, gone)));
        take("#current-class", "traffic_light_a");
        assertEquals(
                light.id(),
                Toolkit.on(() -> desk.workspace().currentClass().get()).orElseThrow());
        assertEquals("traffic_light_a", written("#current-class"));
        desk.drag(60, 60, 120, 60);
        desk.settle();
        take("#inspect-class", lengthy);
        desk.settle();
        assertEquals(other.id(), desk.stored().labelsInOrder().getLast().classId());
        take("#current-class", lengthy);
        for (String button : List.of("#current-class", "#inspect-class")) {
            Region region = (Region) desk.node(button);
            desk.await("the name is cut off", () -> region.getWidth() > 0 && region.getWidth() <= 240);
        }
    }

    /// Items of a menu that was open once are all made anew when one of them changes: with hundreds of classes that
    /// takes longer than anybody waits for another tool.
    @Test
    void anotherToolDoesNotTouchTheMenuOfClasses() {
        MenuButton button = (MenuButton) desk.node("#current-class");
        offered(button);
        List<MenuItem> before = Toolkit.on(() -> List.copyOf(button.getItems()));
        AtomicInteger changes = new AtomicInteger();
        Toolkit.run(() -> button.getItems().addListener((ListChangeListener<MenuItem>) _ -> changes.incrementAndGet()));
        desk.key(KeyCode.B);
        desk.key(KeyCode.V);
        assertEquals(before, Toolkit.on(() -> List.copyOf(button.getItems())));
        assertEquals(0, changes.get());
        offered(button);
        assertEquals(1, changes.get(), "all in one go");
    }

    /// Opens a menu and says what stands in it.
    private List<String> offered(MenuButton button) {
        Toolkit.run(button::show);
        desk.await(
                "the menu is open",
                () -> button.isShowing() && !button.getItems().isEmpty());
        List<String> names = Toolkit.on(
                () -> button.getItems().stream().map(MenuItem::getText).toList());
        Toolkit.run(button::hide);
        return names;
    }

    private void take(String id, String name) {
        MenuButton button = (MenuButton) desk.node(id);
        List<String> names = offered(button);
        assertTrue(names.contains(name) && !names.contains("Gone"), names::toString);
        Toolkit.run(() -> button.getItems().get(names.indexOf(name)).fire());
        desk.settle();
    }

    /// What is really written on a button.
    private String written(String id) {
        return Toolkit.on(() -> ((Text) desk.node(id).lookup(".text")).getText());
    }
}
