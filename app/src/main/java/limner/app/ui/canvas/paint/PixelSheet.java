package limner.app.ui.canvas.paint;

import java.util.Arrays;

/// Pixels being painted: ARGB, colours multiplied by alpha, rows packed. The sheet is a window on an endless plane of
/// device pixels: everything is worked out on that plane, so that a pixel is the same on whatever sheet it lies. One
/// thread at a time.
final class PixelSheet {

    /// Every other byte of a pixel: two colours are worked out at a time.
    private static final int EVEN = 0x00ff00ff;

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
        if (alpha == 255) {
            argb[index] = 0xff000000 | rgb;
            return;
        }
        int redBlue = times(rgb & EVEN, alpha);
        int alphaGreen = times(0xff0000 | ((rgb >>> 8) & 0xff), alpha);
        argb[index] = over(argb[index], redBlue, alphaGreen, 255 - alpha);
    }

    /// Lays a colour over the pixels from column `from` up to, not including, `to`; clipped.
    void blendRow(int y, int from, int to, int rgb, int alpha) {
        if (y < top || y >= bottom()) {
            return;
        }
        int redBlue = times(rgb & EVEN, alpha);
        int alphaGreen = times(0xff0000 | ((rgb >>> 8) & 0xff), alpha);
        int end = index(Math.clamp(to, left, right()), y);
        for (int i = index(Math.clamp(from, left, right()), y); i < end; i++) {
            argb[i] = over(argb[i], redBlue, alphaGreen, 255 - alpha);
        }
    }

    private static int over(int under, int redBlue, int alphaGreen, int keep) {
        return ((alphaGreen + times((under >>> 8) & EVEN, keep)) << 8) | (redBlue + times(under & EVEN, keep));
    }

    /// Two values of 0 to 255, in the bytes of [#EVEN], each × by / 255, rounded.
    private static int times(int pair, int by) {
        int product = pair * by + 0x800080;
        return ((product + ((product >>> 8) & EVEN)) >>> 8) & EVEN;
    }
}
