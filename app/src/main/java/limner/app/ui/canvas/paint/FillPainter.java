package limner.app.ui.canvas.paint;

import java.util.Arrays;
import java.util.List;

/// Fills the inside of rings, even–odd, at the centres of device pixels. One thread at a time.
final class FillPainter {

    private static final int FEW = 32;

    private final PixelSheet sheet;
    private double[] crossings = new double[64];

    FillPainter(PixelSheet sheet) {
        this.sheet = sheet;
    }

    /// @param rings each a pair of coordinate arrays in device pixels, x then y
    /// @param unit device pixels per logical pixel
    void fill(List<double[][]> rings, Look look, int alpha, double unit) {
        HatchPainter hatch = HatchPainter.of(look.hatch(), unit);
        if (alpha == 0 && hatch.isPlain()) {
            return;
        }
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (double[][] ring : rings) {
            for (double y : ring[1]) {
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
            }
        }
        int first = Math.max(sheet.top(), (int) Math.ceil(top - 0.5));
        int last = Math.min(sheet.bottom() - 1, (int) Math.floor(bottom - 0.5));
        for (int row = first; row <= last; row++) {
            int n = cross(rings, row + 0.5);
            sort(n);
            for (int i = 0; i + 1 < n; i += 2) {
                int left = (int) Math.ceil(crossings[i] - 0.5);
                int right = (int) Math.ceil(crossings[i + 1] - 0.5);
                sheet.blendRow(row, left, right, look.rgb(), alpha);
                hatch(row, left, right, look.rgb(), hatch);
            }
        }
    }

    /// Few cross a row as a rule, for which this is quicker than anything general.
    private void sort(int n) {
        if (n > FEW) {
            Arrays.sort(crossings, 0, n);
            return;
        }
        for (int i = 1; i < n; i++) {
            double crossing = crossings[i];
            int at = i;
            while (at > 0 && crossings[at - 1] > crossing) {
                crossings[at] = crossings[at - 1];
                at--;
            }
            crossings[at] = crossing;
        }
    }

    private void hatch(int row, int left, int right, int rgb, HatchPainter hatch) {
        if (hatch.isPlain()) {
            return;
        }
        int last = Math.min(right, sheet.right());
        for (int x = Math.max(left, sheet.left()); x < last; x++) {
            if (hatch.isLine(x, row)) {
                sheet.blend(sheet.index(x, row), rgb, HatchPainter.ALPHA);
            }
        }
    }

    private int cross(List<double[][]> rings, double y) {
        int n = 0;
        for (double[][] ring : rings) {
            double[] xs = ring[0];
            double[] ys = ring[1];
            for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
                if (ys[i] > y != ys[j] > y) {
                    if (n == crossings.length) {
                        crossings = Arrays.copyOf(crossings, n * 2);
                    }
                    crossings[n++] = xs[i] + (y - ys[i]) * (xs[j] - xs[i]) / (ys[j] - ys[i]);
                }
            }
        }
        return n;
    }
}
