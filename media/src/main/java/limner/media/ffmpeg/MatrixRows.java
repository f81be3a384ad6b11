package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BAYER;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_FLOAT;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_HWACCEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_BT2020;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_FCC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_SMPTE240M;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/// Rows of pixels from planes of Y'CbCr of 8 to 12 bits, which nearly all video has: the formulas of ITU-T H.273 in
/// whole numbers, so exact that only values within a hundredth of the middle between two levels may be rounded the
/// other way. Chroma is interpolated linearly from where it was sampled, in interlaced pictures within its field.
///
/// Two neighbouring pixels are computed at a time, the left ones of a row in arrays of their own and the right ones in
/// others, because chroma is shared by two. Each step is a loop of its own over arrays at one index: that is what the
/// compiler turns into vector instructions. One thread each; several may work on one picture.
final class MatrixRows {
    private static final ValueLayout.OfShort TWO_BYTES =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt FOUR_BYTES =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final long UNKNOWN = AV_PIX_FMT_FLAG_ALPHA
            | AV_PIX_FMT_FLAG_BAYER
            | AV_PIX_FMT_FLAG_BE
            | AV_PIX_FMT_FLAG_BITSTREAM
            | AV_PIX_FMT_FLAG_FLOAT
            | AV_PIX_FMT_FLAG_HWACCEL
            | AV_PIX_FMT_FLAG_PAL
            | AV_PIX_FMT_FLAG_RGB;

    /// More would cost more precision than swscale does.
    private static final int MOST_BITS = 12;

    /// Sums are colours in units of this power of two; the largest sum, 552 levels, fits 32 bits.
    private static final int SHIFT = 21;

    /// Between two rows of chroma lie so many places where a row of luma may be.
    private static final int PARTS = 8;

    private static final int OPAQUE = 0xFF000000;

    /// How chroma lies beside the two pixels of a pair.
    private enum Columns {
        /// Each pixel has its own.
        OWN(1),
        /// At the left pixel, and half-way to the next for the right one.
        LEFT(2),
        /// Between the two: a quarter of the way from each.
        CENTRE(4);

        /// What the weights of a pixel's chroma add up to.
        final int weights;

        Columns(int weights) {
            this.weights = weights;
        }
    }

    private final int width;
    private final int pairs;
    private final boolean wideValues;
    private final int bits;
    private final int valueShift;
    private final int fields;
    private final boolean halfRows;
    private final boolean woven;
    private final int chromaRows;
    private final int chromaDown;
    private final Columns columns;
    private final PlaneMemory luma;
    private final PlaneMemory[] chroma;
    private final int lumaScale;
    private final int lumaBase;
    private final int red;
    private final int greenOfBlue;
    private final int greenOfRed;
    private final int blue;

    private final short[] shorts;
    private final short[] halfShorts;
    private final int[] halfWide;
    private final long[] halfJoined;
    private final int[] wide;
    private final int[][] lumas;
    private final ChromaRow[] kept = new ChromaRow[4];
    private final int[] cb;
    private final int[] cr;
    private final int[][][] colours;
    private final int[] before;
    private final int[] next;
    private final int[] tripled;
    private final int[] nothing;
    private final int[][] sides;
    private final long[] joined;

