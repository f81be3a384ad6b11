package limner.model.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shapes masks as a whole: fills holes, drops islands, grows, shrinks, smooths, hollows, splits.
///
/// Discs have a radius in pixels, measured between the centres of pixels (Euclidean, exact, no approximation by
/// squares). What lies outside the picture is unknown and changes nothing: a mask that ends at the edge of the picture
/// is not eaten from there. Pixels hang together as in [Contours]: by their sides.
///
/// Results are for a picture of the same size. Stateless; safe to call from any thread.
public final class MaskShaping {
    private static final double LARGEST_RADIUS = 10_000;

    private MaskShaping() {}

    /// Adds all pixels that are at most `radius` away from the mask (dilation by a disc).
    ///
    /// @throws IllegalArgumentException when the radius is negative, no number, or above 10,000
    public static Rle grow(Rle mask, double radius) {
        int reach = reach(radius);
        return mask.bounds()
                .map(bounds -> grown(mask, around(bounds, reach, mask), radius))
                .orElse(mask);
    }

    /// Takes away all pixels that are at most `radius` away from a pixel of the picture outside the mask (erosion by a
    /// disc).
    ///
    /// @throws IllegalArgumentException as [#grow]
    public static Rle shrink(Rle mask, double radius) {
        reach(radius);
        Rle outside = full(mask).subtract(mask);
        return mask.bounds()
                .map(bounds -> mask.subtract(grown(outside, bounds, radius)))
                .orElse(mask);
    }

    /// Leaves a rim inside the border, `radius` pixels thick.
    ///
    /// @throws IllegalArgumentException as [#grow]
    public static Rle hollow(Rle mask, double radius) {
        return mask.subtract(shrink(mask, radius));
    }

    /// Rounds corners and closes notches narrower than about `radius`: a pixel is inside when more than half of the
    /// disc
    /// around it was (a median filter; where it is exactly half, the pixel stays as it was).
    ///
    /// @throws IllegalArgumentException as [#grow]
    public static Rle smooth(Rle mask, double radius) {
        int reach = reach(radius);
        return mask.bounds()
                .map(bounds -> new Majority(mask, around(bounds, reach, mask), halfWidths(radius)).rle())
                .orElse(mask);
    }

    /// Fills holes that enclose fewer than `below` pixels, what lies in them included; all holes for
    /// [Long#MAX_VALUE].
    public static Rle fillHoles(Rle mask, long below) {
        Rle filled = mask;
        for (Polygon part : Contours.parts(mask)) {
            for (Ring ring : part.rings().subList(1, part.rings().size())) {
                if (pixels(ring) < below) {
                    filled = filled.union(drawn(new Polygon(List.of(ring)), mask));
                }
            }
        }
        return filled;
    }

    /// Takes away the parts that have fewer than `below` pixels.
    public static Rle dropIslands(Rle mask, long below) {
        Rle left = mask;
        for (Polygon part : Contours.parts(mask)) {
            if (pixels(part) < below) {
                left = left.subtract(drawn(part, mask));
            }
        }
        return left;
    }

    /// Leaves the largest part; of equal ones that which comes first from the top.
    public static Rle keepLargest(Rle mask) {
        return Contours.parts(mask).stream()
                .reduce((first, next) -> pixels(next) > pixels(first) ? next : first)
                .map(largest -> drawn(largest, mask))
                .orElse(mask);
    }

    /// The parts of a mask, each as a mask, from the top.
    public static List<Rle> parts(Rle mask) {
        return Contours.parts(mask).stream().map(part -> drawn(part, mask)).toList();
    }

    /// Cuts a mask along a line. No pixel is lost: those under the line go to the piece that is nearest along the mask.
    ///
    /// @return the largest piece together with all parts that the line does not cut through, then the other pieces,
    /// large ones first; the mask alone when the line cuts nothing off
    public static List<Rle> split(Rle mask, Polyline line) {
        Rle cut = LineCells.under(line, mask.width(), mask.height()).intersect(mask);
        List<Rle> pieces = new ArrayList<>();
        for (Rle part : parts(mask)) {
            List<Rle> found = parts(part.subtract(cut));
            if (found.size() > 1) {
                pieces.addAll(spread(found, part));
            }
        }
        if (pieces.isEmpty()) {
            return List.of(mask);
        }
        pieces.sort(Comparator.comparingLong(Rle::area).reversed());
        Rle rest = mask;
        for (Rle piece : pieces.subList(1, pieces.size())) {
            rest = rest.subtract(piece);
        }
        pieces.set(0, rest);
        return List.copyOf(pieces);
    }

