package limner.app.ui.canvas.paint;

import java.util.Arrays;
import java.util.Optional;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Rle;

/// Paints masks so that their pixels stay squares: each device pixel asks the picture pixel under its centre; the
/// outline runs inside the mask along its pixels. One thread at a time.
final class MaskPainter {

    private static final int OUTLINE_ALPHA = 235;
    private static final int GAP = 0x000000;
    private static final int GAP_ALPHA = 110;

    private final PixelSheet sheet;
    private byte[] bits = new byte[0];

    MaskPainter(PixelSheet sheet) {
        this.sheet = sheet;
    }

    /// @param view in device pixels
    /// @param unit device pixels per logical pixel
    /// @param line width of the outline in device pixels
    /// @param dash width of a dash in device pixels, 0 for a line without gaps
    void paint(Rle mask, ViewTransform view, double unit, Look look, int fillAlpha, int line, int dash) {
        int rgb = look.rgb();
        HatchPainter hatch = HatchPainter.of(look.hatch(), unit);
        Optional<PixelBox> bounds = mask.bounds();
        if (bounds.isEmpty()) {
            return;
        }
        int reach = 1 + (int) Math.ceil(line / Math.min(view.scale(), view.scaleX()));
        PixelBox seen = seen(view, reach).intersection(bounds.get());
        if (seen.isEmpty()) {
            return;
        }
        int size = Math.multiplyExact(seen.width(), seen.height());
        if (bits.length < size) {
            bits = new byte[Math.max(size, bits.length * 3 / 2)];
        }
        Arrays.fill(bits, 0, size, (byte) 0);
        mask.decodeRowMajor(seen, bits, 0, seen.width(), (byte) 1);
        int left = Math.max(sheet.left(), (int) Math.floor(view.toScreenX(seen.x())) - 1);
        int right = Math.min(sheet.right(), (int) Math.ceil(view.toScreenX(seen.right())) + 1);
        int top = Math.max(sheet.top(), (int) Math.floor(view.toScreenY(seen.y())) - 1);
        int bottom = Math.min(sheet.bottom(), (int) Math.ceil(view.toScreenY(seen.bottom())) + 1);
        if (left >= right) {
            return;
        }
        int[] columns = map(left - line, right + line, view.scaleX(), view.x(), seen.x());
        for (int y = top; y < bottom; y++) {
            int row = source(y, view.scale(), view.y(), seen.y());
            int above = source(y - line, view.scale(), view.y(), seen.y());
            int below = source(y + line, view.scale(), view.y(), seen.y());
            for (int x = left; x < right; x++) {
                int c = x - left + line;
                if (!bit(seen, columns[c], row)) {
                    continue;
                }
                boolean inner = bit(seen, columns[c - line], row)
                        && bit(seen, columns[c + line], row)
                        && bit(seen, columns[c], above)
                        && bit(seen, columns[c], below);
                int index = sheet.index(x, y);
                if (!inner) {
                    boolean gap = dash > 0 && Math.floorMod(Math.floorDiv(x + y, dash), 2) == 1;
                    sheet.blend(index, gap ? GAP : rgb, gap ? GAP_ALPHA : OUTLINE_ALPHA);
                } else {
                    if (fillAlpha > 0) {
                        sheet.blend(index, rgb, fillAlpha);
                    }
                    if (hatch.isLine(x, y)) {
                        sheet.blend(index, rgb, HatchPainter.ALPHA);
                    }
                }
            }
        }
    }

    private PixelBox seen(ViewTransform view, int reach) {
        int left = source(sheet.left(), view.scaleX(), view.x(), 0) - reach;
        int top = source(sheet.top(), view.scale(), view.y(), 0) - reach;
        int right = source(sheet.right(), view.scaleX(), view.x(), 0) + reach + 1;
        int bottom = source(sheet.bottom(), view.scale(), view.y(), 0) + reach + 1;
        return new PixelBox(left, top, right - left, bottom - top);
    }

    private static int[] map(int from, int to, double scale, double offset, int origin) {
        int[] columns = new int[to - from];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = source(from + i, scale, offset, origin);
        }
        return columns;
    }

    /// The picture pixel under the centre of a device pixel.
    private static int source(int device, double scale, double offset, int origin) {
        return (int) Math.floor((device + 0.5 - offset) / scale) - origin;
    }

    private boolean bit(PixelBox seen, int x, int y) {
        return x >= 0 && y >= 0 && x < seen.width() && y < seen.height() && bits[y * seen.width() + x] != 0;
    }
}
