package limner.app.ui.canvas;

import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;

/// Draws images far enlarged, every picture pixel a square, or as long as the file says. An [ImageView] would do, but
/// JavaFX's software pipeline blurs there whatever it is told; a canvas without smoothing is exact on every pipeline.
final class PixelSquares {

    private final Canvas canvas = new Canvas();

    PixelSquares() {
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        canvas.setVisible(false);
    }

    Canvas node() {
        return canvas;
    }

    /// Shows nothing, and keeps no memory for it.
    void clear() {
        canvas.setVisible(false);
        if (canvas.getWidth() > 0) {
            canvas.setWidth(0);
            canvas.setHeight(0);
        }
    }

    /// Takes over from these views while pixels are large, and gives back to them when they are small.
    ///
    /// @param views images where they lie on the canvas, the lowest first; the hidden ones among them are left out
    void show(List<ImageView> views, double width, double height, boolean large) {
        canvas.setVisible(large);
        for (ImageView l : views) {
            l.setOpacity(large ? 0 : 1);
        }
        if (!large) {
            clear();
            return;
        }
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        g.setImageSmoothing(false);
        for (ImageView l : views) {
            Image image = l.getImage();
            if (image != null && l.isVisible()) {
                g.drawImage(
                        image,
                        l.getViewport().getMinX(),
                        l.getViewport().getMinY(),
                        l.getViewport().getWidth(),
                        l.getViewport().getHeight(),
                        l.getX(),
                        l.getY(),
                        l.getFitWidth(),
                        l.getFitHeight());
            }
        }
    }
}
