package limner.model.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lines and outlines with fewer points.
///
/// Stateless; safe to call from any thread.
public final class Simplifier {
    private Simplifier() {}

    /// An open line of those of its points that are needed for it to pass within `tolerance` of all of them; its ends
    /// stay. (Ramer 1972; Douglas and Peucker 1973.)
    ///
    /// @param tolerance in pixels; 0 takes only points that lie on the line already
    public static List<Point> line(List<Point> points, double tolerance) {
        if (points.size() < 3) {
            return List.copyOf(points);
        }
        boolean[] kept = new boolean[points.size()];
        kept[0] = true;
        kept[points.size() - 1] = true;
        List<int[]> open = new ArrayList<>(List.of(new int[] {0, points.size() - 1}));
        while (!open.isEmpty()) {
            int[] span = open.removeLast();
            double most = tolerance;
            int farthest = -1;
            for (int i = span[0] + 1; i < span[1]; i++) {
                double off = distance(points.get(i), points.get(span[0]), points.get(span[1]));
                if (off > most) {
                    most = off;
                    farthest = i;
                }
            }
            if (farthest >= 0) {
                kept[farthest] = true;
                open.add(new int[] {span[0], farthest});
                open.add(new int[] {farthest, span[1]});
            }
        }
        List<Point> line = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                line.add(points.get(i));
            }
        }
        return line;
    }

    /// The same rings with fewer points: no point that goes lies further than `tolerance` from the edge that stands for
    /// it, no two edges cross that did not before, and no ring goes. Rings of up to four points stay as they are.
    public static Polygon outline(Polygon polygon, double tolerance) {
        return new RingThinner(polygon.rings(), new boolean[polygon.rings().size()]).thinned(tolerance);
    }

    /// The outline of a mask with as few points as a tolerance allows; [Contours#polygon] itself at 0. All parts and
    /// holes stay, each covering at least one pixel when drawn by itself, also where they are a single pixel. Nothing
    /// when the mask is empty.
    public static Optional<Polygon> outline(Rle mask, double tolerance) {
        return Contours.polygon(mask).map(exact -> tolerance > 0 ? thinned(exact, tolerance) : exact);
    }

    private static Polygon thinned(Polygon exact, double tolerance) {
        boolean[] fixed = new boolean[exact.rings().size()];
        while (true) {
            Polygon thin = new RingThinner(exact.rings(), fixed).thinned(tolerance);
            boolean lost = false;
            for (int i = 0; i < fixed.length; i++) {
                if (!fixed[i] && coversNothing(thin.rings().get(i))) {
                    fixed[i] = true;
                    lost = true;
                }
            }
            if (!lost) {
                return thin;
            }
        }
    }

    private static boolean coversNothing(Ring ring) {
        Box box = ring.bounds();
        if (Math.abs(ring.signedArea()) > box.width() + box.height() + 2) {
            return false;
        }
        double left = Math.floor(box.x());
        double top = Math.floor(box.y());
        int width = (int) Math.max(1, Math.ceil(box.right()) - left);
        int height = (int) Math.max(1, Math.ceil(box.bottom()) - top);
        return Rasterizer.rasterize(new Polygon(List.of(ring.translated(-left, -top))), width, height)
                .isEmpty();
    }

    /// How far a point lies from a segment.
    static double distance(Point p, Point a, Point b) {
        return distance(p.x(), p.y(), a.x(), a.y(), b.x(), b.y());
    }

    static double distance(double x, double y, double ax, double ay, double bx, double by) {
        double dx = bx - ax;
        double dy = by - ay;
        double square = dx * dx + dy * dy;
        double along = square > 0 ? Math.clamp(((x - ax) * dx + (y - ay) * dy) / square, 0, 1) : 0;
        return Math.hypot(x - (ax + along * dx), y - (ay + along * dy));
    }
}
