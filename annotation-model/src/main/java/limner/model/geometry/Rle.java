package limner.model.geometry;

import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The pixels of a region in a picture of a given size, as alternating runs down the columns, first column first, the
/// first run being outside: the order and the text form of the COCO data set (its reference is pycocotools' maskApi).
///
/// Immutable, compared by content, and free of empty runs except possibly the first, so that equal regions are equal
/// values with equal text. A picture has at least one pixel and at most [Integer#MAX_VALUE].
///
/// Operations on two masks want pictures of equal size and throw [IllegalArgumentException] otherwise.
public final class Rle {
    private static final int[] NONE = {};

    private final int width;
    private final int height;

    /// The positions (column · height + row) where outside and inside change over, strictly ascending, all of them
    /// smaller than the number of pixels. A position with an odd number of edges at or before it is inside.
    private final int[] edges;

    /// Not part of the value: what was worked out for going from here to another mask, as long as there is memory for
    /// it, because whoever steps through a track asks for the same way again and again.
    private final AtomicReference<@Nullable SoftReference<MaskTween>> way = new AtomicReference<>();

    private Rle(int width, int height, int[] edges) {
        this.width = width;
        this.height = height;
        this.edges = edges;
    }

    /// A mask without any pixel.
    public static Rle empty(int width, int height) {
        requirePicture(width, height);
        return new Rle(width, height, NONE);
    }

