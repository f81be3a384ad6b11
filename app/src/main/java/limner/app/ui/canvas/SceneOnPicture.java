package limner.app.ui.canvas;

import java.nio.ByteBuffer;
import limner.app.ui.canvas.paint.LabelRasterizer;
import limner.app.ui.canvas.paint.ViewTransform;
import limner.app.ui.canvas.paint.Window;
import limner.app.ui.common.PaintedLabels;

/// A scene of the canvas, painted on the picture itself, by the same hand that paints it on the screen.
final class SceneOnPicture implements PaintedLabels {

    /// Rows that are painted at once, so that a large picture needs little memory.
    private static final int BAND = 256;

    private final PaintedScene scene;

    SceneOnPicture(PaintedScene scene) {
        this.scene = scene;
    }

    @Override
    public void over(ByteBuffer rgb, int width, int height) {
        ViewTransform view = new ViewTransform(1, 0, 0);
        int rows = Math.min(BAND, height);
        LabelRasterizer rasterizer = new LabelRasterizer(width, rows);
        for (int top = 0; top < height; top += rows) {
            Window band = new Window(0, top, width, Math.min(rows, height - top));
            int[] argb = rasterizer.paint(scene.within(LabelRasterizer.around(view, 1, band)), view, 1, band);
            int from = top * width;
            for (int i = 0; i < width * band.height(); i++) {
                if (argb[i] != 0) {
                    blend(rgb, (from + i) * 3, argb[i]);
                }
            }
        }
    }

    /// The colours of what is painted are multiplied by how much of the picture it covers.
    private static void blend(ByteBuffer rgb, int at, int argb) {
        int left = 255 - (argb >>> 24);
        for (int channel = 0; channel < 3; channel++) {
            int painted = argb >>> (16 - 8 * channel) & 0xff;
            int below = rgb.get(at + channel) & 0xff;
            rgb.put(at + channel, (byte) Math.min(255, painted + (below * left + 127) / 255));
        }
    }
}
