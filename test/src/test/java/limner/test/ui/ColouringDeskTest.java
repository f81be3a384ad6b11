package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import limner.app.ui.common.Colouring;
import limner.app.ui.common.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tells painted labels apart by what was chosen in the display panel, and looks at the pixels.
final class ColouringDeskTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1200, 1000);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void sharp() {
        desk.await(
                "the labels are painted",
                () -> desk.node("#label-image").getPseudoClassStates().stream()
                        .anyMatch(s -> s.getPseudoClassName().equals("sharp")));
    }

    /// The colours of what is painted, however opaque.
    private Set<Integer> inks() {
        sharp();
        return Toolkit.on(() -> {
            Image image = ((ImageView) desk.node("#label-image")).getImage();
            Set<Integer> inks = new HashSet<>();
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int argb = image.getPixelReader().getArgb(x, y);
                    if (argb >>> 24 > 200) {
                        inks.add(argb & 0xffffff);
                    }
                }
            }
            return inks;
        });
    }

    @Test
    void whatWasChosenIsThereWhenAProjectIsOpenedAgain() {
        desk.command("view.colours.origin");
        desk.command("view.patterns");
        Colouring chosen = new Colouring(Colouring.By.ORIGIN, Colouring.Patterns.PAINTED);
        assertEquals(
                chosen, Toolkit.on(() -> desk.workspace().view().colouring().get()));
        desk.close();
        desk = Desk.welcome(folder, 1200, 1000);
        Toolkit.run(() -> desk.window().open(folder.resolve("work.limner")));
        Toolkit.await("the project is open", () -> desk.window().workspace().isPresent());
        desk.await(
                "the colours are as they were",
                () -> desk.workspace().view().colouring().get().equals(chosen));
        desk.awaitFrame(0);
    }

    @Test
    void thePictureOnTheSwitchOfThePanelIsSeenInEveryTheme() {
        desk.key(KeyCode.SHIFT, KeyCode.D);
        for (Theme theme : Theme.values()) {
            Toolkit.run(() -> desk.window().theme(theme));
            Toolkit.pulses(4);
            Toolkit.run(() -> {
                ToggleButton button = (ToggleButton) desk.stage().getScene().lookup("#view-display");
                assertTrue(button.isSelected(), "the panel is there");
                Color icon = (Color) ((Text) button.lookup(".ikonli-font-icon")).getFill();
                Color ground =
                        (Color) button.getBackground().getFills().getLast().getFill();
                double apart = Math.abs(icon.getBrightness() * (1 - icon.getSaturation())
                        - ground.getBrightness() * (1 - ground.getSaturation()));
                assertTrue(apart > 0.5, () -> theme + ": " + icon + " on " + ground);
            });
        }
    }

    @Test
    void objectsOfOneClassHaveColoursOfTheirOwnWhereThatIsChosen() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        desk.drag(300, 100, 400, 200);
        desk.settle();
        desk.key(KeyCode.ESCAPE);
        Toolkit.run(() -> desk.workspace().selection().set(limner.app.ui.common.Selection.nothing()));
        Set<Integer> byClass = inks();
        desk.key(KeyCode.ALT, KeyCode.C);
        assertEquals(Colouring.By.OBJECT, by());
        Set<Integer> byObject = inks();
        assertFalse(byObject.equals(byClass), "other colours");
        desk.key(KeyCode.ALT, KeyCode.C);
        assertEquals(Colouring.By.ORIGIN, by());
        desk.key(KeyCode.SHIFT, KeyCode.D);
        desk.await("what the colours mean is said", () -> desk.says("corrected"));
        desk.clickNode("#view-colours-class");
        assertEquals(Colouring.By.CLASS, by());
        assertEquals(byClass, inks());
    }

    @Test
    void patternsArePaintedWithinRegionsAsLongAsTheyAreChosen() {
        desk.key(KeyCode.DIGIT2);
        desk.key(KeyCode.B);
        desk.drag(100, 100, 300, 300);
        desk.settle();
        int without = opaque();
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.C);
        desk.await(
                "they are on",
                () -> desk.workspace().view().colouring().get().patterns() == Colouring.Patterns.PAINTED);
        int with = opaque();
        assertTrue(with > without + 300, with + " pixels instead of " + without);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.C);
        assertEquals(without, opaque());
    }

    private Colouring.By by() {
        return Toolkit.on(() -> desk.workspace().view().colouring().get().by());
    }

    private int opaque() {
        sharp();
        return Toolkit.on(() -> {
            Image image = ((ImageView) desk.node("#label-image")).getImage();
            int count = 0;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    count += image.getPixelReader().getArgb(x, y) >>> 24 > 150 ? 1 : 0;
                }
            }
            return count;
        });
    }
}
