package limner.app.ui.canvas.smart;

import java.util.Optional;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.ToolHost;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.plugin.opencv.Area;

/// A pixel of a picture.
///
/// @param width of the picture
/// @param height of the picture
record Spot(int x, int y, int width, int height) {

    /// Pictures of more pixels are looked at in parts of this side.
    private static final int WIDE = 3000;

    /// The pixel under the pointer; empty beside the picture.
    static Optional<Spot> under(ToolHost host, Pointer p) {
        return host.stage()
                .map(s -> new Spot(
                        (int) Math.floor(p.at().x()),
                        (int) Math.floor(p.at().y()),
                        s.media().width(),
                        s.media().height()))
                .filter(s -> s.x >= 0 && s.y >= 0 && s.x < s.width && s.y < s.height);
    }

    /// The pixel nearest to the pointer.
    static Optional<Spot> nearest(ToolHost host, Pointer p) {
        return host.stage().map(s -> {
            Point at = p.clamped(s.width() - 1, s.height() - 1);
            return new Spot(
                    (int) at.x(), (int) at.y(), s.media().width(), s.media().height());
        });
    }

    /// Its centre.
    Point centre() {
        return new Point(x + 0.5, y + 0.5);
    }

    /// The whole picture, or a large part of a very large one.
    Area wide() {
        return (long) width * height <= (long) WIDE * WIDE
                ? new Area(0, 0, width, height)
                : Area.around(x, y, WIDE, width, height);
    }

    /// The pixels that a box touches, as far as they are in the picture.
    static Area pixels(Box box, int width, int height) {
        int left = (int) Math.clamp(Math.floor(box.x()), 0, width - 1.0);
        int top = (int) Math.clamp(Math.floor(box.y()), 0, height - 1.0);
        int right = (int) Math.clamp(Math.ceil(box.right()), left + 1.0, width);
        int bottom = (int) Math.clamp(Math.ceil(box.bottom()), top + 1.0, height);
        return new Area(left, top, right - left, bottom - top);
    }
}
