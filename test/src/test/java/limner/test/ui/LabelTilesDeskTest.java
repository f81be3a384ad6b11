package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is painted of the labels while the view moves, and once it stands still, in a real window.
final class LabelTilesDeskTest {

    private static final PseudoClass SHARP = PseudoClass.getPseudoClass("sharp");
    private static final double SIZE = 900;

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

    private ImageView labels() {
        return (ImageView) desk.node("#label-image");
    }

    private void awaitSharp() {
        desk.await("the labels are sharp", () -> labels().getPseudoClassStates().contains(SHARP));
    }

    /// The pixels of the labels, which lie on the canvas as they are.
    private int[] painted() {
        return Toolkit.on(() -> {
            Image image = labels().getImage();
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            assertEquals(image.getWidth(), labels().getFitWidth(), "it is never scaled");
            assertEquals(0, labels().getX());
            int[] pixels = new int[width * height];
            image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
            return pixels;
        });
    }

    private void drawBox() {
        desk.key(KeyCode.B);
        desk.drag(100, 80, 300, 260);
        desk.settle();
        desk.key(KeyCode.ESCAPE);
        Toolkit.run(() -> desk.workspace().selection().set(new Selection.Nothing()));
        awaitSharp();
    }

    @Test
    void labelsAreThereWhileTheViewZoomsAndSharpOnceItStandsStill() {
        drawBox();
        int[] before = painted();
        assertTrue(Arrays.stream(before).anyMatch(p -> p != 0), "the box is painted");
        for (int i = 0; i < 8; i++) {
            desk.zoomTo(desk.scale() * (1 + 0.1 * (i + 1)), 200, 170);
            assertTrue(Arrays.stream(painted()).anyMatch(p -> p != 0), "labels stay while it moves");
        }
        awaitSharp();
        int[] near = painted();
        desk.key(KeyCode.F);
        awaitSharp();
        assertTrue(Arrays.equals(before, painted()), "the same view shows the same pixels");
        assertTrue(!Arrays.equals(before, near), "another zoom shows others");
    }

    @Test
    void whatIsUndoneIsGoneFromTheScreen() {
        drawBox();
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        desk.await(
                "nothing is painted",
                () -> labels().getPseudoClassStates().contains(SHARP) && isBlank(labels().getImage()));
        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        desk.settle();
        desk.await(
                "it is painted again",
                () -> labels().getPseudoClassStates().contains(SHARP) && !isBlank(labels().getImage()));
    }

    @Test
    void labelsOfAFrameAreItsOwnHoweverOneCameToIt() {
        List<int[]> own = new ArrayList<>();
        for (int frame = 0; frame < 4; frame++) {
            desk.show(frame);
            desk.key(KeyCode.B);
            desk.drag(100 + 40 * frame, 80, 240 + 60 * frame, 200 + 30 * frame);
            desk.settle();
            desk.key(KeyCode.ESCAPE);
            Toolkit.run(() -> desk.workspace().selection().set(new Selection.Nothing()));
            awaitSharp();
            own.add(painted());
        }
        List<Integer> walk = List.of(2, 1, 0, 1, 2, 3, 2, 3, 1, 0, 3, 2, 1, 2, 0, 1, 2, 3);
        for (int frame : walk) {
            desk.show(frame);
            awaitSharp();
            assertTrue(Arrays.equals(own.get(frame), painted()), "frame " + frame);
        }
        // What is undone on frame 3 was painted while frame 2 was looked at.
        desk.show(2);
        awaitSharp();
        Toolkit.pulses(4);
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        desk.show(3);
        desk.await(
                "nothing is left on frame 3",
                () -> labels().getPseudoClassStates().contains(SHARP) && isBlank(labels().getImage()));
    }

    private static boolean isBlank(Image image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getPixelReader().getArgb(x, y) != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
