package limner.app.ui.canvas.tool;

import limner.model.geometry.Point;

/// Angles of gestures, in degrees, clockwise on the screen from the right.
final class Angles {

    /// What an angle goes by while Shift is held.
    private static final double STEP = 15;

    private Angles() {}

    static double of(Point centre, Point to) {
        return Math.toDegrees(Math.atan2(to.y() - centre.y(), to.x() - centre.x()));
    }

    /// The nearest whole step.
    static double stepped(double angle) {
        return Math.rint(angle / STEP) * STEP;
    }
}
