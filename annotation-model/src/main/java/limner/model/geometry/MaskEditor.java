package limner.model.geometry;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One open mask while it is being painted: a raster that brush, eraser and filled polygons change in place, touching
/// only
/// the rectangle they cover, and that becomes an [Rle] when the gesture is done. What was touched is remembered, so
/// that
/// a canvas redraws no more than that.
///
/// Positions are continuous pixel coordinates as in [Shape]; gestures may leave the picture and are clipped. Painting
/// with
/// a brush allocates nothing.
///
/// Mutable; belongs to one thread at a time.
public final class MaskEditor {
    /// A round tip narrower than a pixel's diagonal may miss every centre; then the pixels under its path are covered.
    private static final double DIAGONAL = Math.sqrt(2);

    /// Beyond this, distances lose their fractions.
    private static final double FARTHEST = 1e9;

    private final BitRaster raster;

    private @Nullable Stencil stencil;
    private @Nullable BitRaster covered;

    private PixelBox reached = PixelBox.EMPTY;
    private int dirtyLeft;
    private int dirtyTop;
    private int dirtyRight;
    private int dirtyBottom;

    private MaskEditor(int width, int height) {
        Rle.requirePicture(width, height);
        raster = new BitRaster(width, height);
        clearDirty();
    }

    /// An editor for a mask that is still empty.
    ///
    /// @throws IllegalArgumentException when the size is none for a mask
    public static MaskEditor blank(int width, int height) {
        return new MaskEditor(width, height);
    }

    /// An editor that begins with a mask; nothing is dirty.
    public static MaskEditor of(Rle rle) {
        MaskEditor editor = new MaskEditor(rle.width(), rle.height());
        editor.fill(rle, Ink.PAINT);
        editor.clearDirty();
        return editor;
    }

    /// Begins a gesture: from now on only pixels that the stencil lets through change, all of them without one. What
    /// was
    /// covered before is forgotten.
    ///
    /// @throws IllegalArgumentException when the stencil is for a picture of another size
    public void begin(Optional<Stencil> through) {
        through.ifPresent(s -> {
            if (s.width() != width() || s.height() != height()) {
                throw new IllegalArgumentException("A stencil for a picture of " + s.width() + " × " + s.height()
                        + " does not fit one of " + width() + " × " + height() + ".");
            }
        });
        stencil = through.orElse(null);
        covered = null;
    }

    /// Remembers from now on which pixels are covered, whatever they were before, until the next gesture begins.
    public void remember() {
        covered = new BitRaster(width(), height());
    }

    /// The pixels that were covered since [#remember()] and let through by the stencil; none when that was not called.
    public Rle covered() {
        return covered == null ? Rle.empty(width(), height()) : covered.toRle();
    }

    public int width() {
        return raster.width();
    }

    public int height() {
        return raster.height();
    }

    /// Covers the pixels under the tip at one place. A round tip covers the pixels whose centres are no further than
    /// half
    /// the diameter away, and always the one it stands on; a square tip covers what a box of that size around the place
    /// covers, and is never narrower than a pixel.
    ///
    /// @throws IllegalArgumentException when the diameter is not positive, or a number is absurd (not finite, beyond
    /// 1e9)
    public void dab(double cx, double cy, double diameter, Tip tip, Ink ink) {
        stroke(cx, cy, cx, cy, diameter, tip, ink);
    }

    /// Covers all pixels that a tip moved along a straight line covers: what [#dab] covers at every place of the line,
    /// so
    /// that fast strokes have no gaps.
    ///
    /// @throws IllegalArgumentException as [#dab]
    public void stroke(Point from, Point to, double diameter, Tip tip, Ink ink) {
        stroke(from.x(), from.y(), to.x(), to.y(), diameter, tip, ink);
    }

    private void stroke(double ax, double ay, double bx, double by, double diameter, Tip tip, Ink ink) {
        requireBrush(ax, ay, bx, by, diameter);
        switch (tip) {
            case ROUND -> roundStroke(ax, ay, bx, by, diameter / 2, ink);
            case SQUARE -> squareStroke(ax, ay, bx, by, Math.max(diameter, 1) / 2, ink);
        }
    }

    /// Covers the pixels of a polygon by the rule of [Rasterizer].
    public void fillPolygon(Polygon polygon, Ink ink) {
        fill(Rasterizer.rasterize(polygon, width(), height()), ink);
    }

    /// Covers the pixels of a mask.
    ///
    /// @throws IllegalArgumentException when the mask is for a picture of another size
    public void fill(Rle rle, Ink ink) {
        if (rle.width() != width() || rle.height() != height()) {
            throw new IllegalArgumentException("A mask for a picture of " + rle.width() + " × " + rle.height()
                    + " cannot be painted into one of " + width() + " × " + height() + ".");
        }
        Rle allowed = stencil == null ? rle : stencil.allowed(rle);
        raster.fill(allowed, ink);
        if (covered != null) {
            covered.fill(allowed, Ink.PAINT);
        }
        allowed.bounds().ifPresent(area -> touch(area.x(), area.y(), area.right(), area.bottom()));
    }

