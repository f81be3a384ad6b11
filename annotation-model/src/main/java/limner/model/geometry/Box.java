package limner.model.geometry;

import static limner.model.geometry.Coordinates.finite;

/// An upright rectangle in continuous pixel coordinates: left and top border, width and height in pixels.
/// A number that is not finite, or a negative width or height, is refused with an [IllegalArgumentException].
public record Box(double x, double y, double width, double height) implements Shape {
    public Box {
        x = finite(x, "The x of a box");
        y = finite(y, "The y of a box");
        width = finite(width, "The width of a box");
        height = finite(height, "The height of a box");
        finite(x + width, "The right border of a box");
        finite(y + height, "The bottom border of a box");
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException(
                    "A box needs a width and a height of zero or more, but has " + width + " × " + height + ".");
        }
    }

    /// The box spanned by two opposite corners, in any order.
    public static Box between(Point a, Point b) {
        double left = Math.min(a.x(), b.x());
        double top = Math.min(a.y(), b.y());
        return new Box(left, top, Math.max(a.x(), b.x()) - left, Math.max(a.y(), b.y()) - top);
    }

    /// The right border, x + width.
    public double right() {
        return x + width;
    }

    /// The bottom border, y + height.
    public double bottom() {
        return y + height;
    }

    /// Width times height, in square pixels of the continuous plane; not a number of pixels.
    public double area() {
        return width * height;
    }

    /// Intersection over union of the two rectangles, from 0 to 1; 0 when neither has any area.
    public double iou(Box other) {
        double shared = Math.max(0, Math.min(right(), other.right()) - Math.max(x, other.x))
                * Math.max(0, Math.min(bottom(), other.bottom()) - Math.max(y, other.y));
        double union = area() + other.area() - shared;
        return union > 0 ? shared / union : 0;
    }

    /// The part of the box inside a picture of this size. A box outside the picture becomes a box without width or
    /// height at the nearest border.
    public Box clampedTo(int pictureWidth, int pictureHeight) {
        double left = Math.clamp(x, 0, pictureWidth);
        double top = Math.clamp(y, 0, pictureHeight);
        double newRight = Math.clamp(right(), 0, pictureWidth);
        double newBottom = Math.clamp(bottom(), 0, pictureHeight);
        return new Box(left, top, newRight - left, newBottom - top);
    }

    @Override
    public Box bounds() {
        return this;
    }

    @Override
    public Box translated(double dx, double dy) {
        return new Box(x + dx, y + dy, width, height);
    }

    @Override
    public ShapeKind kind() {
        return ShapeKind.BOX;
    }
}
