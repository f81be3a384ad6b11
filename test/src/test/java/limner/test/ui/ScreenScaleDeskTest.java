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
        double step = step();
        // As the window system says it when a window is moved to another screen.
        moveToScreenOf(2);
        desk.await("the picture is twice as fine", () -> WIDTH / width() == step / 2);
        moveToScreenOf(4);
        desk.await("the picture is four times as fine", () -> WIDTH / width() == step / 4);
    }

    private double step() {
        return WIDTH / Toolkit.on(this::width);
    }

    private double width() {
        Image image = ((ImageView) desk.stage().getScene().lookup("#picture")).getImage();
        return image.getWidth();
    }

    private void moveToScreenOf(double scale) {
        Toolkit.run(() -> WindowHelper.notifyScaleChanged(desk.stage(), scale, scale));
    }
}