    /// Whether pixel (x, y) is covered; outside the picture nothing is.
    public boolean contains(int x, int y) {
        return raster.get(x, y);
    }

    /// Writes `value` for every covered pixel of an area and leaves the other bytes as they are; `into` holds just that
    /// area, row by row.
    ///
    /// @throws IllegalArgumentException when the area leaves the picture or `into` does not have its size
    public void decodeRowMajor(PixelBox area, byte[] into, byte value) {
        RowSweep.requireInside(area, width(), height());
        Rle.requirePixels((long) area.width() * area.height(), into.length);
        raster.decode(area, into, 0, area.width(), value);
    }

    /// The rectangle around everything that was touched since [#clearDirty()]; without pixels when nothing was.
    public PixelBox dirty() {
        return dirtyLeft < dirtyRight
                ? new PixelBox(dirtyLeft, dirtyTop, dirtyRight - dirtyLeft, dirtyBottom - dirtyTop)
                : PixelBox.EMPTY;
    }

    /// A rectangle with every covered pixel in it, for whoever shows the mask: around all that was ever touched, which
    /// erasing does not make smaller.
    public PixelBox reach() {
        return reached.union(dirty());
    }

    /// Forgets what was touched.
    public void clearDirty() {
        reached = reach();
        dirtyLeft = Integer.MAX_VALUE;
        dirtyTop = Integer.MAX_VALUE;
        dirtyRight = 0;
        dirtyBottom = 0;
    }

    /// The mask as it is now.
    public Rle toRle() {
        return raster.toRle();
    }

    /// Pixels whose centre is within `radius` of the segment. In each row they form one span: it is estimated from the
    /// discs at both ends and the rectangle between them, then corrected by the very test that defines it.
    private void roundStroke(double ax, double ay, double bx, double by, double radius, Ink ink) {
        int top = clampRow(Math.ceil(Math.min(ay, by) - radius - 0.5));
        int bottom = clampRow(Math.floor(Math.max(ay, by) + radius - 0.5) + 1);
        double length = Math.hypot(bx - ax, by - ay);
        double normalX = length > 0 ? (ay - by) / length * radius : 0;
        double normalY = length > 0 ? (bx - ax) / length * radius : 0;
        for (int y = top; y < bottom; y++) {
            double cy = y + 0.5;
            double low = Math.min(discLow(ax, ay, cy, radius), discLow(bx, by, cy, radius));
            double high = Math.max(discHigh(ax, ay, cy, radius), discHigh(bx, by, cy, radius));
            if (length > 0) {
                double one = crossing(ax + normalX, ay + normalY, bx + normalX, by + normalY, cy);
                double other = crossing(ax - normalX, ay - normalY, bx - normalX, by - normalY, cy);
                low = Math.min(low, Math.min(orHigh(one), orHigh(other)));
                high = Math.max(high, Math.max(orLow(one), orLow(other)));
            }
            if (low <= high) {
                int left = clampColumn(Math.ceil(low - 0.5));
                int right = clampColumn(Math.floor(high - 0.5) + 1);
                while (left > 0 && isNear(left - 1 + 0.5, cy, ax, ay, bx, by, radius)) {
                    left--;
                }
                while (left < right && !isNear(left + 0.5, cy, ax, ay, bx, by, radius)) {
                    left++;
                }
                while (right < width() && isNear(right + 0.5, cy, ax, ay, bx, by, radius)) {
                    right++;
                }
                while (right > left && !isNear(right - 1 + 0.5, cy, ax, ay, bx, by, radius)) {
                    right--;
                }
                cover(y, left, right, ink);
            }
        }
        if (2 * radius < DIAGONAL) {
            thinLine(ax, ay, bx, by, ink);
        }
    }

    private static double discLow(double x, double y, double cy, double radius) {
        double square = radius * radius - (cy - y) * (cy - y);
        return square >= 0 ? x - Math.sqrt(square) : Double.POSITIVE_INFINITY;
    }

    private static double discHigh(double x, double y, double cy, double radius) {
        double square = radius * radius - (cy - y) * (cy - y);
        return square >= 0 ? x + Math.sqrt(square) : Double.NEGATIVE_INFINITY;
    }

    /// Where a segment crosses a row's centre line, or not a number when it does not.
    private static double crossing(double ax, double ay, double bx, double by, double cy) {
        return ay != by && cy >= Math.min(ay, by) && cy <= Math.max(ay, by)
                ? ax + (cy - ay) / (by - ay) * (bx - ax)
                : Double.NaN;
    }