    /// @param job what [FfmpegScaler.Job] says about matrix, range, fields and places of chroma
    MatrixRows(AVFrame frame, AVPixFmtDescriptor pixels, FfmpegScaler.Job job) {
        width = frame.width();
        pairs = (width + 1) / 2;
        bits = pixels.comp(0).depth();
        valueShift = pixels.comp(0).shift();
        wideValues = bits + valueShift > 8;
        fields = job.interlaced() ? 2 : 1;
        halfRows = pixels.log2_chroma_h() > 0;
        chromaRows = -(-frame.height() >> pixels.log2_chroma_h());
        woven = pixels.comp(1).plane() == pixels.comp(2).plane();
        int[] place = FfmpegScaler.chromaPlace(job.chroma());
        chromaDown = place[1];
        columns = pixels.log2_chroma_w() == 0 ? Columns.OWN : place[0] == 0 ? Columns.LEFT : Columns.CENTRE;

        int each = wideValues ? 2 : 1;
        luma = PlaneMemory.of(frame, 0, frame.height(), (long) width * each);
        long chromaBytes = (long) (columns == Columns.OWN ? width : pairs) * each * (woven ? 2 : 1);
        chroma = new PlaneMemory[woven ? 1 : 2];
        for (int i = 0; i < chroma.length; i++) {
            chroma[i] = PlaneMemory.of(frame, i + 1, chromaRows, chromaBytes);
        }

        double kr = redWeight(job.matrix());
        double kb = blueWeight(job.matrix());
        double kg = 1 - kr - kb;
        double most = Math.scalb(1.0, bits) - 1;
        double lumaLevel = 255 / (job.fullRange() ? most : Math.scalb(219.0, bits - 8));
        double chromaLevel = 255 / (job.fullRange() ? most : Math.scalb(224.0, bits - 8));
        double one = Math.scalb(1.0, SHIFT);
        double chromaOne = chromaLevel * one / (PARTS * columns.weights);
        lumaScale = (int) Math.round(lumaLevel * one);
        int black = job.fullRange() ? 0 : 16 << bits - 8;
        lumaBase = (int) Math.round(one / 2 - black * lumaLevel * one);
        red = (int) Math.round(2 * (1 - kr) * chromaOne);
        blue = (int) Math.round(2 * (1 - kb) * chromaOne);
        greenOfBlue = (int) Math.round(-2 * kb * (1 - kb) / kg * chromaOne);
        greenOfRed = (int) Math.round(-2 * kr * (1 - kr) / kg * chromaOne);

        shorts = new short[pairs];
        int half = (pairs + 1) / 2;
        halfShorts = new short[half];
        halfWide = new int[half];
        halfJoined = new long[half];
        wide = new int[pairs];
        lumas = new int[2][pairs];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new ChromaRow(new int[columns == Columns.OWN ? 4 : 2][pairs]);
        }
        cb = new int[pairs];
        cr = new int[pairs];
        colours = new int[columns == Columns.OWN ? 2 : 1][3][pairs];
        before = new int[pairs];
        next = new int[pairs];
        tripled = new int[pairs];
        nothing = new int[pairs];
        sides = new int[2][pairs];
        joined = new long[pairs];
    }

    /// Whether pictures of this format are taken: planes of little-endian values, chroma in planes of its own or two
    /// values woven into one, for every pixel or every second one.
    static boolean takes(AVPixFmtDescriptor pixels) {
        int depth = pixels.comp(0).depth();
        boolean known = (pixels.flags() & UNKNOWN) == 0
                && pixels.nb_components() == 3
                && depth >= 8
                && depth <= MOST_BITS
                && pixels.log2_chroma_w() <= 1
                && pixels.log2_chroma_h() <= 1;
        if (!known) {
            return false;
        }
        int shift = pixels.comp(0).shift();
        int each = depth + shift > 8 ? 2 : 1;
        boolean woven = pixels.comp(1).plane() == 1 && pixels.comp(2).plane() == 1;
        boolean taken = lies(pixels.comp(0), depth, shift, 0, each, 0);
        if (woven) {
            return taken
                    && pixels.log2_chroma_w() == 1
                    && lies(pixels.comp(1), depth, shift, 1, 2 * each, 0)
                    && lies(pixels.comp(2), depth, shift, 1, 2 * each, each);
        }
        return taken
                && lies(pixels.comp(1), depth, shift, 1, each, 0)
                && lies(pixels.comp(2), depth, shift, 2, each, 0);
    }

    private static boolean lies(AVComponentDescriptor c, int depth, int shift, int plane, int step, int offset) {
        return c.depth() == depth
                && c.shift() == shift
                && c.plane() == plane
                && c.step() == step
                && c.offset() == offset;
    }

    /// H.273, table 4: the share of red in luma.
    private static double redWeight(int matrix) {
        return switch (matrix) {
            case SWS_CS_ITU709 -> 0.2126;
            case SWS_CS_FCC -> 0.30;
            case SWS_CS_SMPTE240M -> 0.212;
            case SWS_CS_BT2020 -> 0.2627;
            default -> 0.299;
        };
    }

    /// H.273, table 4: the share of blue in luma.
    private static double blueWeight(int matrix) {
        return switch (matrix) {
            case SWS_CS_ITU709 -> 0.0722;
            case SWS_CS_FCC -> 0.11;
            case SWS_CS_SMPTE240M -> 0.087;
            case SWS_CS_BT2020 -> 0.0593;
            default -> 0.114;
        };
    }

    /// Computes row `y`: a pixel an int, opaque, then red, green and blue.
    void row(int y, int[] into) {
        pairs(luma, y, width);
        split(wide, lowShift(), highShift(), mask(), lumaScale, lumaBase, lumas[0], lumas[1]);
        chroma(y);
        Arrays.fill(sides[0], OPAQUE);
        Arrays.fill(sides[1], OPAQUE);
        for (int colour = 0; colour < 3; colour++) {
            paint(colours[0][colour], colours[colours.length - 1][colour], 16 - 8 * colour);
        }
        join(sides[0], sides[1], joined);
        MemorySegment.copy(MemorySegment.ofArray(joined), FOUR_BYTES, 0, into, 0, width);
    }

    private void paint(int[] left, int[] right, int at) {
        switch (columns) {
            case OWN -> {
                add(lumas[0], left, nothing, at, sides[0]);
                add(lumas[1], right, nothing, at, sides[1]);
            }
            case LEFT -> {
                follow(left);
                add(lumas[0], left, left, at, sides[0]);
                add(lumas[1], left, next, at, sides[1]);
            }
            case CENTRE -> {
                follow(left);
                System.arraycopy(left, 0, before, 1, pairs - 1);
                before[0] = left[0];
                weigh(left, 3, left, 0, tripled);
                add(lumas[0], before, tripled, at, sides[0]);
                add(lumas[1], tripled, next, at, sides[1]);
            }
        }
    }

    /// For each pair the value of the next one.
    private void follow(int[] values) {
        System.arraycopy(values, 1, next, 0, pairs - 1);
        next[pairs - 1] = values[pairs - 1];
    }

    /// What chroma adds to the colours of row `y`.
    private void chroma(int y) {
        int field = y % fields;
        ChromaRow above = chromaRow(y);
        ChromaRow below = above;
        int part = 0;
        if (halfRows) {
            // In 256ths of the distance of luma rows, of which there are two for each of chroma; see FfmpegScaler.
            int down = fields == 2 ? (chromaDown + 256 * field) / 2 : chromaDown;
            int place = y / fields * 256 - down;
            int row = Math.floorDiv(place, 512);
            part = Math.floorMod(place, 512) * PARTS / 512;
            above = chromaRow(inField(row, field));
            below = chromaRow(inField(row + 1, field));
        }
        int zero = PARTS << bits - 1;
        for (int side = 0; side < colours.length; side++) {
            blend(above.values[2 * side], below.values[2 * side], PARTS - part, part, zero, cb);
            blend(above.values[2 * side + 1], below.values[2 * side + 1], PARTS - part, part, zero, cr);
            weigh(cr, red, cb, 0, colours[side][0]);
            weigh(cr, greenOfRed, cb, greenOfBlue, colours[side][1]);
            weigh(cb, blue, cr, 0, colours[side][2]);
        }
    }

    /// The row of the plane that is row `row` of a field, or the nearest there is.
    private int inField(int row, int field) {
        int last = Math.max(0, (chromaRows - 1 - field) / fields);
        return Math.min(chromaRows - 1, field + fields * Math.clamp(row, 0, last));
    }

    /// Neighbouring rows of luma share rows of chroma, so the last few are kept.
    private ChromaRow chromaRow(int row) {
        int number = Math.min(row, chromaRows - 1);
        ChromaRow slot = kept[number % kept.length];
        if (slot.number != number) {
            slot.number = number;
            int[][] values = slot.values;
            if (woven) {
                pairs(chroma[0], number, 2 * pairs);
                split(wide, lowShift(), highShift(), mask(), 1, 0, values[0], values[1]);
            } else if (columns == Columns.OWN) {
                pairs(chroma[0], number, width);
                split(wide, lowShift(), highShift(), mask(), 1, 0, values[0], values[2]);
                pairs(chroma[1], number, width);
                split(wide, lowShift(), highShift(), mask(), 1, 0, values[1], values[3]);
            } else {
                singles(chroma[0], number, values[0]);
                singles(chroma[1], number, values[1]);
            }
        }
        return slot;
    }

    private int lowShift() {
        return valueShift;
    }

    private int highShift() {
        return valueShift + (wideValues ? 16 : 8);
    }

    private int mask() {
        return (1 << bits) - 1;
    }

    /// Reads two values into each int; when their number is odd the last one stands twice.
    private void pairs(PlaneMemory plane, int y, int values) {
        long at = plane.at(y);
        int whole = values / 2;
        if (wideValues) {
            MemorySegment.copy(plane.bytes(), FOUR_BYTES, at, wide, 0, whole);
            if (whole < pairs) {
                int last = plane.bytes().get(TWO_BYTES, at + 4L * whole) & 0xFFFF;
                wide[whole] = last << 16 | last;
            }
        } else {
            MemorySegment.copy(plane.bytes(), TWO_BYTES, at, shorts, 0, whole);
            if (whole < pairs) {
                int last = plane.bytes().get(ValueLayout.JAVA_BYTE, at + 2L * whole) & 0xFF;
                shorts[whole] = (short) (last << 8 | last);
            }
            widen(shorts, wide);
        }
    }

    /// Reads a value for each pair. Bytes are read two at a time and woven again, which takes half the time of widening
    /// them one by one.
    private void singles(PlaneMemory plane, int y, int[] into) {
        long at = plane.at(y);
        if (wideValues) {
            MemorySegment.copy(plane.bytes(), TWO_BYTES, at, shorts, 0, pairs);
            widen(shorts, wide);
            split(wide, lowShift(), lowShift(), mask(), 1, 0, into, into);
            return;
        }
        MemorySegment.copy(plane.bytes(), TWO_BYTES, at, halfShorts, 0, pairs / 2);
        if ((pairs & 1) != 0) {
            halfShorts[pairs / 2] = (short) (plane.bytes().get(ValueLayout.JAVA_BYTE, at + pairs - 1) & 0xFF);
        }
        widen(halfShorts, halfWide);
        weave(halfWide, halfJoined);
        MemorySegment.copy(MemorySegment.ofArray(halfJoined), FOUR_BYTES, 0, into, 0, pairs);
    }

    private static void widen(short[] from, int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = from[i];
        }
    }

    private static void weave(int[] from, long[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = from[i] & 0xFFL | (from[i] & 0xFF00L) << 24;
        }
    }

    private static void split(
            int[] from, int lowShift, int highShift, int mask, int scale, int base, int[] low, int[] high) {
        for (int i = 0; i < from.length; i++) {
            low[i] = scale * (from[i] >> lowShift & mask) + base;
            high[i] = scale * (from[i] >> highShift & mask) + base;
        }
    }

    private static void blend(int[] above, int[] below, int aboveWeight, int belowWeight, int zero, int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = aboveWeight * above[i] + belowWeight * below[i] - zero;
        }
    }

    private static void weigh(int[] first, int firstWeight, int[] second, int secondWeight, int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = firstWeight * first[i] + secondWeight * second[i];
        }
    }

    private static void add(int[] luma, int[] chroma, int[] more, int at, int[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] |= Math.max(0, Math.min(255, luma[i] + chroma[i] + more[i] >> SHIFT)) << at;
        }
    }

    private static void join(int[] left, int[] right, long[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = left[i] & 0xFFFFFFFFL | (long) right[i] << 32;
        }
    }

    /// A row of chroma as it was read: blue and red, or both of the left pixels and both of the right ones.
    private static final class ChromaRow {
        private final int[][] values;
        private int number = -1;

        ChromaRow(int[][] values) {
            this.values = values;
        }
    }
}
