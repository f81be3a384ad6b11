package limner.plugin.api;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Where something is in the picture.
///
/// Coordinates are pixels of the frame: (0,0) is the corner of the top-left pixel, so the pixel in column i covers
/// i to i + 1. A pixel belongs to a region when its centre is inside. What lies outside the picture does not count.
public sealed interface SuggestedShape {

    /// An upright box.
    ///
    /// @param x left edge
    /// @param y top edge
    /// @param width more than 0
    /// @param height more than 0
    record Box(double x, double y, double width, double height) implements SuggestedShape {

        public Box {
            if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(width) || !Double.isFinite(height)) {
                throw new IllegalArgumentException("a box has finite edges");
            }
            if (!(width > 0 && height > 0)) {
                throw new IllegalArgumentException("a box has an area: " + width + " x " + height);
            }
        }
    }

    /// A corner of a ring.
    record Point(double x, double y) {

        public Point {
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("a point has finite coordinates");
            }
        }
    }

    /// A closed line through at least three points; the last is joined to the first and not repeated.
    record Ring(List<Point> points) {

        public Ring {
            points = List.copyOf(points);
            if (points.size() < 3) {
                throw new IllegalArgumentException("a ring has at least three points, not " + points.size());
            }
        }
    }

    /// A region between rings by the even–odd rule, so holes and several parts need no order or direction.
    record Polygon(List<Ring> rings) implements SuggestedShape {

        public Polygon {
            rings = List.copyOf(rings);
            if (rings.isEmpty()) {
                throw new IllegalArgumentException("a polygon has at least one ring");
            }
        }
    }

    /// A set of pixels of the whole picture, as run lengths.
    ///
    /// The pixels are read column by column, each from the top (the order of COCO's run lengths,
    /// github.com/cocodataset/cocoapi).
    /// The first run counts pixels that are not in the mask and may be 0; then runs in and out take turns. The runs add
    /// up to width times height.
    ///
    /// @param width of the picture
    /// @param height of the picture
    /// @param runs none negative; only the first may be 0
    // The array is copied on the way in and out and compared by content; a list would box every run.
    @SuppressWarnings("ArrayRecordComponent")
    record Mask(int width, int height, int[] runs) implements SuggestedShape {

        public Mask {
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("a mask has at least one pixel: " + width + " x " + height);
            }
            runs = runs.clone();
            long sum = 0;
            for (int i = 0; i < runs.length; i++) {
                if (runs[i] < 0 || (runs[i] == 0 && i > 0)) {
                    throw new IllegalArgumentException("run " + i + " of a mask has the length " + runs[i]);
                }
                sum += runs[i];
            }
            if (sum != (long) width * height) {
                throw new IllegalArgumentException(
                        "the runs of a mask of " + width + " x " + height + " add up to " + sum);
            }
        }

        /// A copy of the runs.
        @Override
        public int[] runs() {
            return runs.clone();
        }

        /// Number of pixels in the mask.
        public long area() {
            long area = 0;
            for (int i = 1; i < runs.length; i += 2) {
                area += runs[i];
            }
            return area;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Mask m && width == m.width && height == m.height && Arrays.equals(runs, m.runs);
        }

        @Override
        public int hashCode() {
            return Objects.hash(width, height, Arrays.hashCode(runs));
        }

        @Override
        public String toString() {
            return "Mask[" + width + " x " + height + ", " + area() + " pixels]";
        }
    }

    /// The kind of this shape.
    default OutputKind kind() {
        if (this instanceof Box) {
            return OutputKind.BOX;
        }
        return this instanceof Polygon ? OutputKind.POLYGON : OutputKind.MASK;
    }
}
