package limner.app.ui.canvas;

import java.util.List;
import limner.app.ui.canvas.paint.LabelRasterizer;
import limner.app.ui.canvas.paint.Window;
import limner.model.geometry.Box;

/// Which tile it is.
record TileKey(TileLevel level, int column, int row) {

    /// The device pixels it covers.
    Window window() {
        return new Window(column * TileLevel.SIDE, row * TileLevel.SIDE, TileLevel.SIDE, TileLevel.SIDE);
    }

    /// Where bounds of shapes lie of which something may be painted on it.
    Box around() {
        return LabelRasterizer.around(level.plane(), level.unit(), window());
    }

    /// What of it is painted otherwise when what lies within these bounds changes; without area when nothing is.
    Window part(List<Box> changed) {
        Window part = new Window(0, 0, 0, 0);
        Box around = around();
        for (Box b : changed) {
            if (meet(around, b)) {
                part = part.union(window().intersection(LabelRasterizer.reach(level.plane(), level.unit(), b)));
            }
        }
        return part;
    }

    private static boolean meet(Box a, Box b) {
        return b.x() <= a.right() && b.right() >= a.x() && b.y() <= a.bottom() && b.bottom() >= a.y();
    }
}
