package limner.app.ui.canvas.paint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;

/// Paints all labels of a frame into one sheet of device pixels, without JavaFX, so that it can be done on a thread of
/// its
/// own: thousands of labels cost milliseconds there and nothing on the JavaFX thread. One thread at a time.
public final class LabelRasterizer {

    private static final double POINT_RADIUS = 4.5;

    private final PixelSheet sheet;
    private final StrokePainter strokes;
    private final FillPainter fills;
    private final MaskPainter masks;

    /// @param width device pixels
    /// @param height device pixels
    public LabelRasterizer(int width, int height) {
        sheet = new PixelSheet(width, height);
        strokes = new StrokePainter(sheet);
        fills = new FillPainter(sheet);
        masks = new MaskPainter(sheet);
    }

    public int width() {
        return sheet.width();
    }

    public int height() {
        return sheet.height();
    }

    /// Paints the items, the first one at the bottom.
    ///
    /// @param view in logical pixels
    /// @param unit device pixels per logical pixel
    /// @return the pixels, ARGB multiplied by alpha, valid until the next call
    public int[] paint(List<PaintItem> items, ViewTransform view, double unit) {
        sheet.clear();
        ViewTransform device = view.times(unit);
        Box seen = device.visible(sheet.width(), sheet.height());
        for (PaintItem item : items) {
            if (meets(item.shape().bounds(), seen, 8 * unit / Math.min(device.scale(), device.scaleX()))) {
                paint(item, device, unit);
            }
        }
        return sheet.argb();
    }

    private static boolean meets(Box a, Box b, double margin) {
        return a.x() <= b.right() + margin
                && b.x() <= a.right() + margin
                && a.y() <= b.bottom() + margin
                && b.y() <= a.bottom() + margin;
    }

    private void paint(PaintItem item, ViewTransform view, double unit) {
        Look look = item.look();
        int fill = (int) Math.rint(look.fill() * 255);
        double line = look.line() * unit;
        switch (item.shape()) {
            case Box b -> box(b, view, look, fill, line, unit);
            case Polygon(List<Ring> rings) -> {
                List<double[][]> lines = new ArrayList<>(rings.size());
                for (Ring ring : rings) {
                    lines.add(onScreen(ring.points(), view));
                }
                if (fill > 0) {
                    fills.fill(lines, look.rgb(), fill);
                }
                for (double[][] ring : lines) {
                    stroke(ring, StrokePainter.Ends.CLOSED, look, line, unit);
                }
            }
            case Polyline(List<Point> points) ->
                stroke(onScreen(points, view), StrokePainter.Ends.OPEN, look, line, unit);
            case Point p ->
                strokes.disc(view.toScreenX(p.x()), view.toScreenY(p.y()), POINT_RADIUS * unit, look.rgb(), unit);
            case Mask(var rle) -> {
                int dash = look.dash() == Look.Dash.SOLID ? 0 : Math.max(2, (int) Math.rint(5 * unit));
                masks.paint(rle, view, look.rgb(), fill, Math.max(1, (int) Math.rint(line)), dash);
            }
        }
    }

    /// A box's lines are put on whole device pixels, so that they are crisp.
    private void box(Box b, ViewTransform view, Look look, int fill, double line, double unit) {
        double snap = Math.rint(line) % 2 == 0 ? 0 : 0.5;
        double left = Math.floor(view.toScreenX(b.x())) + snap;
        double top = Math.floor(view.toScreenY(b.y())) + snap;
        double right = Math.floor(view.toScreenX(b.right())) + snap;
        double bottom = Math.floor(view.toScreenY(b.bottom())) + snap;
        double[][] ring = {{left, right, right, left}, {top, top, bottom, bottom}};
        if (fill > 0) {
            fills.fill(Collections.singletonList(ring), look.rgb(), fill);
        }
        stroke(ring, StrokePainter.Ends.CLOSED, look, line, unit);
    }

    private void stroke(double[][] line, StrokePainter.Ends ends, Look look, double width, double unit) {
        strokes.paint(line[0], line[1], line[0].length, ends, look.rgb(), width, unit, look.dash());
    }

    private static double[][] onScreen(List<Point> points, ViewTransform view) {
        double[][] line = new double[2][points.size()];
        for (int i = 0; i < points.size(); i++) {
            line[0][i] = view.toScreenX(points.get(i).x());
            line[1][i] = view.toScreenY(points.get(i).y());
        }
        return line;
    }
}
