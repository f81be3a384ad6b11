package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Spinner;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Proposal;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskShaping;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Does every operation of the page that shapes masks to a painted ring and a spot beside it, and reads the store back.
final class ShapingDeskTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    private Rle painted = Rle.empty(1, 1);

    @BeforeEach
    void paint() {
        desk = Desk.labelling(folder, 1280, 800);
        desk.key(KeyCode.M);
        Toolkit.run(() -> desk.workspace().view().brushSize().set(24));
        desk.drag(100, 120, 300, 120, 300, 260, 100, 260, 100, 120);
        desk.settle();
        desk.drag(450, 200, 460, 200);
        desk.settle();
        painted = rle();
        assertEquals(2, MaskShaping.parts(painted).size(), "a ring and a spot");
        assertFalse(painted.contains(200, 190), "a ring has a hole");
        assertTrue(painted.contains(455, 200));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Label only() {
        List<Label> all = desk.stored().labelsInOrder();
        assertEquals(1, all.size());
        return all.getFirst();
    }

    private Rle rle() {
        return assertInstanceOf(Mask.class, only().at(0).orElseThrow().shape()).rle();
    }

    /// What each operation is by its place in the list, and what it makes of pixels by the model's own words.
    private static Rle expected(int operation, Rle mask, int number) {
        return switch (operation) {
            case 0 -> MaskShaping.fillHoles(mask, number);
            case 1 -> MaskShaping.dropIslands(mask, number);
            case 2 -> MaskShaping.keepLargest(mask);
            case 3 -> MaskShaping.grow(mask, number);
            case 4 -> MaskShaping.shrink(mask, number);
            case 5 -> MaskShaping.smooth(mask, number);
            case 6 -> MaskShaping.hollow(mask, number);
            default -> throw new IllegalArgumentException("operation " + operation);
        };
    }

    private void choose(int operation, int number) {
        Toolkit.run(() -> {
            ((ComboBox<?>) desk.node("#mask-operation")).getSelectionModel().select(operation);
            amount().getValueFactory().setValue(number);
        });
    }

    @SuppressWarnings("unchecked") // the form's own
    private Spinner<Integer> amount() {
        return (Spinner<Integer>) desk.node("#mask-amount");
    }

    private void openPage() {
        desk.key(KeyCode.CONTROL, KeyCode.M);
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#mask-apply") != null);
    }

    private Map<LabelId, Shape> proposed() {
        return Toolkit.on(() -> Map.copyOf(
                desk.workspace().proposal().get().map(Proposal::shapes).orElseThrow()));
    }

    /// @param hole whether the middle of the ring is covered afterwards
    /// @param spot whether the spot is there afterwards
    @ParameterizedTest
    @CsvSource({
        "0, 200000, true, true", // fill holes
        "0, 50, false, true", // holes that are larger stay
        "1, 2000, false, false", // drop islands
        "1, 50, false, true", // islands that are larger stay
        "2, 1, false, false", // keep the largest
        "3, 7, false, true", // grow
        "4, 3, false, true", // shrink
        "5, 6, false, true", // smooth
        "6, 4, false, false" // hollow: the middle of the spot goes
    })
    void everyOperationOfThePageStoresWhatItShowed(int operation, int number, boolean hole, boolean spot) {
        Rle wanted = expected(operation, painted, number);
        openPage();
        choose(operation, number);
        if (wanted.equals(painted)) {
            desk.await("the page says that nothing changes", () -> change().contains(said(painted)) && applyDisabled());
            return;
        }
        Map<LabelId, Shape> shown = Map.of(only().id(), new Mask(wanted));
        desk.await(
                "it is shown what would come out",
                () -> desk.workspace()
                        .proposal()
                        .get()
                        .map(Proposal::shapes)
                        .filter(shown::equals)
                        .isPresent());
        assertEquals(painted, rle(), "nothing is stored yet");
        assertTrue(change().contains(said(wanted)), change());
        desk.clickNode("#mask-apply");
        desk.settle();
        assertEquals(wanted, rle());
        assertEquals(hole, rle().contains(200, 190), "the middle of the ring");
        assertEquals(spot, rle().contains(455, 200), "the middle of the spot");
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(painted, rle(), "one undo");
    }

    /// Whoever presses before the new number was looked at gets what it makes, and not nothing at all.
    @Test
    void whatIsPressedWhileItIsLookedAtIsDoneWhenItWas() {
        openPage();
        choose(3, 7);
        desk.await("it can be stored", () -> !applyDisabled());
        Toolkit.run(() -> {
            amount().getValueFactory().setValue(12);
            ((Button) desk.node("#mask-apply")).fire();
        });
        Rle wanted = MaskShaping.grow(painted, 12);
        desk.await("what the new number makes is stored", () -> wanted.equals(rle()));
    }

    @Test
    void whatIsShrunkToNothingIsNamedAndNotStored() {
        openPage();
        choose(4, 60);
        desk.await("the page says so", () -> change().contains("Person 1") && applyDisabled());
        assertEquals(painted, rle());
    }

    @Test
    void severalMasksAreShapedAtOnceAndOneUndoTakesAllBack() {
        desk.dragHolding(new KeyCode[] {KeyCode.SHIFT}, 450, 320, 520, 320);
        desk.settle();
        assertEquals(2, desk.stored().labelsInOrder().size());
        desk.key(KeyCode.CONTROL, KeyCode.A);
        List<Rle> before = all();
        openPage();
        choose(3, 5);
        desk.await(
                "both are shown",
                () -> desk.workspace()
                        .proposal()
                        .get()
                        .filter(p -> p.shapes().size() == 2)
                        .isPresent());
        desk.await("it can be stored", () -> !applyDisabled());
        List<Rle> wanted = before.stream().map(r -> MaskShaping.grow(r, 5)).toList();
        desk.await(
                "by the number that was chosen",
                () -> proposed()
                        .values()
                        .containsAll(wanted.stream().map(Mask::new).toList()));
        desk.clickNode("#mask-apply");
        desk.settle();
        assertEquals(wanted, all());
        assertNotEquals(before, all());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(before, all());
    }

    private List<Rle> all() {
        return desk.stored().labelsInOrder().stream()
                .map(l -> assertInstanceOf(Mask.class, l.at(0).orElseThrow().shape())
                        .rle())
                .toList();
    }

    private String change() {
        return Toolkit.on(() -> ((Labeled) desk.node("#mask-change")).getText());
    }

    /// How many pixels it has, as the page writes numbers.
    private static String said(Rle mask) {
        return NumberFormat.getIntegerInstance().format(mask.area());
    }

    private boolean applyDisabled() {
        return Toolkit.on(() -> ((Button) desk.node("#mask-apply")).isDisabled());
    }
}
