package limner.plugin.opencv;

import java.util.List;
import limner.plugin.api.SuggestedShape.Point;
import org.jspecify.annotations.Nullable;

/// Where something is, to the fraction of a pixel; it may reach beyond the picture.
record Extent(double left, double top, double right, double bottom) {

    static Extent of(Area area) {
        return new Extent(area.x(), area.y(), (double) area.x() + area.width(), (double) area.y() + area.height());
    }

    static Extent of(List<List<Point>> runs) {
        Extent all = new Extent(
                Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        for (List<Point> run : runs) {
            for (Point p : run) {
                all = new Extent(
                        Math.min(all.left, p.x()),
                        Math.min(all.top, p.y()),
                        Math.max(all.right, p.x()),
                        Math.max(all.bottom, p.y()));
            }
        }
        return all;
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    /// This and where it will be when it goes on so.
    Extent sweeping(double dx, double dy) {
        return new Extent(
                Math.min(left, left + dx),
                Math.min(top, top + dy),
                Math.max(right, right + dx),
                Math.max(bottom, bottom + dy));
    }

    Extent enlarged(double by) {
        return new Extent(left - by, top - by, right + by, bottom + by);
    }

    /// The whole pixels of the picture that it touches; nothing when it is outside.
    @Nullable
    Area in(int width, int height) {
        int x0 = (int) Math.clamp(Math.floor(left), 0, width);
        int y0 = (int) Math.clamp(Math.floor(top), 0, height);
        int x1 = (int) Math.clamp(Math.ceil(right), 0, width);
        int y1 = (int) Math.clamp(Math.ceil(bottom), 0, height);
        return x1 > x0 && y1 > y0 ? new Area(x0, y0, x1 - x0, y1 - y0) : null;
    }

    /// Whether some of it may be beyond the picture's edge.
    boolean touchesEdge(int width, int height) {
        return left < 1 || top < 1 || right > width - 1 || bottom > height - 1;
    }
}
