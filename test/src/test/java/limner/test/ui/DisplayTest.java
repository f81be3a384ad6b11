package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.control.Slider;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import limner.media.frame.Display;
import limner.media.frame.Window;
import limner.model.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks at pictures of sixteen bits, turned ones and such with long pixels in a real window. Pictures of the windows
/// are left in `target/screenshots`.
final class DisplayTest {

    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();
    private static final double SIZE = 1000;

    @TempDir
    private Path folder = Path.of("");

    private static Color colourAt(Desk desk, double x, double y) {
        Point2D at = desk.place(x, y);
        Toolkit.pulses(6);
        return Toolkit.on(() -> {
            WritableImage image = desk.stage().getScene().snapshot(null);
            return image.getPixelReader().getColor((int) at.getX(), (int) at.getY());
        });
    }

    private static void awaitBrightness(Desk desk, double low, double high) {
        for (int i = 0; i < 200; i++) {
            double seen = colourAt(desk, 120.5, 105.5).getBrightness();
            if (seen >= low && seen <= high) {
                return;
            }
        }
        throw new AssertionError("the patch is never between " + low + " and " + high);
    }

    private static boolean says(Desk desk, String text) {
        return desk.stage().getScene().getRoot().lookupAll(".status .label").stream()
                .anyMatch(n -> ((javafx.scene.control.Label) n).getText().equals(text));
    }

    private static Display display(Desk desk) {
        return Toolkit.on(() -> desk.workspace().view().display().get());
    }

    @Test
    void aPictureOfSixteenBitsIsSeenThroughAWindowWhichOneKeyFitsAndOneTakesAway() {
        try (Desk desk = Desk.looking(folder, SIZE, 700, "deep_gray.png")) {
            assertTrue(colourAt(desk, 310, 230).getBrightness() < 0.05, "as in the file it is nearly black");
            long before = Toolkit.on(() -> desk.workspace().session().snapshot().lastEvent());

            desk.key(KeyCode.W);
            desk.await(
                    "a window is found",
                    () -> !desk.workspace().view().display().get().isNeutral());
            Window window = display(desk).windows().getFirst();
            assertEquals(900, window.low(), 40);
            assertEquals(1600, window.high(), 80);
            double wanted = (1500 - window.low()) / window.width();
            awaitBrightness(desk, wanted - 0.02, wanted + 0.02);

            desk.move(desk.place(120.5, 105.5));
            desk.await("the stored value is told", () -> says(desk, "1500"));
            desk.key(KeyCode.SHIFT, KeyCode.D);
            desk.await("the panel is there", () -> desk.node("#display-panel").isVisible());
            Toolkit.run(() -> ((Slider) desk.node("#display-gamma")).setValue(Math.log10(1.5)));
            assertEquals(1.5, display(desk).gamma(), 1e-9);
            assertEquals(List.of(window), display(desk).windows());
            new Scenes(PICTURES, "").shoot(desk, "display-window-and-level");
            Toolkit.run(() -> ((Slider) desk.node("#display-level")).setValue(0.5));
            assertEquals(1260.5, display(desk).windows().getFirst().level(), 1, "the middle of what the picture has");

            desk.key(KeyCode.SHIFT, KeyCode.W);
            assertTrue(display(desk).isNeutral());
            awaitBrightness(desk, 0, 0.05);
            desk.key(KeyCode.SHIFT, KeyCode.D);
            assertFalse(Toolkit.on(() -> desk.node("#display-panel").isVisible()));
            assertEquals(
                    before,
                    Toolkit.on(() -> desk.workspace().session().snapshot().lastEvent()),
                    "nothing of it is in the log");
        }
    }

    @Test
    void howAVideoIsLookedAtIsRememberedForTheNextTime() {
        Display chosen = new Display(0.1, 1.2, 0.8, List.of(new Window(950, 1400)));
        try (Desk desk = Desk.looking(folder, SIZE, 700, "deep_gray.png")) {
            Toolkit.run(() -> desk.workspace().view().display().set(chosen));
        }
        try (Desk desk = Desk.welcome(folder, SIZE, 700)) {
            Toolkit.run(() -> desk.window().open(folder.resolve("deep_gray.png.limner")));
            desk.await("the project is open", () -> desk.window().workspace().isPresent());
            desk.awaitFrame(0);
            assertEquals(chosen, display(desk));
        }
    }

    @Test
    void aTurnedVideoStandsUprightAndLabelsLieInTheUprightPicture() {
        try (Desk desk = Desk.looking(folder, SIZE, 760, "portrait.mp4")) {
            assertEquals(180, Toolkit.on(() -> desk.media().width()));
            assertEquals(320, Toolkit.on(() -> desk.media().height()));
            // The red patch was painted at columns 10 to 50 and rows 10 to 30 of the coded picture.
            Color red = colourAt(desk, 180 - 20, 30);
            assertTrue(red.getRed() > 0.8 && red.getGreen() < 0.25, "turned clockwise: " + red);
            new Scenes(PICTURES, "").shoot(desk, "display-portrait");
        }
    }

    @Test
    void longPixelsAreStretchedOnTheScreenAndLabelsStayInStoredPixels() {
        try (Desk desk = Desk.looking(folder, SIZE, 700, "anamorphic.mkv")) {
            assertEquals(352, Toolkit.on(() -> desk.media().width()));
            Point2D left = desk.place(0, 0);
            Point2D right = desk.place(352, 288);
            assertEquals(352 * 16.0 / 11 / 288, (right.getX() - left.getX()) / (right.getY() - left.getY()), 0.01);
            desk.store(new limner.model.command.Command.EditClasses(List.of(limner.model.ontology.LabelClass.of(
                    1, "Person", "#e69f00", limner.model.ontology.ClassKind.THING))));
            desk.await(
                    "the class is there",
                    () -> desk.workspace().ontology().classes().size() == 1);
            desk.key(KeyCode.B);
            desk.drag(100, 50, 300, 250);
            desk.settle();
            Box box = assertInstanceOf(
                    Box.class,
                    desk.stored().labelsInOrder().getFirst().at(0).orElseThrow().shape());
            assertEquals(100, box.x(), 1.01 / desk.scale());
            assertEquals(200, box.width(), 1.01 / desk.scale());
            assertEquals(50, box.y(), 1.01 / desk.scale());
            new Scenes(PICTURES, "").shoot(desk, "display-anamorphic");
        }
    }
}
