package limner.model.geometry;

import java.util.List;

/// The pixels that a line passes through, each joined to the next by a side, so that they part what lies on both hands
/// (grid traversal after Amanatides and Woo, 1987).
final class LineCells {
    private LineCells() {}

    /// The pixels under a line; what of it leaves the picture has none.
    static Rle under(Polyline line, int width, int height) {
        BitRaster bits = new BitRaster(width, height);
        List<Point> points = line.points();
        for (int i = 1; i < points.size(); i++) {
            walk(points.get(i - 1), points.get(i), bits);
        }
        return bits.toRle();
    }

    private static void walk(Point from, Point to, BitRaster bits) {
        // Only the stretch over the picture is walked: a point may be far away.
        double[] part = clipped(from, to, bits.width(), bits.height());
        if (part.length == 0) {
            return;
        }
        double dx = part[2] - part[0];
        double dy = part[3] - part[1];
        int x = (int) Math.floor(part[0]);
        int y = (int) Math.floor(part[1]);
        int lastX = (int) Math.floor(part[2]);
        int lastY = (int) Math.floor(part[3]);
        int stepX = dx < 0 ? -1 : 1;
        int stepY = dy < 0 ? -1 : 1;
        int steps = Math.abs(lastX - x) + Math.abs(lastY - y);
        mark(x, y, bits);
        for (int i = 0; i < steps; i++) {
            double toX = x == lastX ? Double.POSITIVE_INFINITY : (x + (stepX > 0 ? 1 : 0) - part[0]) / dx;
            double toY = y == lastY ? Double.POSITIVE_INFINITY : (y + (stepY > 0 ? 1 : 0) - part[1]) / dy;
            if (toX <= toY) {
                x += stepX;
            } else {
                y += stepY;
            }
            mark(x, y, bits);
        }
    }

    private static void mark(int x, int y, BitRaster bits) {
        if (x >= 0 && y >= 0 && x < bits.width() && y < bits.height()) {
            bits.fill(y, x, x + 1, Ink.PAINT);
        }
    }

    /// The stretch over the picture and one pixel around it (after Liang and Barsky, 1984); nothing when there is none.
    private static double[] clipped(Point from, Point to, int width, int height) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double start = 0;
        double end = 1;
        double[][] sides = {
            {-dx, from.x() + 1}, {dx, width + 1 - from.x()}, {-dy, from.y() + 1}, {dy, height + 1 - from.y()}
        };
        for (double[] side : sides) {
            if (side[0] == 0 && side[1] < 0) {
                return new double[0];
            }
            if (side[0] < 0) {
                start = Math.max(start, side[1] / side[0]);
            } else if (side[0] > 0) {
                end = Math.min(end, side[1] / side[0]);
            }
        }
        return start > end
                ? new double[0]
                : new double[] {from.x() + start * dx, from.y() + start * dy, from.x() + end * dx, from.y() + end * dy};
    }
}
