package limner.app.ui.canvas;

import java.nio.IntBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.PixelBox;
import org.jspecify.annotations.Nullable;

/// Shows a mask while it is painted on: only the pixels a stroke touched are written, at once. JavaFX thread only.
final class MaskLayer {

    private static final int ALPHA = 120;

    private final ImageView view = new ImageView();
    private @Nullable MaskEditor editor;
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private int[] pixels = new int[0];
    private int colour;

    MaskLayer() {
        view.setId("painted-mask");
        view.setSmooth(false);
        view.setMouseTransparent(true);
        view.setVisible(false);
    }

    ImageView view() {
        return view;
    }

    /// Brings the screen to the editor's pixels.
    ///
    /// @param rgb of the class
    void show(MaskEditor next, int rgb) {
        int premultiplied = premultiplied(rgb);
        if (next != editor || premultiplied != colour || !view.isVisible()) {
            colour = premultiplied;
            take(next);
            update(next, new PixelBox(0, 0, next.width(), next.height()));
        } else {
            update(next, next.dirty());
        }
        next.clearDirty();
        view.setVisible(true);
    }

    void hide() {
        view.setVisible(false);
        editor = null;
    }

    private void take(MaskEditor next) {
        editor = next;
        if (buffer == null || buffer.getWidth() != next.width() || buffer.getHeight() != next.height()) {
            pixels = new int[Math.multiplyExact(next.width(), next.height())];
            buffer = new PixelBuffer<>(
                    next.width(), next.height(), IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            view.setImage(new WritableImage(buffer));
        }
    }

    private void update(MaskEditor from, PixelBox box) {
        PixelBox area = box.intersection(new PixelBox(0, 0, from.width(), from.height()));
        if (area.isEmpty() || buffer == null) {
            return;
        }
        int size = area.width() * area.height();
        byte[] covered = new byte[size];
        from.decodeRowMajor(area, covered, (byte) 1);
        for (int y = 0, i = 0; y < area.height(); y++) {
            int at = (area.y() + y) * from.width() + area.x();
            for (int x = 0; x < area.width(); x++) {
                pixels[at++] = covered[i++] == 0 ? 0 : colour;
            }
        }
        buffer.updateBuffer(_ -> new Rectangle2D(area.x(), area.y(), area.width(), area.height()));
    }

    private static int premultiplied(int rgb) {
        int r = ((rgb >> 16) & 0xff) * ALPHA / 255;
        int g = ((rgb >> 8) & 0xff) * ALPHA / 255;
        int b = (rgb & 0xff) * ALPHA / 255;
        return (ALPHA << 24) | (r << 16) | (g << 8) | b;
    }
}
