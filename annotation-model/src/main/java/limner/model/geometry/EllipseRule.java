package limner.model.geometry;

import java.math.BigDecimal;

/// Limner's pixel rule for an ellipse: a pixel is inside when its centre is, and a centre exactly on the line is inside
/// on the left border and outside on the right one, as [CentreRule] has it for straight edges.
///
/// An ellipse cuts a column in one stretch. A row within it is found beside the middle of the chord, and the two ends
/// by
/// halving; every question is answered as with exact arithmetic, of the sine and cosine as they are in memory.
final class EllipseRule {
    /// The relative error of the two sums that are compared, generously.
    private static final double ROUNDING = 64 * Math.ulp(1.0);

    private final Ellipse ellipse;
    private final Turn turn;
    private final double border;

    private EllipseRule(Ellipse ellipse) {
        this.ellipse = ellipse;
        this.turn = Turn.by(ellipse.angle());
        this.border = ellipse.radiusX() * ellipse.radiusY() * ellipse.radiusX() * ellipse.radiusY();
    }

    static Rle rasterize(Ellipse ellipse, int width, int height) {
        Rle.requirePicture(width, height);
        ColumnToggles toggles = new ColumnToggles(width, height);
        Box bounds = ellipse.bounds();
        if (ellipse.radiusX() > 0 && ellipse.radiusY() > 0) {
            EllipseRule rule = new EllipseRule(ellipse);
            int first = (int) Math.clamp(Math.floor(bounds.x()) - 1, 0, width);
            int end = (int) Math.clamp(Math.ceil(bounds.right()) + 1, 0, width);
            for (int x = first; x < end; x++) {
                rule.column(x, height, toggles);
            }
        }
        return toggles.toRle();
    }

    private void column(int x, int height, ColumnToggles toggles) {
        int within = rowWithin(x, height);
        if (within < 0) {
            return;
        }
        int low = 0;
        int high = within;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inside(x, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        toggles.toggle(x, low);
        low = within;
        high = height - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (inside(x, middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        toggles.toggle(x, low + 1);
    }

    /// A row of the column that is inside, or -1.
    private int rowWithin(int x, int height) {
        double wide = ellipse.radiusX() * turn.cos();
        double narrow = ellipse.radiusY() * turn.sin();
        double slope = (ellipse.radiusX() + ellipse.radiusY())
                * (ellipse.radiusX() - ellipse.radiusY())
                * turn.sin()
                * turn.cos()
                / (wide * wide + narrow * narrow);
        double middle = ellipse.y() + (x + 0.5 - ellipse.x()) * slope - 0.5;
        if (!Double.isFinite(middle)) {
            return -1;
        }
        double nearest = Math.rint(middle);
        for (int step : new int[] {0, 1, -1}) {
            int row = (int) Math.clamp(nearest + step, 0, height - 1);
            if (inside(x, row)) {
                return row;
            }
        }
        return -1;
    }

    private boolean inside(int column, int row) {
        double dx = column + 0.5 - ellipse.x();
        double dy = row + 0.5 - ellipse.y();
        double along = (dx * turn.cos() + dy * turn.sin()) * ellipse.radiusY();
        double across = (dy * turn.cos() - dx * turn.sin()) * ellipse.radiusX();
        double sum = along * along + across * across;
        double reach = (Math.abs(ellipse.x()) + Math.abs(dx) + Math.abs(ellipse.y()) + Math.abs(dy) + 1)
                * (ellipse.radiusX() + ellipse.radiusY());
        if (Double.isFinite(reach * reach) && Math.abs(sum - border) > ROUNDING * (reach * reach + border)) {
            return sum < border;
        }
        return exactlyInside(column, row);
    }

    private boolean exactlyInside(int column, int row) {
        BigDecimal cos = new BigDecimal(turn.cos());
        BigDecimal sin = new BigDecimal(turn.sin());
        BigDecimal radiusX = new BigDecimal(ellipse.radiusX());
        BigDecimal radiusY = new BigDecimal(ellipse.radiusY());
        BigDecimal dx = new BigDecimal(column + 0.5).subtract(new BigDecimal(ellipse.x()));
        BigDecimal dy = new BigDecimal(row + 0.5).subtract(new BigDecimal(ellipse.y()));
        BigDecimal along = dx.multiply(cos).add(dy.multiply(sin)).multiply(radiusY);
        BigDecimal across = dy.multiply(cos).subtract(dx.multiply(sin)).multiply(radiusX);
        BigDecimal line = radiusX.multiply(radiusY);
        int outside = along.multiply(along).add(across.multiply(across)).compareTo(line.multiply(line));
        if (outside != 0) {
            return outside < 0;
        }
        // On the line: inside where the border goes down on the left, that is where the sum falls to the right.
        BigDecimal rightwards = along.multiply(cos)
                .multiply(radiusY)
                .subtract(across.multiply(sin).multiply(radiusX));
        return rightwards.signum() < 0;
    }
}
