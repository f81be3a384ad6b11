package limner.test.ui;

import com.sun.javafx.stage.WindowHelper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The window on screens of different scale, with a picture that is too large to be shown whole.
final class ScreenScaleDeskTest {

    private static final int WIDTH = 10_000;

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("large.png");
        ImageIO.write(new BufferedImage(WIDTH, 1000, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
        desk = Desk.welcome(folder, 1200, 800);
        desk.create(folder, file);
        desk.await("the file's digest is stored", () -> !desk.media().sha256().isEmpty());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aPictureShownInPartsIsMadeForTheScreenTheWindowCameTo() {
        awaitPictureFor(1);
        // As the window system says it when a window is moved to another screen.
        moveToScreenOf(2);
        awaitPictureFor(2);
        moveToScreenOf(4);
        awaitPictureFor(4);
    }

    /// Of so many pixels of the picture one is shown, at most as many as lie on one of the screen.
    private void awaitPictureFor(double screen) {
        double onScreen = desk.scale() * screen;
        int step = 1;
        while (2 * step * onScreen <= 1) {
            step *= 2;
        }
        int columns = Math.ceilDiv(WIDTH, step);
        desk.await("the picture has " + columns + " columns", () -> columns() == columns);
    }

    private int columns() {
        Image image = ((ImageView) desk.stage().getScene().lookup("#picture")).getImage();
        return image == null ? 0 : (int) image.getWidth();
    }

    private void moveToScreenOf(double scale) {
        Toolkit.run(() -> WindowHelper.notifyScaleChanged(desk.stage(), scale, scale));
    }
}
