package limner.model.geometry;

import static limner.model.geometry.Coordinates.finite;

import java.util.ArrayList;
import java.util.List;

/// An ellipse in continuous pixel coordinates: centre, the two radii in pixels along its own axes, and the angle in
/// degrees by which it is turned, clockwise as seen on the screen; kept from above -180 to 180.
///
/// A number that is not finite, or a negative radius, is refused with an [IllegalArgumentException].
public record Ellipse(double x, double y, double radiusX, double radiusY, double angle) implements Shape {
    public Ellipse {
        x = finite(x, "The x of an ellipse");
        y = finite(y, "The y of an ellipse");
        radiusX = finite(radiusX, "The first radius of an ellipse");
        radiusY = finite(radiusY, "The second radius of an ellipse");
        angle = Turn.normal(finite(angle, "The angle of an ellipse"));
        finite(Math.abs(x) + 2 * (radiusX + radiusY), "The far end of an ellipse");
        finite(Math.abs(y) + 2 * (radiusX + radiusY), "The far end of an ellipse");
        if (radiusX < 0 || radiusY < 0) {
            throw new IllegalArgumentException(
                    "An ellipse needs radii of zero or more, but has " + radiusX + " and " + radiusY + ".");
        }
    }

    /// The ellipse that touches the four sides of a box, not turned.
    public static Ellipse in(Box box) {
        return new Ellipse(box.x() + box.width() / 2, box.y() + box.height() / 2, box.width() / 2, box.height() / 2, 0);
    }

    public Point centre() {
        return new Point(x, y);
    }

    /// The rectangle around it that is turned as it is.
    public RotatedBox frame() {
        return new RotatedBox(x, y, 2 * radiusX, 2 * radiusY, angle);
    }

    /// The same ellipse at another angle about its centre.
    public Ellipse withAngle(double degrees) {
        return new Ellipse(x, y, radiusX, radiusY, degrees);
    }

    /// So many places on the border, at even steps of the ellipse's own angle, beginning at the end of its first axis.
    ///
    /// @param corners at least three
    public Ring outline(int corners) {
        Turn turn = Turn.by(angle);
        List<Point> points = new ArrayList<>(corners);
        for (int i = 0; i < corners; i++) {
            Turn step = Turn.by(360.0 * i / corners);
            points.add(turn.place(x, y, radiusX * step.cos(), radiusY * step.sin()));
        }
        return new Ring(points);
    }

    /// Whether a place lies inside, in the continuous plane.
    public boolean contains(Point at) {
        Point p = Turn.by(angle).local(x, y, at);
        return radiusX > 0 && radiusY > 0 && Math.hypot(p.x() / radiusX, p.y() / radiusY) <= 1;
    }

    @Override
    public Box bounds() {
        Turn turn = Turn.by(angle);
        double across = Math.hypot(radiusX * turn.cos(), radiusY * turn.sin());
        double down = Math.hypot(radiusX * turn.sin(), radiusY * turn.cos());
        return new Box(x - across, y - down, 2 * across, 2 * down);
    }

    @Override
    public Ellipse translated(double dx, double dy) {
        return new Ellipse(x + dx, y + dy, radiusX, radiusY, angle);
    }

    @Override
    public ShapeKind kind() {
        return ShapeKind.ELLIPSE;
    }
}
