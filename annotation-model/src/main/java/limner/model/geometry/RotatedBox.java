package limner.model.geometry;

import static limner.model.geometry.Coordinates.finite;

import java.util.List;

/// A rectangle turned about its centre, in continuous pixel coordinates: centre, width and height in pixels along its
/// own sides, and the angle in degrees by which it is turned, clockwise as seen on the screen. The angle is kept from
/// above -180 to 180; which end is the front is part of the shape, so that a turn by 180 is another value.
///
/// A number that is not finite, or a negative width or height, is refused with an [IllegalArgumentException].
public record RotatedBox(double x, double y, double width, double height, double angle) implements Shape {
    public RotatedBox {
        x = finite(x, "The x of a rotated box");
        y = finite(y, "The y of a rotated box");
        width = finite(width, "The width of a rotated box");
        height = finite(height, "The height of a rotated box");
        angle = Turn.normal(finite(angle, "The angle of a rotated box"));
        finite(Math.abs(x) + width + height, "The far end of a rotated box");
        finite(Math.abs(y) + width + height, "The far end of a rotated box");
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("A rotated box needs a width and a height of zero or more, but has "
                    + width + " × " + height + ".");
        }
    }

    /// The same rectangle, not turned yet.
    public static RotatedBox of(Box box) {
        return new RotatedBox(box.x() + box.width() / 2, box.y() + box.height() / 2, box.width(), box.height(), 0);
    }

    /// The rectangle with one side from `a` to `b` whose opposite side goes through `c`. The way from `a` to `b` is its
    /// x axis.
    public static RotatedBox spanned(Point a, Point b, Point c) {
        double width = Math.hypot(b.x() - a.x(), b.y() - a.y());
        double angle = Math.toDegrees(Math.atan2(b.y() - a.y(), b.x() - a.x()));
        Turn turn = Turn.by(angle);
        double deep = turn.local(a.x(), a.y(), c).y();
        Point centre = turn.place(a.x(), a.y(), width / 2, deep / 2);
        return new RotatedBox(centre.x(), centre.y(), width, Math.abs(deep), angle);
    }

    public Point centre() {
        return new Point(x, y);
    }

    /// The place of the rectangle at a share of its half width and half height: (-1, -1) is its first corner, (1, 1)
    /// the
    /// opposite one, (0, 0) the centre.
    public Point place(double across, double down) {
        return Turn.by(angle).place(x, y, across * width / 2, down * height / 2);
    }

    /// A place in the rectangle's own axes: how far to its right and below its centre.
    public Point local(Point at) {
        return Turn.by(angle).local(x, y, at);
    }

    /// The four corners in the order left top, right top, right bottom, left bottom of the rectangle before it was
    /// turned.
    public Ring corners() {
        return new Ring(List.of(place(-1, -1), place(1, -1), place(1, 1), place(-1, 1)));
    }

    /// The rectangle at the same angle that covers a box given in the axes of this one, whose origin is its centre.
    public RotatedBox within(Box local) {
        Point centre = Turn.by(angle).place(x, y, local.x() + local.width() / 2, local.y() + local.height() / 2);
        return new RotatedBox(centre.x(), centre.y(), local.width(), local.height(), angle);
    }

    /// The same rectangle at another angle about its centre.
    public RotatedBox withAngle(double degrees) {
        return new RotatedBox(x, y, width, height, degrees);
    }

    /// Whether a place lies inside, in the continuous plane.
    public boolean contains(Point at) {
        Point p = local(at);
        return Math.abs(p.x()) <= width / 2 && Math.abs(p.y()) <= height / 2;
    }

    @Override
    public Box bounds() {
        return corners().bounds();
    }

    @Override
    public RotatedBox translated(double dx, double dy) {
        return new RotatedBox(x + dx, y + dy, width, height, angle);
    }

    @Override
    public ShapeKind kind() {
        return ShapeKind.ROTATED_BOX;
    }
}
