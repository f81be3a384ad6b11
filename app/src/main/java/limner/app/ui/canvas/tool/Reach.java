package limner.app.ui.canvas.tool;

import limner.model.geometry.Point;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;

/// How far something turned goes without leaving the picture.
///
/// @param width of the picture
/// @param height of the picture
record Reach(double width, double height) {

    /// The part of a way, 0 to 1, that stays on the picture.
    ///
    /// @param from on the picture
    double part(Point from, double dx, double dy) {
        return Math.min(part(from.x(), dx, width), part(from.y(), dy, height));
    }

    private static double part(double from, double by, double size) {
        if (by == 0) {
            return 1;
        }
        double room = by > 0 ? size - from : from;
        return Math.clamp(room / Math.abs(by), 0, 1);
    }

    /// The place on the way that is still on the picture.
    Point along(Point from, Point to) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double t = part(from, dx, dy);
        return from.translated(dx * t, dy * t);
    }

    /// The box on a side that reaches towards a place, no corner beyond the picture.
    RotatedBox spanned(Point from, Point to, Point at) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double squared = dx * dx + dy * dy;
        double t = squared == 0 ? 0 : ((at.x() - from.x()) * dx + (at.y() - from.y()) * dy) / squared;
        Point foot = new Point(from.x() + t * dx, from.y() + t * dy);
        double acrossX = at.x() - foot.x();
        double acrossY = at.y() - foot.y();
        double share = Math.min(part(from, acrossX, acrossY), part(to, acrossX, acrossY));
        return RotatedBox.spanned(from, to, foot.translated(acrossX * share, acrossY * share));
    }

    /// The box around the same centre, made smaller where corners would be beyond the picture.
    RotatedBox within(RotatedBox box) {
        Point centre = box.centre();
        Ring corners = box.corners();
        double share = 1;
        for (Point c : corners.points()) {
            share = Math.min(share, part(centre, c.x() - centre.x(), c.y() - centre.y()));
        }
        return share == 1
                ? box
                : new RotatedBox(box.x(), box.y(), box.width() * share, box.height() * share, box.angle());
    }
}
