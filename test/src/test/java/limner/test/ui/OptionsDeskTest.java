package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
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
}
