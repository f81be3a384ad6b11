package limner.app.ui.canvas.paint;

import java.util.Arrays;

/// Paints outlines with soft edges. Coverage is the distance of a pixel's centre to the line; where segments meet the
/// greater coverage counts, so that joints are no darker than the rest. One thread at a time.
final class StrokePainter {

    /// Marks a ring's last point joined to its first.
    enum Ends {
        OPEN,
        CLOSED
    }

    private static final int HALO = 0x000000;
    private static final int HALO_ALPHA = 110;

    private final PixelSheet sheet;
    private final byte[] halo;
    private final byte[] ink;
    private int[] touched = new int[1 << 12];
    private int count;

    StrokePainter(PixelSheet sheet) {
        this.sheet = sheet;
        this.halo = new byte[sheet.capacity()];
        this.ink = new byte[sheet.capacity()];
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
        double period = switch (dash) {
            case SOLID -> 0;
            case DASHED -> 9 * unit;
            case DOTTED -> 5 * unit;
        };
        Pen pen = new Pen(line / 2, line / 2 + around, period, dash == Look.Dash.DOTTED ? 2.5 * unit : 5.5 * unit);
        double run = 0;
        int segments = ends == Ends.CLOSED ? n : n - 1;
        for (int i = 0; i < segments; i++) {
            int j = i + 1 == n ? 0 : i + 1;
            run = segment(xs[i], ys[i], xs[j], ys[j], pen, run);
        }
        flush(rgb, around > 0);
    }

    /// @param half half the width of the line
    /// @param wide half the width of the halo
    /// @param period length after which dashes repeat, or 0
    /// @param on how much of it is ink
    private record Pen(double half, double wide, double period, double on) {}

    /// @return how far along the whole line the end of this segment is
    private double segment(double x0, double y0, double x1, double y1, Pen pen, double run) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double length = Math.sqrt(dx * dx + dy * dy);
        if (length < 1e-9) {
            return run;
        }
        double reach = pen.wide() + 0.5;
        boolean flat = Math.abs(dx) >= Math.abs(dy);
        double major0 = flat ? x0 : y0;
        double major1 = flat ? x1 : y1;
        double minor0 = flat ? y0 : x0;
        double slope = flat ? dy / dx : dx / dy;
        int majorFirst = flat ? sheet.left() : sheet.top();
        int majorEnd = flat ? sheet.right() : sheet.bottom();
        int minorFirst = flat ? sheet.top() : sheet.left();
        int minorEnd = flat ? sheet.bottom() : sheet.right();
        int from = Math.max(majorFirst, (int) Math.floor(Math.min(major0, major1) - reach));
        int to = Math.min(majorEnd - 1, (int) Math.ceil(Math.max(major0, major1) + reach));
        double across = reach * length / Math.abs(flat ? dx : dy);
        double ux = (flat ? dx : dy) / length;
        double uy = (flat ? dy : dx) / length;
        int next = flat ? sheet.width() : 1;
        for (int major = from; major <= to; major++) {
            double middle = minor0 + (major + 0.5 - major0) * slope;
            int low = Math.max(minorFirst, (int) Math.floor(middle - across));
            int high = Math.min(minorEnd - 1, (int) Math.ceil(middle + across));
            if (low > high) {
                continue;
            }
            int index = flat ? sheet.index(major, low) : sheet.index(low, major);
            double px = major + 0.5 - major0;
            for (int minor = low; minor <= high; minor++, index += next) {
                double py = minor + 0.5 - minor0;
                double along = px * ux + py * uy;
                double beyond = along < 0 ? -along : Math.max(0, along - length);
                double aside = Math.abs(px * uy - py * ux);
                if (aside >= reach || beyond >= reach) {
                    continue;
                }
                double distance = beyond == 0 ? aside : Math.sqrt(beyond * beyond + aside * aside);
                double around = reach - distance;
                if (around > 0) {
                    boolean gap = pen.period() > 0 && (run + Math.clamp(along, 0, length)) % pen.period() >= pen.on();
                    mark(index, around, gap ? 0 : pen.half() + 0.5 - distance);
                }
            }
        }
        return run + length;
    }

    private void mark(int index, double around, double on) {
        int known = halo[index] & 0xff;
        if (known == 0) {
            if (count == touched.length) {
                touched = Arrays.copyOf(touched, count * 2);
            }
            touched[count++] = index;
        }
        // Coverage never shrinks; what was touched at all is at least 1.
        if (known < 255) {
            halo[index] = (byte) Math.max(known, cover(around));
        }
        if (on > 0 && ink[index] != -1) {
            ink[index] = (byte) Math.max(ink[index] & 0xff, cover(on));
        }
    }

    private static int cover(double depth) {
        return depth >= 1 ? 255 : 1 + (int) (depth * 254);
    }

    /// @param dark whether what was touched beside the ink gets darker
    private void flush(int rgb, boolean dark) {
        for (int i = 0; i < count; i++) {
            int index = touched[i];
            int on = ink[index] & 0xff;
            if (dark && on < 255) {
                sheet.blend(index, HALO, (halo[index] & 0xff) * HALO_ALPHA / 255);
            }
            if (on > 0) {
                sheet.blend(index, rgb, on);
            }
            halo[index] = 0;
            ink[index] = 0;
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
