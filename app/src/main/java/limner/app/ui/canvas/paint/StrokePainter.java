package limner.app.ui.canvas.paint;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Paints outlines with soft edges. Coverage is the distance of a pixel's centre to the line; where segments meet the
/// nearer one counts, so that joints are no darker than the rest. One thread at a time.
final class StrokePainter {

    /// Marks a ring's last point joined to its first.
    enum Ends {
        OPEN,
        CLOSED
    }

    private static final int HALO = 0x000000;
    private static final int HALO_ALPHA = 110;

    /// Anything shorter is no line.
    private static final double SHORTEST = 1e-9;

    /// No sheet lies so far out on the plane.
    private static final int FAR = 1 << 30;

    private final PixelSheet sheet;
    /// How near each pixel is to the line, as a [Pen] counts it; 0 where the line does not reach.
    private final char[] near;
    /// The same, to where a dashed line has ink.
    private final char[] inked;
    private int[] touched = new int[1 << 12];
    private int count;
    private final Map<Nib, Pen> pens = new HashMap<>();

    StrokePainter(PixelSheet sheet) {
        this.sheet = sheet;
        this.near = new char[sheet.capacity()];
        this.inked = new char[sheet.capacity()];
    }

    /// Paints a line through points in device pixels, over a dark halo that keeps it readable on any picture.
    ///
    /// @param line width in device pixels
    /// @param around how far the halo goes beyond the line, in device pixels
    /// @param unit device pixels per logical pixel, for dashes
    void paint(
            double[] xs,
            double[] ys,
            int n,
            Ends ends,
            int rgb,
            double line,
            double around,
            double unit,
            Look.Dash dash) {
        Dashes dashes = switch (dash) {
            case SOLID -> Dashes.NONE;
            case DASHED -> new Dashes(9 * unit, 5.5 * unit);
            case DOTTED -> new Dashes(5 * unit, 2.5 * unit);
        };
        Pen pen = pens.computeIfAbsent(new Nib(line / 2, around), Pen::new);
        double run = 0;
        int end = n - 1;
        // The last segment goes round its end, so that it must be one.
        while (ends == Ends.OPEN && end > 1 && Math.hypot(xs[end] - xs[end - 1], ys[end] - ys[end - 1]) < SHORTEST) {
            end--;
        }
        int segments = ends == Ends.CLOSED ? n : end;
        for (int i = 0; i < segments; i++) {
            int j = i + 1 == n ? 0 : i + 1;
            boolean last = ends == Ends.OPEN && j == end;
            run = segment(xs[i], ys[i], xs[j], ys[j], pen, last, dashes, run);
        }
        flush(rgb, pen, dashes != Dashes.NONE);
    }

    /// @param period length after which dashes repeat
    /// @param on how much of it is ink
    private record Dashes(double period, double on) {
        static final Dashes NONE = new Dashes(0, 0);

        boolean isGap(double along) {
            return along % period >= on;
        }
    }

    private record Nib(double half, double around) {}

    /// What a line of one width is made of, by how near a pixel is to its middle: the square of the distance, counted
    /// from where the line ends, so that no root is to be drawn for each pixel.
    private static final class Pen {
        private static final int STEPS = 1 << 12;

        /// As far as anything is painted.
        private final double reach;
        private final double scale;
        private final byte[] halo = new byte[STEPS + 1];
        private final byte[] ink = new byte[STEPS + 1];

        Pen(Nib nib) {
            double half = nib.half();
            double around = nib.around();
            this.reach = half + around + 0.5;
            this.scale = STEPS / (reach * reach);
            for (int i = 1; i <= STEPS; i++) {
                double distance = Math.sqrt(Math.max(0, reach * reach - (i + 0.5) / scale));
                ink[i] = (byte) cover(half + 0.5 - distance);
                halo[i] = around > 0 ? (byte) (cover(reach - distance) * HALO_ALPHA / 255) : 0;
            }
        }

        private static int cover(double depth) {
            return (int) Math.rint(Math.clamp(depth, 0, 1) * 255);
        }
    }

