package limner.model.geometry;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The way from one mask to another, by shape: both are moved so that their centres of gravity lie on each other, their
/// signed distances are mixed, and what comes out negative is inside, moved to where the centre is by then. So what
/// only
/// moves keeps its form, a disc that grows stays a disc, and holes and parts come and go by themselves.
///
/// What a picture cuts off ends at its border here too. Immutable but for what it remembers; safe to use from any
/// thread. Making one takes time and memory by the size of the common bounds, asking it little;
/// beyond 33 million pixels nothing is measured, and the nearer mask is moved.
final class MaskTween {
    /// Sixteenths of pixels are rounded; a neighbour may be so much nearer than a step says.
    private static final float ROUNDING = 0.13f;

    private static final int MARGIN = 3;

    /// In pixels of the common bounds: two fields of four bytes a pixel each.
    private static final double LARGEST = 1 << 25;

    private final Rle from;
    private final Rle to;
    private final double dx;
    private final double dy;

    /// Around both masks as they lie with their centres on each other, in the picture of the first.
    private final double left;
    private final double top;
    private final double right;
    private final double bottom;

    private final @Nullable DistanceField fromField;
    private final @Nullable DistanceField toField;

    /// The last answer: the same frame is asked for by several who show it.
    private final AtomicReference<@Nullable Answer> last = new AtomicReference<>();

    private record Answer(double t, Rle mask) {}

    MaskTween(Rle from, Rle to) {
        this.from = from;
        this.to = to;
        double[] start = centre(from);
        double[] end = centre(to);
        dx = end[0] - start[0];
        dy = end[1] - start[1];
        Box a = from.bounds().orElseThrow().toBox();
        Box b = to.bounds().orElseThrow().toBox();
        left = Math.min(a.x(), b.x() - dx);
        top = Math.min(a.y(), b.y() - dy);
        right = Math.max(a.right(), b.right() - dx);
        bottom = Math.max(a.bottom(), b.bottom() - dy);
        boolean measured = (right - left + 2 * MARGIN + 2) * (bottom - top + 2 * MARGIN + 2) <= LARGEST;
        fromField = measured ? new DistanceField(from, area(0, 0)) : null;
        toField = measured ? new DistanceField(to, area(dx, dy)) : null;
    }

    private PixelBox area(double x, double y) {
        int firstColumn = (int) Math.floor(left + x) - MARGIN;
        int firstRow = (int) Math.floor(top + y) - MARGIN;
        return new PixelBox(
                firstColumn,
                firstRow,
                (int) Math.ceil(right + x) + MARGIN - firstColumn,
                (int) Math.ceil(bottom + y) + MARGIN - firstRow);
    }

    boolean leadsTo(Rle mask) {
        return to.equals(mask);
    }

    /// The mask at `t` of the way. Where mixing leaves nothing, as of thin things that turn far, it is the nearer one,
    /// moved.
    Rle at(double t) {
        Answer known = last.get();
        if (known != null && known.t == t) {
            return known.mask;
        }
        Rle mask = fromField == null || toField == null
                ? Rle.empty(from.width(), from.height())
                : mixed(t, fromField, toField);
        if (mask.isEmpty()) {
            mask = t < 0.5
                    ? from.translated((int) Math.rint(dx * t), (int) Math.rint(dy * t))
                    : to.translated((int) Math.rint(dx * (t - 1)), (int) Math.rint(dy * (t - 1)));
        }
        if (mask.isEmpty()) {
            // Moved, it has left the picture.
            mask = t < 0.5 ? from : to;
        }
        last.set(new Answer(t, mask));
        return mask;
    }

    private Rle mixed(double t, DistanceField fromField, DistanceField toField) {
        double shiftX = dx * t;
        double shiftY = dy * t;
        int firstColumn = Math.max(0, (int) Math.floor(left + shiftX));
        int firstRow = Math.max(0, (int) Math.floor(top + shiftY));
        int columns = Math.min(from.width(), (int) Math.ceil(right + shiftX)) - firstColumn;
        int lastRow = Math.min(from.height(), (int) Math.ceil(bottom + shiftY));
        BitRaster bits = new BitRaster(from.width(), from.height());
        float near = (float) (1 - t);
        float far = (float) t;
        for (int y = firstRow; y < lastRow; y++) {
            DistanceField.Row a = fromField.row(firstColumn - shiftX, y - shiftY);
            DistanceField.Row b = toField.row(firstColumn - shiftX + dx, y - shiftY + dy);
            int run = -1;
            int x = 0;
            while (x < columns) {
                // Where the masks agree the border does not run, whatever the distances.
                boolean inside = run >= 0;
                x = DistanceField.Row.sameUntil(a, b, x, columns, inside);
                if (x == columns) {
                    break;
                }
                float distance = near * a.at(x) + far * b.at(x);
                if (distance < 0 && run < 0) {
                    run = x;
                } else if (distance >= 0 && run >= 0) {
                    bits.fill(y, firstColumn + run, firstColumn + x, Ink.PAINT);
                    run = -1;
                }
                // From pixel to pixel a distance changes by one at most, so that many of them need not be looked at.
                x += 1 + (int) Math.max(0, Math.abs(distance) - ROUNDING);
            }
            if (run >= 0) {
                bits.fill(y, firstColumn + run, firstColumn + columns, Ink.PAINT);
            }
        }
        return bits.toRle();
    }

    /// The mean of the centres of the pixels inside.
    private static double[] centre(Rle mask) {
        int[] edges = mask.edges();
        int height = mask.height();
        double x = 0;
        double y = 0;
        double area = 0;
        for (int i = 0; i < edges.length; i += 2) {
            int end = i + 1 < edges.length ? edges[i + 1] : mask.width() * height;
            int at = edges[i];
            while (at < end) {
                int column = at / height;
                int until = Math.min(end, (column + 1) * height);
                int row = at - column * height;
                double count = until - at;
                x += count * column;
                y += count * (row + (count - 1) / 2);
                area += count;
                at = until;
            }
        }
        return new double[] {x / area, y / area};
    }
}