    private static double orHigh(double value) {
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    private static double orLow(double value) {
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }

    /// Whether (x, y) is no further than `radius` from the segment.
    private static boolean isNear(double x, double y, double ax, double ay, double bx, double by, double radius) {
        double dx = bx - ax;
        double dy = by - ay;
        double square = dx * dx + dy * dy;
        double along = square > 0 ? Math.clamp(((x - ax) * dx + (y - ay) * dy) / square, 0, 1) : 0;
        double offX = x - (ax + along * dx);
        double offY = y - (ay + along * dy);
        return offX * offX + offY * offY <= radius * radius;
    }

    /// The pixels under a line, one per step along its longer axis and those at both ends.
    private void thinLine(double ax, double ay, double bx, double by, Ink ink) {
        coverPixel(Math.floor(ax), Math.floor(ay), ink);
        coverPixel(Math.floor(bx), Math.floor(by), ink);
        if (Math.abs(bx - ax) >= Math.abs(by - ay)) {
            double left = Math.min(ax, bx);
            double right = Math.max(ax, bx);
            int end = clampColumn(Math.floor(right - 0.5) + 1);
            for (int x = clampColumn(Math.ceil(left - 0.5)); x < end && left < right; x++) {
                coverPixel(x, Math.floor(ay + (x + 0.5 - ax) / (bx - ax) * (by - ay)), ink);
            }
        } else {
            int end = clampRow(Math.floor(Math.max(ay, by) - 0.5) + 1);
            for (int y = clampRow(Math.ceil(Math.min(ay, by) - 0.5)); y < end; y++) {
                coverPixel(Math.floor(ax + (y + 0.5 - ay) / (by - ay) * (bx - ax)), y, ink);
            }
        }
    }

    private void coverPixel(double x, double y, Ink ink) {
        if (x >= 0 && y >= 0 && x < width() && y < height()) {
            cover((int) y, (int) x, (int) x + 1, ink);
        }
    }

    /// In each row: the squares of those places on the segment whose square reaches the row, which lie next to each
    /// other.
    private void squareStroke(double ax, double ay, double bx, double by, double half, Ink ink) {
        int top = clampRow(Math.ceil(Math.min(ay, by) - half - 0.5));
        int bottom = clampRow(Math.ceil(Math.max(ay, by) + half - 0.5));
        for (int y = top; y < bottom; y++) {
            double cy = y + 0.5;
            double from = 0;
            double to = 1;
            if (ay != by) {
                double one = (cy - half - ay) / (by - ay);
                double other = (cy + half - ay) / (by - ay);
                from = Math.clamp(Math.min(one, other), 0, 1);
                to = Math.clamp(Math.max(one, other), 0, 1);
            }
            // The ends are taken as they are, so that a stroke holds the dabs at its ends to the last pixel.
            double fromX = from == 0 ? ax : ax + from * (bx - ax);
            double toX = to == 1 ? bx : ax + to * (bx - ax);
            int left = clampColumn(Math.ceil(Math.min(fromX, toX) - half - 0.5));
            int right = clampColumn(Math.ceil(Math.max(fromX, toX) + half - 0.5));
            cover(y, left, right, ink);
        }
    }

    private void cover(int y, int left, int right, Ink ink) {
        if (left < right) {
            if (stencil == null) {
                raster.fill(y, left, right, ink);
            } else {
                raster.fill(y, left, right, stencil.upTo(y, left, right), ink);
            }
            if (covered != null) {
                cover(covered, y, left, right);
            }
            touch(left, y, right, y + 1);
        }
    }

    private void cover(BitRaster by, int y, int left, int right) {
        if (stencil == null) {
            by.fill(y, left, right, Ink.PAINT);
        } else {
            by.fill(y, left, right, stencil.upTo(y, left, right), Ink.PAINT);
        }
    }

    private void touch(int left, int top, int right, int bottom) {
        dirtyLeft = Math.min(dirtyLeft, left);
        dirtyTop = Math.min(dirtyTop, top);
        dirtyRight = Math.max(dirtyRight, right);
        dirtyBottom = Math.max(dirtyBottom, bottom);
    }

    private int clampColumn(double x) {
        return (int) Math.clamp(x, 0, width());
    }

    private int clampRow(double y) {
        return (int) Math.clamp(y, 0, height());
    }

    private static void requireBrush(double ax, double ay, double bx, double by, double diameter) {
        // A sum of finite numbers this small is finite; one that is not a number makes it so.
        boolean reachable = Math.abs(ax) + Math.abs(ay) + Math.abs(bx) + Math.abs(by) + diameter <= FARTHEST;
        if (!reachable || diameter <= 0) {
            throw new IllegalArgumentException(
                    "A brush needs a positive diameter and places within " + FARTHEST + " pixels, but got diameter "
                            + diameter + " from (" + ax + ", " + ay + ") to (" + bx + ", " + by + ").");
        }
    }
}