    /// A mask from run lengths. Empty runs are allowed and are joined away.
    ///
    /// @throws IllegalArgumentException when a run is negative or the runs do not add up to the number of pixels
    public static Rle ofCounts(int width, int height, int[] counts) {
        int pixels = requirePicture(width, height);
        EdgeList list = new EdgeList(counts.length, pixels);
        long position = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0 || counts[i] > pixels - position) {
                throw new IllegalArgumentException(
                        "Run " + i + " of a mask is " + counts[i] + ", but must be between 0 and " + (pixels - position)
                                + " to stay inside a picture of " + width + " × " + height + ".");
            }
            position += counts[i];
            list.toggle((int) position);
        }
        requireComplete(width, height, position);
        return new Rle(width, height, list.toArray());
    }

    /// A mask from COCO's compressed text.
    ///
    /// @throws IllegalArgumentException naming the place, when the text is not well formed, or its runs leave the
    /// picture
    /// or do not fill it
    public static Rle ofCocoString(int width, int height, String text) {
        // Anything beyond ASCII becomes bytes that the alphabet of the format does not hold, and is refused there.
        return ofCompressed(width, height, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A mask from the bytes that [#compressed()] gave; the picture's size is kept by the caller.
    ///
    /// @throws IllegalArgumentException as [#ofCocoString(int, int, String)]
    public static Rle ofCompressed(int width, int height, byte[] text) {
        int pixels = requirePicture(width, height);
        return new Rle(width, height, CocoText.edges(text, pixels));
    }

    /// A mask from a picture of bytes, row by row; every byte that is not 0 is inside.
    ///
    /// @throws IllegalArgumentException when there is not exactly one byte per pixel
    public static Rle ofRowMajor(int width, int height, byte[] pixels) {
        requirePixels(requirePicture(width, height), pixels.length);
        ColumnToggles toggles = new ColumnToggles(width, height);
        ByteRows.toggles(pixels, width, height, toggles);
        return toggles.toRle();
    }

    /// Takes the array over; it must be what [#edges] says.
    static Rle ofEdges(int width, int height, int[] edges) {
        return new Rle(width, height, edges);
    }

    /// Not a copy: for reading inside this package only.
    int[] edges() {
        return edges;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// The number of runs, as in [#counts()].
    public int runCount() {
        return edges.length + 1;
    }

    /// The run lengths, outside first; the first is 0 when the top-left pixel is inside.
    public int[] counts() {
        int[] counts = new int[edges.length + 1];
        int last = 0;
        for (int i = 0; i < edges.length; i++) {
            counts[i] = edges[i] - last;
            last = edges[i];
        }
        counts[edges.length] = pixels() - last;
        return counts;
    }

    /// The mask as COCO's compressed text.
    public String cocoString() {
        return new String(compressed(), StandardCharsets.ISO_8859_1);
    }

    /// The text of [#cocoString()] as bytes (it is ASCII), for storing.
    public byte[] compressed() {
        return CocoText.text(edges, pixels());
    }

    /// Writes `value` to every pixel of the mask in a picture of bytes, row by row, and leaves the others as they are.
    ///
    /// @throws IllegalArgumentException when there is not exactly one byte per pixel
    public void decodeRowMajor(byte[] into, byte value) {
        requirePixels(pixels(), into.length);
        decodeRowMajor(new PixelBox(0, 0, width, height), into, 0, width, value);
    }

    /// Writes `value` to every pixel of the mask inside `area`; `into` holds just that area, row by row.
    ///
    /// @throws IllegalArgumentException when the area leaves the picture or `into` does not have its size
    public void decodeRowMajor(PixelBox area, byte[] into, byte value) {
        requirePixels((long) area.width() * area.height(), into.length);
        decodeRowMajor(area, into, 0, area.width(), value);
    }

    /// Writes `value` to every pixel of the mask inside `area`; the area's top-left pixel is at `offset` in `into`, and
    /// each row begins `stride` bytes after the one above it.
    ///
    /// @throws IllegalArgumentException when the area leaves the picture or does not fit into `into`
    public void decodeRowMajor(PixelBox area, byte[] into, int offset, int stride, byte value) {
        requireRoom(area, into.length, offset, stride);
        RowSweep.requireInside(area, width, height);
        Optional<PixelBox> used = bounds().map(area::intersection).filter(box -> !box.isEmpty());
        if (used.isEmpty()) {
            return;
        }
        PixelBox box = used.get();
        RowSweep sweep = new RowSweep(this, box);
        int start = offset + (box.y() - area.y()) * stride + box.x() - area.x();
        while (sweep.next()) {
            BitRows.fillBytes(sweep.row(), 0, box.width(), into, start, value);
            start += stride;
        }
    }

    /// The number of pixels inside.
    public long area() {
        // Wrapping around in the sum is harmless: the true result fits an int.
        int area = 0;
        int pairs = edges.length & ~1;
        for (int i = 0; i < pairs; i += 2) {
            area += edges[i + 1] - edges[i];
        }
        return pairs < edges.length ? area + pixels() - edges[pairs] : area;
    }

    /// Whether no pixel is inside.
    public boolean isEmpty() {
        return edges.length == 0;
    }

    /// The smallest rectangle around all pixels inside, or nothing when there are none.
    public Optional<PixelBox> bounds() {
        if (edges.length == 0) {
            return Optional.empty();
        }
        int top = height;
        int bottom = 0;
        int column = 0;
        // Once both borders are reached nothing can change any more.
        for (int i = 0; i < edges.length && bottom - top < height; i += 2) {
            int start = edges[i];
            int end = end(i);
            if (start - column >= height) {
                column += height;
                if (start - column >= height) {
                    column = start - start % height;
                }
            }
            if (end - column > height) {
                // The run goes on into the next column: it has the foot of one and the head of the other.
                top = 0;
                bottom = height;
            } else {
                top = Math.min(top, start - column);
                bottom = Math.max(bottom, end - column);
            }
        }
        int left = edges[0] / height;
        int right = (end((edges.length - 1) & ~1) - 1) / height + 1;
        return Optional.of(new PixelBox(left, top, right - left, bottom - top));
    }

    /// Whether pixel (x, y) is inside; outside the picture nothing is.
    public boolean contains(int x, int y) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return false;
        }
        return (Merge.edgesUpTo(edges, x * height + y) & 1) == 1;
    }

    /// The pixels in either mask.
    public Rle union(Rle other) {
        return merged(other, Merge.UNION);
    }

    /// The pixels in both masks.
    public Rle intersect(Rle other) {
        return merged(other, Merge.INTERSECTION);
    }

    /// The pixels in this mask that are not in the other.
    public Rle subtract(Rle other) {
        return merged(other, Merge.DIFFERENCE);
    }

    /// The pixels in exactly one of the masks.
    public Rle xor(Rle other) {
        return merged(other, Merge.EXCLUSIVE);
    }

    /// The number of pixels in both masks, without making a mask of them.
    public long intersectionArea(Rle other) {
        requireSameSize(other);
        return Merge.intersectionArea(edges, other.edges, pixels());
    }

    /// Intersection over union, from 0 to 1; 0 when both masks are empty, as pycocotools has it.
    public double iou(Rle other) {
        return ratio(intersectionArea(other), area() + other.area());
    }

    /// What COCO compares when the other mask is a crowd (`iscrowd` 1): the intersection over the area of this mask,
    /// from
    /// 0 to 1; 0 when this mask is empty.
    public double iouWithCrowd(Rle crowd) {
        long shared = intersectionArea(crowd);
        return shared == 0 ? 0 : (double) shared / area();
    }

    static double ratio(long shared, long areas) {
        return shared == 0 ? 0 : (double) shared / (areas - shared);
    }

    /// The mask in a picture of another size: pixels stay where they are, and what lies outside is cut off.
    public Rle inPicture(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        byte[] pixels = new byte[Math.multiplyExact(newWidth, newHeight)];
        PixelBox both = new PixelBox(0, 0, Math.min(newWidth, width), Math.min(newHeight, height));
        decodeRowMajor(both, pixels, 0, newWidth, (byte) 1);
        return ofRowMajor(newWidth, newHeight, pixels);
    }

    /// The mask moved by whole pixels inside its picture; what leaves the picture is lost.
    public Rle translated(int dx, int dy) {
        if (dx == 0 && dy == 0) {
            return this;
        }
        ColumnToggles toggles = new ColumnToggles(width, height);
        for (int i = 0; i < edges.length; i += 2) {
            int end = end(i);
            int column = edges[i] / height;
            int row = edges[i] - column * height;
            int left = end - edges[i];
            while (left > 0) {
                int length = Math.min(left, height - row);
                long x = (long) column + dx;
                long y = (long) row + dy;
                if (x >= 0 && x < width) {
                    toggles.toggle((int) x, Math.clamp(y, 0, height));
                    toggles.toggle((int) x, Math.clamp(y + length, 0, height));
                }
                left -= length;
                column++;
                row = 0;
            }
        }
        return toggles.toRle();
    }

    /// The mask at `t` of the way from this one to another, by form and place: both are moved onto a common centre,
    /// their signed Euclidean distances are mixed, and the result is moved to where the centre is by then. Never empty;
    /// what thin things that turn far would leave empty is the nearer mask, moved as long as that stays in the picture.
    ///
    /// The first call for a pair takes time by the size of their bounds, the next ones little.
    ///
    /// @param t above 0 and below 1
    /// @throws IllegalArgumentException when `t` lies outside, a mask is empty, or the pictures differ in size
    public Rle towards(Rle other, double t) {
        requireSameSize(other);
        if (!(t > 0 && t < 1)) {
            throw new IllegalArgumentException(
                    "The way between two masks goes from 0 to 1, but " + t + " is not on it.");
        }
        if (isEmpty() || other.isEmpty()) {
            throw new IllegalArgumentException("There is no way from or to a mask without any pixel.");
        }
        SoftReference<MaskTween> known = way.get();
        MaskTween tween = known == null ? null : known.get();
        if (tween == null || !tween.leadsTo(other)) {
            tween = new MaskTween(this, other);
            way.set(new SoftReference<>(tween));
        }
        return tween.at(t);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rle rle
                && width == rle.width
                && height == rle.height
                && Arrays.equals(edges, rle.edges);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return "Rle[" + width + " × " + height + ", " + area() + " pixels in " + runCount() + " runs]";
    }

    /// The number of pixels of a picture that a mask can have.
    static int requirePicture(int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A mask needs a picture of at least one and at most " + Integer.MAX_VALUE
                    + " pixels, but this one is " + width + " × " + height + ".");
        }
        return width * height;
    }

    static void requireComplete(int width, int height, long position) {
        if (position != (long) width * height) {
            throw new IllegalArgumentException("The runs of a mask cover " + position + " pixels, but the picture of "
                    + width + " × " + height + " has " + (long) width * height + ".");
        }
    }

    /// Checks that rows of `area` fit into an array that holds them from `offset` on, `stride` apart.
    static void requireRoom(PixelBox area, int length, int offset, int stride) {
        long end = area.isEmpty() ? 0 : offset + (area.height() - 1L) * stride + area.width();
        if (offset < 0 || stride < area.width() || end > length) {
            throw new IllegalArgumentException("An area of " + area.width() + " × " + area.height() + " at offset "
                    + offset + " with stride " + stride + " does not fit into " + length + " bytes.");
        }
    }

    static void requirePixels(long expected, int length) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    "One byte per pixel is needed, " + expected + ", but there are " + length + ".");
        }
    }

    void requireSameSize(Rle other) {
        if (width != other.width || height != other.height) {
            throw new IllegalArgumentException("A mask for a picture of " + width + " × " + height
                    + " cannot be compared with one for " + other.width + " × " + other.height + ".");
        }
    }

    private Rle merged(Rle other, int rule) {
        requireSameSize(other);
        return new Rle(width, height, Merge.edges(edges, other.edges, rule));
    }

    private int pixels() {
        return width * height;
    }

    /// Where the run inside ends that begins at `edges[i]`.
    private int end(int i) {
        return i + 1 < edges.length ? edges[i + 1] : pixels();
    }
}
