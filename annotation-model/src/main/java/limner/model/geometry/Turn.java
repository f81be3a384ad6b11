package limner.model.geometry;

/// A turn about a place: the direction to which the x axis goes. Turns by quarters are exact.
record Turn(double cos, double sin) {
    /// @param degrees clockwise as seen on the screen, where y grows downwards
    static Turn by(double degrees) {
        double rest = Math.IEEEremainder(degrees, 360);
        if (rest % 90 == 0) {
            return switch ((int) Math.rint(rest / 90)) {
                case 0 -> new Turn(1, 0);
                case 1 -> new Turn(0, 1);
                case -1 -> new Turn(0, -1);
                default -> new Turn(-1, 0);
            };
        }
        double angle = Math.toRadians(rest);
        return new Turn(Math.cos(angle), Math.sin(angle));
    }

    /// The place at (`along`, `across`) in the turned axes through a centre.
    Point place(double x, double y, double along, double across) {
        return new Point(x + along * cos - across * sin, y + along * sin + across * cos);
    }

    /// How far a place lies from a centre, in the turned axes.
    Point local(double x, double y, Point at) {
        double dx = at.x() - x;
        double dy = at.y() - y;
        return new Point(dx * cos + dy * sin, dy * cos - dx * sin);
    }

    /// An angle from above -180 to 180.
    static double normal(double degrees) {
        double rest = Math.IEEEremainder(degrees, 360);
        return rest == -180 ? 180 : rest + 0.0;
    }
}
