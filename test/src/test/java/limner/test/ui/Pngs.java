package limner.test.ui;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Rectangle2D;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import limner.media.frame.PngWriter;

/// Pictures of windows as PNG files.
final class Pngs {

    private Pngs() {}

    /// Writes what the window shows, at the scale of its screen.
    static void write(Stage stage, Path file) {
        double scale = Toolkit.on(stage::getOutputScaleX);
        WritableImage image = Toolkit.on(() -> {
            SnapshotParameters parameters = new SnapshotParameters();
            parameters.setTransform(Transform.scale(scale, scale));
            // Shadows reach beyond the window; its own pixels are wanted.
            parameters.setViewport(new Rectangle2D(
                    0, 0, stage.getScene().getWidth() * scale, stage.getScene().getHeight() * scale));
            return stage.getScene().getRoot().snapshot(parameters, null);
        });
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        byte[] bgra = new byte[width * height * 4];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getByteBgraInstance(), bgra, 0, width * 4);
        ByteBuffer rgb = ByteBuffer.allocate(width * height * 3);
        for (int i = 0; i < bgra.length; i += 4) {
            rgb.put(bgra[i + 2]).put(bgra[i + 1]).put(bgra[i]);
        }
        rgb.flip();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                PngWriter.write(out, width, height, rgb);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the picture cannot be written", e);
        }
    }
}
