package limner.model.exchange;

import java.util.Arrays;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Rle;

/// Masks as files keep them that write them row by row, often only the rectangle in which something is.
public final class CutMask {

    /// So many pixels a cut may have: more than pictures have, and few enough to be looked at one by one.
    private static final long MOST = 1L << 27;

    private CutMask() {}

    /// A mask of a whole picture from the pixels of a part of it.
    ///
    /// @param cut the part, inside the picture
    /// @param rows its pixels row by row; every byte that is not 0 is inside
    /// @throws IllegalArgumentException with a clause, when the part is not inside or there are not as many bytes
    public static Mask of(Entry.Picture picture, PixelBox cut, byte[] rows) {
        demand(picture, cut);
        Rle own = Rle.ofRowMajor(cut.width(), cut.height(), rows);
        return new Mask(
                cut.width() == picture.width() && cut.height() == picture.height() ? own : placed(own, picture, cut));
    }

    /// The same from run lengths row by row, the first of them outside; it may be 0.
    ///
    /// @throws IllegalArgumentException with a clause, when the part is not inside or the runs do not fill it
    public static Mask ofRuns(Entry.Picture picture, PixelBox cut, int[] runs) {
        demand(picture, cut);
        PixelBox inside = inside(cut, runs);
        if (inside.isEmpty()) {
            return new Mask(Rle.empty(picture.width(), picture.height()));
        }
        byte[] rows = new byte[inside.width() * inside.height()];
        int at = 0;
        for (int i = 0; i < runs.length; i++) {
            int end = at + runs[i];
            while (i % 2 == 1 && at < end) {
                int row = at / cut.width();
                int length = Math.min(end - at, cut.width() - at % cut.width());
                int start = (row + cut.y() - inside.y()) * inside.width() + at % cut.width() + cut.x() - inside.x();
                Arrays.fill(rows, start, start + length, (byte) 1);
                at += length;
            }
            at = end;
        }
        return of(picture, inside, rows);
    }

    /// The part of a cut that has pixels, by its runs alone: nothing as large as a cut is made before they fit it.
    private static PixelBox inside(PixelBox cut, int[] runs) {
        int all = cut.width() * cut.height();
        int at = 0;
        int left = cut.width();
        int right = 0;
        int top = cut.height();
        int bottom = 0;
        for (int i = 0; i < runs.length; i++) {
            if (runs[i] < 0 || runs[i] > all - at) {
                throw new IllegalArgumentException(
                        "run " + i + " of the mask is " + runs[i] + ", and only " + (all - at) + " pixels are left");
            }
            if (i % 2 == 1 && runs[i] > 0) {
                int first = at / cut.width();
                int last = (at + runs[i] - 1) / cut.width();
                top = Math.min(top, first);
                bottom = Math.max(bottom, last + 1);
                left = first == last ? Math.min(left, at % cut.width()) : 0;
                right = first == last ? Math.max(right, (at + runs[i] - 1) % cut.width() + 1) : cut.width();
            }
            at += runs[i];
        }
        if (at != all) {
            throw new IllegalArgumentException("the runs of the mask are " + at + " pixels, and it has " + all);
        }
        return bottom == 0 ? PixelBox.EMPTY : new PixelBox(cut.x() + left, cut.y() + top, right - left, bottom - top);
    }

    /// What every part has to be, before anything is made that is as large.
    ///
    /// @throws IllegalArgumentException with a clause, when it is empty, not inside, or larger than pictures are
    public static void demand(Entry.Picture picture, PixelBox cut) {
        if (cut.isEmpty()) {
            throw new IllegalArgumentException("its mask has no pixels");
        }
        if (cut.x() < 0 || cut.y() < 0 || cut.right() > picture.width() || cut.bottom() > picture.height()) {
            throw new IllegalArgumentException("its mask reaches beyond the picture");
        }
        if ((long) cut.width() * cut.height() > MOST) {
            throw new IllegalArgumentException(
                    "a mask of " + cut.width() + " × " + cut.height() + " is larger than pictures are");
        }
    }

    /// Column by column, because that is how runs lie: what goes from the foot of one column to the head of the next
    /// is not joined in the larger picture.
    private static Rle placed(Rle own, Entry.Picture picture, PixelBox cut) {
        int[] counts = own.counts();
        int[] all = new int[counts.length + 2 * cut.width() + 2];
        int n = 0;
        int told = 0;
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            int end = at + counts[i];
            while (i % 2 == 1 && at < end) {
                int column = at / cut.height();
                int row = at % cut.height();
                int length = Math.min(end - at, cut.height() - row);
                int start = (cut.x() + column) * picture.height() + cut.y() + row;
                all[n++] = start - told;
                all[n++] = length;
                told = start + length;
                at += length;
            }
            at = end;
        }
        all[n++] = picture.width() * picture.height() - told;
        return Rle.ofCounts(picture.width(), picture.height(), Arrays.copyOf(all, n));
    }
}
