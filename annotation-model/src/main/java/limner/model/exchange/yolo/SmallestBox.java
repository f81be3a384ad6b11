package limner.model.exchange.yolo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.RotatedBox;

/// The smallest turned box around points. One of its sides lies along the convex hull of them (Freeman and Shapira,
/// 1975), so that it is enough to try each side of that.
final class SmallestBox {

    private SmallestBox() {}

    /// @param points at least one; upright where none is smaller
    static RotatedBox around(List<Point> points) {
        List<Point> hull = hull(points);
        RotatedBox best = along(0, hull);
        for (int i = 0; i < hull.size(); i++) {
            Point a = hull.get(i);
            Point b = hull.get((i + 1) % hull.size());
            double angle = Math.toDegrees(Math.atan2(b.y() - a.y(), b.x() - a.x())) % 90;
            RotatedBox one = along(angle, hull);
            if (one.width() * one.height() < best.width() * best.height() * (1 - 1e-9)) {
                best = one;
            }
        }
        return best;
    }

    private static RotatedBox along(double angle, List<Point> hull) {
        RotatedBox axes = new RotatedBox(0, 0, 0, 0, angle);
        List<Point> local = hull.stream().map(axes::local).toList();
        double left = local.stream().mapToDouble(Point::x).min().orElseThrow();
        double right = local.stream().mapToDouble(Point::x).max().orElseThrow();
        double top = local.stream().mapToDouble(Point::y).min().orElseThrow();
        double bottom = local.stream().mapToDouble(Point::y).max().orElseThrow();
        return axes.within(new Box(left, top, right - left, bottom - top));
    }

    /// By Andrew's monotone chain, 1979: the lower side from left to right, then the upper one back.
    private static List<Point> hull(List<Point> points) {
        List<Point> sorted = points.stream()
                .distinct()
                .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
                .toList();
        if (sorted.size() < 3) {
            return sorted;
        }
        List<Point> all = new ArrayList<>(side(sorted));
        all.addAll(side(sorted.reversed()));
        return all;
    }

    /// Without its last point, which the other side begins with.
    private static List<Point> side(List<Point> sorted) {
        List<Point> side = new ArrayList<>();
        for (Point p : sorted) {
            while (side.size() > 1 && !turns(side.get(side.size() - 2), side.getLast(), p)) {
                side.removeLast();
            }
            side.add(p);
        }
        side.removeLast();
        return side;
    }

    private static boolean turns(Point a, Point b, Point c) {
        return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x()) > 0;
    }
}
