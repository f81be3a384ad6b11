package limner.model.geometry;

import java.util.Arrays;

/// How far each pixel of an area is from the border of a mask: exact Euclidean distances between centres of pixels,
/// less
/// half a pixel, negative inside, so that the border between two pixels that lie side by side is at 0.
///
/// The square of a distance is the least of what each column of its row offers: how far aside it is, squared, and how
/// far
/// from the row the nearest pixel of the other kind is in it, squared (the separable form from which Felzenszwalb and
/// Huttenlocher start in "Distance Transforms of Sampled Functions"). The second is worked out for all pixels in two
/// passes, which is little. The least is looked for only where somebody asks, from the pixel outwards until nothing
/// nearer
/// can come, and remembered.
///
/// What is remembered is the same whoever works it out, so that several threads may ask at once.
final class DistanceField {
    /// Distances are kept in sixteenths of a pixel, up to about 2,000 pixels; more does not occur within one picture
    /// except where it no longer matters.
    private static final int UNITS = 16;

    /// Farther than any distance in a column, and its square still an int.
    private static final int NONE = 32_000;

    private final int left;
    private final int top;
    private final int width;
    private final int height;

    /// How far away the nearest pixel of the other kind is in the same column, negative inside.
    private final short[] columns;

    /// Distances that were asked for, in units; 0 for others, because none is 0.
    private final short[] known;

    /// @param area may leave the picture of the mask; outside the picture nothing is inside
    DistanceField(Rle mask, PixelBox area) {
        left = area.x();
        top = area.y();
        width = area.width();
        height = area.height();
        columns = new short[Math.multiplyExact(width, height)];
        known = new short[columns.length];
        down(mask, area);
        up();
    }

    /// Values at places that lie between pixels, all by the same fraction: one row of a picture that was moved.
    ///
    /// @param fromX the place of the first value; it and all that are asked for lie inside the area, the last row and
    /// column left out
    /// @param fromY the row of all values
    Row row(double fromX, double fromY) {
        int x = (int) Math.floor(fromX);
        int y = (int) Math.floor(fromY);
        float right = (float) (fromX - x);
        float below = (float) (fromY - y);
        return new Row(this, (y - top) * width + x - left, right, below);
    }

    /// Sums the four neighbours of a place by their nearness (bilinear interpolation).
    static final class Row {
        private final DistanceField field;
        private final int start;
        private final float here;
        private final float right;
        private final float below;
        private final float across;

        private Row(DistanceField field, int start, float right, float below) {
            this.field = field;
            this.start = start;
            this.here = (1 - right) * (1 - below) / UNITS;
            this.right = right * (1 - below) / UNITS;
            this.below = (1 - right) * below / UNITS;
            this.across = right * below / UNITS;
        }

        /// The first place from `x` on, and before `end`, whose neighbours, four in each of two rows, do not all lie on
        /// this side of the border.
        static int sameUntil(Row a, Row b, int x, int end, boolean inside) {
            short[] some = a.field.columns;
            short[] others = b.field.columns;
            int down = a.field.width;
            int otherDown = b.field.width;
            // The sign is what all have in common when they are joined bit by bit.
            int flip = inside ? 0 : -1;
            for (int at = x; at < end; at++) {
                int i = a.start + at;
                int j = b.start + at;
                int common = (some[i] ^ flip)
                        & (some[i + 1] ^ flip)
                        & (some[i + down] ^ flip)
                        & (some[i + down + 1] ^ flip)
                        & (others[j] ^ flip)
                        & (others[j + 1] ^ flip)
                        & (others[j + otherDown] ^ flip)
                        & (others[j + otherDown + 1] ^ flip);
                if (common >= 0) {
                    return at;
                }
            }
            return end;
        }

        /// In pixels.
        float at(int x) {
            int i = start + x;
            return here * field.distance(i)
                    + right * field.distance(i + 1)
                    + below * field.distance(i + field.width)
                    + across * field.distance(i + field.width + 1);
        }
    }

    private int distance(int index) {
        int remembered = known[index];
        if (remembered != 0) {
            return remembered;
        }
        double distance = Math.sqrt(square(index));
        int value = (int) Math.min(Short.MAX_VALUE, Math.round((distance - 0.5) * UNITS));
        known[index] = (short) (columns[index] < 0 ? -value : value);
        return known[index];
    }

    private int square(int index) {
        int here = columns[index];
        boolean inside = here < 0;
        int x = index % width;
        int least = here * here;
        for (int aside = 1; aside * aside < least; aside++) {
            boolean leftward = aside <= x;
            boolean rightward = x + aside < width;
            if (!leftward && !rightward) {
                break;
            }
            int offered = Integer.MAX_VALUE;
            if (leftward) {
                int there = columns[index - aside];
                offered = there < 0 == inside ? there * there : 0;
            }
            if (rightward) {
                int there = columns[index + aside];
                offered = Math.min(offered, there < 0 == inside ? there * there : 0);
            }
            least = Math.min(least, offered + aside * aside);
        }
        return least;
    }

    /// Leaves in each pixel how far above the nearest pixel of the other kind is in its column, negative inside. What
    /// never met the other kind stays at [#NONE].
    private void down(Rle mask, PixelBox area) {
        PixelBox seen = area.intersection(new PixelBox(0, 0, mask.width(), mask.height()));
        RowSweep sweep = new RowSweep(mask, seen);
        int shift = seen.x() - left;
        Arrays.fill(columns, 0, width, (short) NONE);
        for (int y = 0; y < height; y++) {
            if (y < seen.y() - top || y >= seen.bottom() - top || !sweep.next()) {
                downOutside(y, 0, width);
                continue;
            }
            int x = 0;
            int column = BitRows.nextSet(sweep.row(), 0, seen.width());
            while (column < seen.width()) {
                downOutside(y, x, column + shift);
                int end = BitRows.nextClear(sweep.row(), column, seen.width());
                downInside(y, column + shift, end + shift);
                x = end + shift;
                column = BitRows.nextSet(sweep.row(), end, seen.width());
            }
            downOutside(y, x, width);
        }
    }

    private void downOutside(int y, int from, int to) {
        if (y == 0) {
            return;
        }
        for (int i = y * width + from; i < y * width + to; i++) {
            int above = columns[i - width];
            columns[i] = (short) (above > 0 ? Math.min(above + 1, NONE) : 1);
        }
    }

    private void downInside(int y, int from, int to) {
        if (y == 0) {
            Arrays.fill(columns, from, to, (short) -NONE);
            return;
        }
        for (int i = y * width + from; i < y * width + to; i++) {
            int above = columns[i - width];
            columns[i] = (short) (above < 0 ? Math.max(above - 1, -NONE) : -1);
        }
    }

    private void up() {
        for (int i = (height - 1) * width - 1; i >= 0; i--) {
            int here = columns[i];
            int below = columns[i + width];
            int farther =
                    here < 0 ? Math.max(here, below < 0 ? below - 1 : -1) : Math.min(here, below > 0 ? below + 1 : 1);
            columns[i] = (short) farther;
        }
    }
}
