package limner.app.ui.canvas.paint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Skeleton;

/// Paints all labels of a frame into one sheet of device pixels, without JavaFX, so that it can be done on a thread of
/// its
/// own: thousands of labels cost milliseconds there and nothing on the JavaFX thread. One thread at a time.
public final class LabelRasterizer {

    private static final double POINT_RADIUS = 4.5;
    private static final double JOINT_RADIUS = 4;
    private static final int JOINT_CORNERS = 16;

    /// Shapes smaller than this, in logical pixels, get lines without a halo: theirs would be all that is seen of them.
    private static final double SMALL = 14;

    /// Logical pixels by which lines and dots go beyond the bounds of their shape, at most.
    private static final double REACH = 8;

    /// Corners nearer to each other than this, in device pixels, are one: nobody sees more of an outline, and thousands
    /// of small ones cost half.
    private static final double CLOSE = 0.75;

    private static final int FEWEST = 3;

    private final PixelSheet sheet;
    private final StrokePainter strokes;
    private final FillPainter fills;
    private final MaskPainter masks;

    /// @param width device pixels of the largest window
    /// @param height device pixels of the largest window
    public LabelRasterizer(int width, int height) {
        sheet = new PixelSheet(width, height);
        strokes = new StrokePainter(sheet);
        fills = new FillPainter(sheet);
        masks = new MaskPainter(sheet);
    }

    /// Paints the items, the first one at the bottom. A pixel looks the same in whatever window it is painted. What
    /// lies nowhere near the window is best left out of the items.
    ///
    /// @param view in logical pixels
    /// @param unit device pixels per logical pixel
    /// @param window in device pixels from the origin of the view, with no more of them than there is room for
    /// @return the window's pixels row by row, ARGB multiplied by alpha, valid until the next call; others may follow
    public int[] paint(List<PaintItem> items, ViewTransform view, double unit, Window window) {
        sheet.clear(window);
        ViewTransform device = view.times(unit);
        for (PaintItem item : items) {
            paint(item, device, unit);
        }
        return sheet.argb();
    }

    /// The device pixels on which something of a shape with these bounds may be painted.
    public static Window reach(ViewTransform view, double unit, Box bounds) {
        ViewTransform device = view.times(unit);
        int left = (int) Math.floor(device.toScreenX(bounds.x()) - REACH * unit);
        int top = (int) Math.floor(device.toScreenY(bounds.y()) - REACH * unit);
        // No plane is so wide that a number of pixels would not do.
        int right = (int) Math.min(left + (1L << 30), Math.ceil(device.toScreenX(bounds.right()) + REACH * unit));
        int bottom = (int) Math.min(top + (1L << 30), Math.ceil(device.toScreenY(bounds.bottom()) + REACH * unit));
        return new Window(left, top, right - left, bottom - top);
    }

    /// The part of the picture where bounds of shapes may lie of which something is painted in a window: lines and dots
    /// reach beyond them.
    public static Box around(ViewTransform view, double unit, Window window) {
        ViewTransform device = view.times(unit).panned(-window.left(), -window.top());
        Box seen = device.visible(window.width(), window.height());
        double x = REACH * unit / device.scaleX();
        double y = REACH * unit / device.scale();
        return new Box(seen.x() - x, seen.y() - y, seen.width() + 2 * x, seen.height() + 2 * y);
    }

    private void paint(PaintItem item, ViewTransform view, double unit) {
        Look look = item.look();
        int fill = (int) Math.rint(look.fill() * 255);
        double line = look.line() * unit;
        switch (item.shape()) {
            case Box b -> box(b, view, look, fill, line, unit);
            case RotatedBox b -> rings(List.of(b.corners()), view, look, fill, line, unit);
            case Ellipse e -> rings(List.of(e.outline(corners(e, view))), view, look, fill, line, unit);
            case Polygon(List<Ring> rings) -> rings(rings, view, look, fill, line, unit);
            case Polyline(List<Point> points) ->
                stroke(onScreen(points, view), StrokePainter.Ends.OPEN, look, line, unit);
            case Point p -> disc(p, view, POINT_RADIUS, look, unit);
            case PointSet(List<Point> points) -> points.forEach(p -> disc(p, view, POINT_RADIUS, look, unit));
            case Skeleton s -> s.present().forEach(j -> joint(j, view, look, line, unit));
            case Mask(var rle) -> {
                int dash = look.dash() == Look.Dash.SOLID ? 0 : Math.max(2, (int) Math.rint(5 * unit));
                masks.paint(rle, view, unit, look, fill, Math.max(1, (int) Math.rint(line)), dash);
            }
        }
    }

