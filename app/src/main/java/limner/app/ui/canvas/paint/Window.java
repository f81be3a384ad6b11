package limner.app.ui.canvas.paint;

/// A rectangle of whole device pixels on the plane that sheets are windows on.
///
/// @param left first column
/// @param top first row
public record Window(int left, int top, int width, int height) {

    public Window {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("not a window: " + width + " × " + height);
        }
    }

    /// The column after the last.
    public int right() {
        return left + width;
    }

    /// The row after the last.
    public int bottom() {
        return top + height;
    }

    public long area() {
        return (long) width * height;
    }

    /// What lies in both; without width or height when that is nothing.
    public Window intersection(Window other) {
        int x = Math.max(left, other.left);
        int y = Math.max(top, other.top);
        return new Window(
                x,
                y,
                Math.max(0, Math.min(right(), other.right()) - x),
                Math.max(0, Math.min(bottom(), other.bottom()) - y));
    }

    /// The smallest that holds both; the other one when this has no pixels.
    public Window union(Window other) {
        if (area() == 0 || other.area() == 0) {
            return area() == 0 ? other : this;
        }
        int x = Math.min(left, other.left);
        int y = Math.min(top, other.top);
        return new Window(x, y, Math.max(right(), other.right()) - x, Math.max(bottom(), other.bottom()) - y);
    }
}
