package limner.model.geometry;

/// A rectangle of whole pixels: columns x to x + width − 1, rows y to y + height − 1. Without width or height it holds
/// no pixel. A negative width or height, or a far corner beyond the range of an int, is refused with an
/// [IllegalArgumentException].
public record PixelBox(int x, int y, int width, int height) {
    /// The rectangle that holds no pixel.
    public static final PixelBox EMPTY = new PixelBox(0, 0, 0, 0);

    public PixelBox {
        if (width < 0 || height < 0 || (long) x + width > Integer.MAX_VALUE || (long) y + height > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A rectangle of pixels cannot start at (" + x + ", " + y + ") and be "
                    + width + " × " + height + ".");
        }
    }

    /// The first column to the right of the rectangle.
    public int right() {
        return x + width;
    }

    /// The first row below the rectangle.
    public int bottom() {
        return y + height;
    }

    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    /// The smallest rectangle that holds the pixels of both.
    public PixelBox union(PixelBox other) {
        if (isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return this;
        }
        return between(
                Math.min(x, other.x),
                Math.min(y, other.y),
                Math.max(right(), other.right()),
                Math.max(bottom(), other.bottom()));
    }

    /// The pixels in both; [#EMPTY] when there are none.
    public PixelBox intersection(PixelBox other) {
        return between(
                Math.max(x, other.x),
                Math.max(y, other.y),
                Math.min(right(), other.right()),
                Math.min(bottom(), other.bottom()));
    }

    /// The same rectangle in continuous coordinates.
    public Box toBox() {
        return new Box(x, y, width, height);
    }

    private static PixelBox between(int left, int top, int right, int bottom) {
        return left < right && top < bottom ? new PixelBox(left, top, right - left, bottom - top) : EMPTY;
    }
}
