package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Puts objects over and under each other by keys and looks at store and screen.
final class DepthDeskTest {

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

    private List<Integer> depths() {
        return desk.stored().labelsInOrder().stream().map(Label::depth).toList();
    }

    /// The colour of the screen at a place of the picture, once it is another than this.
    private int colourOtherThan(int before, double x, double y) {
        int[] seen = {before};
        desk.await("another colour is seen", () -> {
            seen[0] = colour(x, y);
            return seen[0] != before;
        });
        return seen[0];
    }

    private int colour(double x, double y) {
        Point2D at = desk.canvas().screenToLocal(desk.place(x, y));
        WritableImage image = desk.canvas().snapshot(null, null);
        return Objects.requireNonNull(image.getPixelReader()).getArgb((int) at.getX(), (int) at.getY());
    }

    @Test
    void anObjectIsPutOverAndUnderAnotherAndThatIsPaintedAndTakenBack() {
        Toolkit.run(() -> desk.workspace().view().fillOpacity().set(0.6));
        LabelId large = LabelId.random();
        LabelId small = LabelId.random();
        desk.store(new Command.Draw(
                Toolkit.on(desk::mediaId), 0, large, Desk.PERSON, Extent.FRAME, new Box(100, 100, 300, 200)));
        desk.store(new Command.Draw(
                Toolkit.on(desk::mediaId), 0, small, Desk.CUP, Extent.FRAME, new Box(200, 150, 100, 80)));
        desk.await("both are here", () -> desk.workspace().labels().label(small).isPresent());
        desk.key(KeyCode.V);
        int smallOnTop = Toolkit.on(() -> colour(250, 190));
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(large)));
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.HOME);
        desk.settle();
        assertEquals(List.of(1, 0), depths());
        desk.key(KeyCode.ESCAPE);
        int largeOnTop = colourOtherThan(smallOnTop, 250, 190);
        desk.key(KeyCode.CONTROL, KeyCode.A);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.PAGE_DOWN);
        desk.settle();
        assertEquals(List.of(0, -1), depths(), "several keep their order among themselves");
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(large)));
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.END);
        desk.settle();
        assertEquals(List.of(-2, -1), depths());
        desk.key(KeyCode.ESCAPE);
        colourOtherThan(largeOnTop, 250, 190);
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(List.of(0, -1), depths(), "one step back");
    }
}