    /// Segments end where the next one begins, which goes round the point they share.
    ///
    /// @param last whether none follows, so that the line goes round this one's end too
    /// @return how far along the whole line the end of this segment is
    private double segment(
            double x0, double y0, double x1, double y1, Pen pen, boolean last, Dashes dashes, double run) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double length = Math.sqrt(dx * dx + dy * dy);
        if (length < SHORTEST) {
            return run;
        }
        double reach = pen.reach;
        double reachSquare = reach * reach;
        double scale = pen.scale;
        boolean flat = Math.abs(dx) >= Math.abs(dy);
        double major0 = flat ? x0 : y0;
        double major1 = flat ? x1 : y1;
        double minor0 = flat ? y0 : x0;
        double minor1 = flat ? y1 : x1;
        double slope = flat ? dy / dx : dx / dy;
        int majorFirst = flat ? sheet.left() : sheet.top();
        int majorEnd = flat ? sheet.right() : sheet.bottom();
        double ux = (flat ? dx : dy) / length;
        double uy = (flat ? dy : dx) / length;
        // Behind its end, where the next segment goes on, only the corners of its own breadth are left.
        double behind = last ? reach : reach * Math.abs(uy);
        boolean ahead = major1 > major0;
        int from = Math.max(majorFirst, after(ahead ? major0 - reach : major1 - behind));
        int to = Math.min(majorEnd - 1, before(ahead ? major1 + behind : major0 + reach));
        if (from > to) {
            return run + length;
        }
        int minorFirst = Math.max(flat ? sheet.top() : sheet.left(), after(Math.min(minor0, minor1) - reach));
        int minorLast = Math.min((flat ? sheet.bottom() : sheet.right()) - 1, before(Math.max(minor0, minor1) + reach));
        double across = reach / Math.abs(ux);
        int next = flat ? sheet.width() : 1;
        boolean solid = dashes == Dashes.NONE;
        for (int major = from; major <= to; major++) {
            double px = major + 0.5 - major0;
            double middle = minor0 + px * slope;
            int low = Math.max(minorFirst, after(middle - across));
            int high = Math.min(minorLast, before(middle + across));
            if (low > high) {
                continue;
            }
            int index = flat ? sheet.index(major, low) : sheet.index(low, major);
            if (touched.length - count <= high - low) {
                touched = Arrays.copyOf(touched, touched.length * 2 + high - low);
            }
            double alongPart = px * ux;
            double asidePart = px * uy;
            for (int minor = low; minor <= high; minor++, index += next) {
                double py = minor + 0.5 - minor0;
                double along = alongPart + py * uy;
                double aside = asidePart - py * ux;
                double left = reachSquare - aside * aside;
                if (along < 0) {
                    left -= along * along;
                } else if (along > length) {
                    if (!last) {
                        continue;
                    }
                    left -= (along - length) * (along - length);
                }
                int depth = (int) (left * scale);
                int known = near[index];
                // Without a branch: half of all pixels are new, and no processor could guess which.
                touched[count] = index;
                count += known == 0 && depth > 0 ? 1 : 0;
                near[index] = (char) Math.max(known, depth);
                if (!solid && depth > inked[index] && !dashes.isGap(run + Math.clamp(along, 0, length))) {
                    inked[index] = (char) depth;
                }
            }
        }
        return run + length;
    }

    /// The first pixel whose centre is not before a place. A floor of the platform's own costs many times as much
    /// until it has been compiled with care.
    private static int after(double place) {
        return before(place) + 1;
    }

    /// The last pixel whose centre is not after a place, or is hardly.
    private static int before(double place) {
        double centre = place - 0.5;
        if (centre < -FAR || centre > FAR) {
            return centre < 0 ? -FAR : FAR;
        }
        int pixel = (int) centre;
        return centre < pixel ? pixel - 1 : pixel;
    }

    private void flush(int rgb, Pen pen, boolean dashed) {
        for (int i = 0; i < count; i++) {
            int index = touched[i];
            int depth = near[index];
            int on = pen.ink[dashed ? inked[index] : depth] & 0xff;
            if (on < 255) {
                sheet.blend(index, HALO, pen.halo[depth] & 0xff);
            }
            if (on > 0) {
                sheet.blend(index, rgb, on);
            }
            near[index] = 0;
            if (dashed) {
                inked[index] = 0;
            }
        }
        count = 0;
    }

    /// Paints a disc with a halo, for points.
    void disc(double cx, double cy, double radius, int rgb, double unit) {
        round(cx, cy, radius + 1.5 * unit, HALO, 160);
        round(cx, cy, radius, rgb, 255);
    }

    private void round(double cx, double cy, double radius, int rgb, int alpha) {
        int top = Math.max(sheet.top(), (int) Math.floor(cy - radius - 1));
        int bottom = Math.min(sheet.bottom() - 1, (int) Math.ceil(cy + radius + 1));
        int left = Math.max(sheet.left(), (int) Math.floor(cx - radius - 1));
        int right = Math.min(sheet.right() - 1, (int) Math.ceil(cx + radius + 1));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double cover = Math.clamp(radius + 0.5 - Math.hypot(x + 0.5 - cx, y + 0.5 - cy), 0, 1);
                if (cover > 0) {
                    sheet.blend(sheet.index(x, y), rgb, (int) (cover * alpha));
                }
            }
        }
    }
}