    // Pieces.

    /// Gives every pixel of the part that belongs to no piece to the piece that reaches it first, step by step over
    /// sides of pixels.
    private static List<Rle> spread(List<Rle> pieces, Rle part) {
        PixelBox area = part.bounds().orElse(PixelBox.EMPTY);
        int width = area.width();
        byte[] open = new byte[width * area.height()];
        part.decodeRowMajor(area, open, (byte) 1);
        int[] owner = new int[open.length];
        byte[] own = new byte[open.length];
        for (int piece = 0; piece < pieces.size(); piece++) {
            Arrays.fill(own, (byte) 0);
            pieces.get(piece).decodeRowMajor(area, own, (byte) 1);
            for (int i = 0; i < own.length; i++) {
                if (own[i] != 0) {
                    owner[i] = piece + 1;
                }
            }
        }
        int[] queue = new int[open.length];
        int end = 0;
        for (int i = 0; i < owner.length; i++) {
            if (owner[i] != 0) {
                queue[end++] = i;
            }
        }
        int[] steps = {-width, -1, 1, width};
        for (int at = 0; at < end; at++) {
            int from = queue[at];
            for (int step : steps) {
                int to = from + step;
                boolean sameRow = to / width == from / width || Math.abs(step) == width;
                if (to >= 0 && to < open.length && sameRow && open[to] != 0 && owner[to] == 0) {
                    owner[to] = owner[from];
                    queue[end++] = to;
                }
            }
        }
        List<Rle> whole = new ArrayList<>();
        for (int piece = 1; piece <= pieces.size(); piece++) {
            BitRaster bits = new BitRaster(part.width(), part.height());
            for (int i = 0; i < owner.length; i++) {
                if (owner[i] == piece) {
                    int x = area.x() + i % width;
                    bits.fill(area.y() + i / width, x, x + 1, Ink.PAINT);
                }
            }
            whole.add(bits.toRle());
        }
        return whole;
    }

    private static Rle drawn(Polygon polygon, Rle like) {
        return Rasterizer.rasterize(polygon, like.width(), like.height());
    }

    /// Rings that run along the sides of pixels enclose as many pixels as their area is large.
    private static long pixels(Ring ring) {
        return Math.round(Math.abs(ring.signedArea()));
    }

    private static long pixels(Polygon part) {
        return Math.round(part.rings().stream().mapToDouble(Ring::signedArea).sum());
    }

    // Discs.

    private static int reach(double radius) {
        if (!(radius >= 0 && radius <= LARGEST_RADIUS)) {
            throw new IllegalArgumentException("A radius must be from 0 to 10,000 pixels, but is " + radius + ".");
        }
        return (int) radius;
    }

    /// How far the disc reaches to each side, in its row dy from the middle.
    private static int[] halfWidths(double radius) {
        int[] widths = new int[(int) radius + 1];
        for (int dy = 0; dy < widths.length; dy++) {
            widths[dy] = (int) Math.sqrt(radius * radius - (double) dy * dy);
        }
        return widths;
    }

    private static Rle full(Rle like) {
        return Rle.ofCounts(like.width(), like.height(), new int[] {0, like.width() * like.height()});
    }

    private static PixelBox around(PixelBox box, int reach, Rle picture) {
        int left = Math.max(0, box.x() - reach);
        int top = Math.max(0, box.y() - reach);
        return new PixelBox(
                left,
                top,
                Math.min(picture.width(), box.right() + reach) - left,
                Math.min(picture.height(), box.bottom() + reach) - top);
    }