    private void rings(List<Ring> rings, ViewTransform view, Look look, int fill, double line, double unit) {
        List<double[][]> lines = new ArrayList<>(rings.size());
        for (Ring ring : rings) {
            lines.add(onScreen(ring, view));
        }
        fills.fill(lines, look, fill, unit);
        for (double[][] ring : lines) {
            stroke(ring, StrokePainter.Ends.CLOSED, look, line, unit);
        }
    }

    /// So many that nobody sees them: one for every few device pixels of the way round.
    private static int corners(Ellipse e, ViewTransform view) {
        double around = 2 * Math.PI * Math.max(e.radiusX(), e.radiusY()) * Math.max(view.scale(), view.scaleX());
        return (int) Math.clamp(Math.ceil(around / 4), 24, 720);
    }

    private void disc(Point p, ViewTransform view, double radius, Look look, double unit) {
        strokes.disc(view.toScreenX(p.x()), view.toScreenY(p.y()), radius * unit, look.rgb(), unit);
    }

    /// What is to be seen is a disc, what is hidden a ring.
    private void joint(Joint joint, ViewTransform view, Look look, double line, double unit) {
        if (joint.state() == Joint.State.VISIBLE) {
            disc(joint.at(), view, JOINT_RADIUS, look, unit);
            return;
        }
        double x = view.toScreenX(joint.at().x());
        double y = view.toScreenY(joint.at().y());
        double[][] ring = new double[2][JOINT_CORNERS];
        for (int i = 0; i < JOINT_CORNERS; i++) {
            double angle = 2 * Math.PI * i / JOINT_CORNERS;
            ring[0][i] = x + Math.cos(angle) * JOINT_RADIUS * unit;
            ring[1][i] = y + Math.sin(angle) * JOINT_RADIUS * unit;
        }
        stroke(ring, StrokePainter.Ends.CLOSED, look, line, unit);
    }

    /// A box's lines are put on whole device pixels, so that they are crisp.
    private void box(Box b, ViewTransform view, Look look, int fill, double line, double unit) {
        double snap = Math.rint(line) % 2 == 0 ? 0 : 0.5;
        double left = Math.floor(view.toScreenX(b.x())) + snap;
        double top = Math.floor(view.toScreenY(b.y())) + snap;
        double right = Math.floor(view.toScreenX(b.right())) + snap;
        double bottom = Math.floor(view.toScreenY(b.bottom())) + snap;
        double[][] ring = {{left, right, right, left}, {top, top, bottom, bottom}};
        fills.fill(Collections.singletonList(ring), look, fill, unit);
        stroke(ring, StrokePainter.Ends.CLOSED, look, line, unit);
    }

    private void stroke(double[][] line, StrokePainter.Ends ends, Look look, double width, double unit) {
        double halo = isSmall(line, SMALL * unit) ? 0 : unit;
        strokes.paint(line[0], line[1], line[0].length, ends, look.rgb(), width, halo, unit, look.dash());
    }

    private static boolean isSmall(double[][] line, double size) {
        for (double[] places : line) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double p : places) {
                low = Math.min(low, p);
                high = Math.max(high, p);
            }
            if (high - low >= size) {
                return false;
            }
        }
        return true;
    }

    private static double[][] onScreen(Ring ring, ViewTransform view) {
        int n = ring.size();
        double[] xs = new double[n];
        double[] ys = new double[n];
        for (int i = 0; i < n; i++) {
            xs[i] = ring.x(i);
            ys[i] = ring.y(i);
        }
        return onScreen(xs, ys, view);
    }

    private static double[][] onScreen(List<Point> points, ViewTransform view) {
        int n = points.size();
        double[] xs = new double[n];
        double[] ys = new double[n];
        for (int i = 0; i < n; i++) {
            xs[i] = points.get(i).x();
            ys[i] = points.get(i).y();
        }
        return onScreen(xs, ys, view);
    }

    /// @param xs of the picture; places on the screen are written over them
    /// @param ys the same
    private static double[][] onScreen(double[] xs, double[] ys, ViewTransform view) {
        int n = xs.length;
        int kept = 0;
        for (int i = 0; i < n; i++) {
            double x = view.toScreenX(xs[i]);
            double y = view.toScreenY(ys[i]);
            boolean close = kept > 0 && Math.abs(x - xs[kept - 1]) < CLOSE && Math.abs(y - ys[kept - 1]) < CLOSE;
            // The ends stay, and as many as make a ring.
            if (!close || i == n - 1 || n - i <= FEWEST - kept) {
                xs[kept] = x;
                ys[kept] = y;
                kept++;
            }
        }
        return kept == n ? new double[][] {xs, ys} : new double[][] {Arrays.copyOf(xs, kept), Arrays.copyOf(ys, kept)};
    }
}
