package limner.app.ui.canvas.paint;

import java.util.Arrays;

/// Pixels being painted: ARGB, colours multiplied by alpha, rows packed. One thread at a time.
final class PixelSheet {

    private final int width;
    private final int height;
    private final int[] argb;

    PixelSheet(int width, int height) {
        this.width = width;
        this.height = height;
        this.argb = new int[width * height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int[] argb() {
        return argb;
    }

    void clear() {
        Arrays.fill(argb, 0);
    }

    /// Lays a colour over the pixel at this index.
    ///
    /// @param alpha 0 to 255
    void blend(int index, int rgb, int alpha) {
        int under = argb[index];
        int keep = 255 - alpha;
        int a = alpha + mul(under >>> 24, keep);
        int r = mul((rgb >> 16) & 0xff, alpha) + mul((under >> 16) & 0xff, keep);
        int g = mul((rgb >> 8) & 0xff, alpha) + mul((under >> 8) & 0xff, keep);
        int b = mul(rgb & 0xff, alpha) + mul(under & 0xff, keep);
        argb[index] = (a << 24) | (r << 16) | (g << 8) | b;
    }

    /// Lays a colour over the pixels from column `left` up to, not including, `right`; clipped.
    void blendRow(int y, int left, int right, int rgb, int alpha) {
        if (y < 0 || y >= height) {
            return;
        }
        int from = Math.max(0, left);
        int to = Math.min(width, right);
        for (int i = y * width + from, end = y * width + to; i < end; i++) {
            blend(i, rgb, alpha);
        }
    }

    /// a × b / 255, rounded, for values of 0 to 255.
    private static int mul(int a, int b) {
        int product = a * b + 128;
        return (product + (product >> 8)) >> 8;
    }
}