    /// What of `area` is at most `radius` away from the mask. Each run of the mask covers a longer run in the rows
    /// nearby, so the cost is runs × diameter, not pixels × disc.
    private static Rle grown(Rle mask, PixelBox area, double radius) {
        int[] half = halfWidths(radius);
        PixelBox read = around(area, half.length - 1, mask);
        int[][] runs = runs(mask, read);
        BitRaster bits = new BitRaster(mask.width(), mask.height());
        int[] changes = new int[area.width() + 1];
        for (int y = area.y(); y < area.bottom(); y++) {
            Arrays.fill(changes, 0);
            for (int row = Math.max(read.y(), y - half.length + 1);
                    row < Math.min(read.bottom(), y + half.length);
                    row++) {
                cover(runs[row - read.y()], half[Math.abs(row - y)], area, changes);
            }
            int depth = 0;
            int start = 0;
            for (int x = 0; x <= area.width(); x++) {
                int before = depth;
                depth += changes[x];
                if (before == 0 && depth > 0) {
                    start = x;
                } else if (before > 0 && depth == 0) {
                    bits.fill(y, area.x() + start, area.x() + x, Ink.PAINT);
                }
            }
        }
        return bits.toRle();
    }

    private static void cover(int[] runs, int half, PixelBox area, int[] changes) {
        for (int i = 0; i < runs.length; i += 2) {
            int from = Math.max(runs[i] - half - area.x(), 0);
            int to = Math.min(runs[i + 1] + half - area.x(), area.width());
            if (from < to) {
                changes[from]++;
                changes[to]--;
            }
        }
    }

    /// Per row of the area the runs in it: first column, first column behind, and so on.
    private static int[][] runs(Rle mask, PixelBox area) {
        int[][] rows = new int[area.height()][];
        int[] found = new int[area.width() + 2];
        RowSweep sweep = new RowSweep(mask, area);
        for (int y = 0; sweep.next(); y++) {
            int size = 0;
            int x = BitRows.nextSet(sweep.row(), 0, area.width());
            while (x < area.width()) {
                int end = BitRows.nextClear(sweep.row(), x, area.width());
                found[size++] = area.x() + x;
                found[size++] = area.x() + end;
                x = BitRows.nextSet(sweep.row(), end, area.width());
            }
            rows[y] = Arrays.copyOf(found, size);
        }
        return rows;
    }

    /// The median filter: counts the set pixels of the disc around each pixel by sums along rows.
    private static final class Majority {
        private final Rle mask;
        private final PixelBox area;
        private final int[] half;

        /// Sums along the rows that the disc touches now, by row number modulo their count.
        private final int[][] sums;

        private final RowSweep sweep;

        Majority(Rle mask, PixelBox area, int[] half) {
            this.mask = mask;
            this.area = area;
            this.half = half;
            this.sums = new int[2 * half.length - 1][area.width() + 1];
            this.sweep = new RowSweep(mask, area);
        }

        Rle rle() {
            BitRaster bits = new BitRaster(mask.width(), mask.height());
            int[] inside = new int[area.width()];
            int[] all = new int[area.width()];
            int read = 0;
            for (int y = 0; y < area.height(); y++) {
                while (read < area.height() && read < y + half.length) {
                    sum(sweep, sums[read++ % sums.length]);
                }
                Arrays.fill(inside, 0);
                Arrays.fill(all, 0);
                for (int dy = 1 - half.length; dy < half.length; dy++) {
                    int row = area.y() + y + dy;
                    if (row >= 0 && row < mask.height()) {
                        boolean counted = y + dy >= 0 && y + dy < area.height();
                        add(counted ? sums[(y + dy) % sums.length] : null, half[Math.abs(dy)], inside, all);
                    }
                }
                int[] own = sums[y % sums.length];
                for (int x = 0; x < area.width(); x++) {
                    int over = 2 * inside[x] - all[x];
                    if (over > 0 || over == 0 && own[x + 1] > own[x]) {
                        bits.fill(area.y() + y, area.x() + x, area.x() + x + 1, Ink.PAINT);
                    }
                }
            }
            return bits.toRle();
        }

        private void sum(RowSweep rows, int[] into) {
            rows.next();
            long[] row = rows.row();
            for (int x = 0; x < area.width(); x++) {
                into[x + 1] = into[x] + (int) ((row[x >>> 6] >>> x) & 1);
            }
        }

        /// Beyond the area nothing is set; beyond the picture nothing is counted.
        private void add(int @Nullable [] row, int reach, int[] inside, int[] all) {
            for (int x = 0; x < inside.length; x++) {
                int column = area.x() + x;
                all[x] += Math.min(column + reach, mask.width() - 1) - Math.max(column - reach, 0) + 1;
                if (row != null) {
                    inside[x] += row[Math.min(x + reach + 1, inside.length)] - row[Math.max(x - reach, 0)];
                }
            }
        }
    }
}
