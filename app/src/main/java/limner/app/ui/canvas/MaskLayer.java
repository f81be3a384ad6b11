package limner.app.ui.canvas;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.animation.AnimationTimer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.PixelBox;
import org.jspecify.annotations.Nullable;

/// Shows a mask while it is painted on: only the pixels a stroke touched are written, and drawn with the next pulse.
/// JavaFX thread only.
final class MaskLayer {

    private static final int ALPHA = 120;

    /// Pixels that are read at once. All of a large mask would be an object for which the collector sets out to look
    /// through the whole memory, at the very moment a stroke begins.
    private static final int BAND = 1 << 16;

    private final ImageView view = new ImageView();
    private @Nullable MaskEditor editor;
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private int[] pixels = new int[0];
    private int colour;
    /// Around every pixel that is not transparent.
    private PixelBox painted = PixelBox.EMPTY;
    /// Around every pixel that was written since JavaFX was told.
    private PixelBox written = PixelBox.EMPTY;

    /// JavaFX is told once a pulse, and only while it draws the image: of one that changed twice since it was drawn it
    /// copies all pixels.
    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            stop();
            tell();
        }
    };

    private final Runnable told;

    /// @param told runs when JavaFX knows the pixels that were written: who drew the image somewhere else draws it
    /// again
    MaskLayer(Runnable told) {
        this.told = told;
        view.setId("painted-mask");
        view.setSmooth(false);
        view.setMouseTransparent(true);
        view.setVisible(false);
    }

    ImageView view() {
        return view;
    }

    /// Where there may be pixels of the mask that is shown.
    PixelBox painted() {
        return painted;
    }

    /// Brings the screen to the editor's pixels.
    ///
    /// @param rgb of the class
    void show(MaskEditor next, int rgb) {
        view.setVisible(true);
        bring(next, rgb);
        if (!written.isEmpty()) {
            pulse.start();
        }
    }

    /// Writes the pixels of a mask that will most likely be shown next, and shows nothing: the first stroke on it then
    /// has no more to do than any other.
    void prepare(MaskEditor next, int rgb) {
        if (!view.isVisible()) {
            bring(next, rgb);
        }
    }

    /// Its pixels stay: most strokes go to the mask of the stroke before.
    void hide() {
        view.setVisible(false);
    }

    private void bring(MaskEditor next, int rgb) {
        int premultiplied = premultiplied(rgb);
        if (next != editor || premultiplied != colour) {
            colour = premultiplied;
            take(next);
            write(next, next.reach());
        } else {
            write(next, next.dirty());
        }
        next.clearDirty();
    }

    private void take(MaskEditor next) {
        editor = next;
        if (buffer == null || buffer.getWidth() != next.width() || buffer.getHeight() != next.height()) {
            pixels = new int[Math.multiplyExact(next.width(), next.height())];
            buffer = new PixelBuffer<>(
                    next.width(), next.height(), IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            written = PixelBox.EMPTY;
            view.setImage(new WritableImage(buffer));
        } else {
            wipe();
        }
        painted = PixelBox.EMPTY;
    }

    /// Takes the mask before away.
    private void wipe() {
        for (int y = painted.y(); y < painted.bottom(); y++) {
            int row = y * width();
            Arrays.fill(pixels, row + painted.x(), row + painted.right(), 0);
        }
        written = written.union(painted);
    }

    private int width() {
        return buffer == null ? 0 : buffer.getWidth();
    }

    private void write(MaskEditor from, PixelBox box) {
        PixelBox area = box.intersection(new PixelBox(0, 0, from.width(), from.height()));
        if (area.isEmpty()) {
            return;
        }
        int rows = Math.max(1, BAND / area.width());
        for (int y = area.y(); y < area.bottom(); y += rows) {
            writeBand(from, new PixelBox(area.x(), y, area.width(), Math.min(rows, area.bottom() - y)));
        }
        painted = painted.union(area);
        written = written.union(area);
    }

    private void writeBand(MaskEditor from, PixelBox band) {
        byte[] covered = new byte[band.width() * band.height()];
        from.decodeRowMajor(band, covered, (byte) 1);
        for (int y = band.y(), i = 0; y < band.bottom(); y++) {
            int at = y * from.width() + band.x();
            for (int x = 0; x < band.width(); x++) {
                pixels[at++] = covered[i++] == 0 ? 0 : colour;
            }
        }
    }

    private void tell() {
        PixelBox area = written;
        if (buffer != null && !area.isEmpty() && view.isVisible()) {
            written = PixelBox.EMPTY;
            buffer.updateBuffer(_ -> new Rectangle2D(area.x(), area.y(), area.width(), area.height()));
            told.run();
        }
    }

    private static int premultiplied(int rgb) {
        int r = ((rgb >> 16) & 0xff) * ALPHA / 255;
        int g = ((rgb >> 8) & 0xff) * ALPHA / 255;
        int b = (rgb & 0xff) * ALPHA / 255;
        return (ALPHA << 24) | (r << 16) | (g << 8) | b;
    }
}
