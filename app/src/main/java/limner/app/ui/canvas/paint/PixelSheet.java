package limner.app.ui.canvas.paint;

import java.util.Arrays;

/// Pixels being painted: ARGB, colours multiplied by alpha, rows packed. The sheet is a window on an endless plane of
/// device pixels: everything is worked out on that plane, so that a pixel is the same on whatever sheet it lies. One
/// thread at a time.
final class PixelSheet {

    private final int[] argb;
    private int width;
    private int height;
    private int left;
    private int top;

    /// @param width of the largest sheet
    /// @param height of the largest sheet
    PixelSheet(int width, int height) {
        this.width = width;
        this.height = height;
        this.argb = new int[width * height];
    }

    /// Pixels of the largest sheet.
    int capacity() {
        return argb.length;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// The column of the plane that the sheet begins with.
    int left() {
        return left;
    }

    /// The row of the plane that the sheet begins with.
    int top() {
        return top;
    }

    /// The column after the last.
    int right() {
        return left + width;
    }

    /// The row after the last.
    int bottom() {
        return top + height;
    }

    /// Where a pixel of the plane that lies on the sheet is among its pixels.
    int index(int x, int y) {
        return (y - top) * width + x - left;
    }

    int[] argb() {
        return argb;
    }

    /// Makes it an empty sheet elsewhere on the plane, with no more pixels than there is room for.
    void clear(Window at) {
        left = at.left();
        top = at.top();
        width = at.width();
        height = at.height();
        Arrays.fill(argb, 0, width * height, 0);
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

    /// Lays a colour over the pixels from column `from` up to, not including, `to`; clipped.
    void blendRow(int y, int from, int to, int rgb, int alpha) {
        if (y < top || y >= bottom()) {
            return;
        }
        int end = index(Math.clamp(to, left, right()), y);
        for (int i = index(Math.clamp(from, left, right()), y); i < end; i++) {
            blend(i, rgb, alpha);
        }
    }

    /// a × b / 255, rounded, for values of 0 to 255.
    private static int mul(int a, int b) {
        int product = a * b + 128;
        return (product + (product >> 8)) >> 8;
    }
}
