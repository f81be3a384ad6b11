package limner.plugin.opencv;

import java.util.Arrays;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.ximgproc.SuperpixelSLIC;
import org.opencv.ximgproc.Ximgproc;

/// A part of a picture cut into small pieces of even colour that end at edges (SLIC: Achanta and others, 2012). Holds
/// no native memory; any thread may ask once it is made. The same pixels give the same pieces.
public final class Superpixels {

    /// The side of the part that is cut at once.
    public static final int REACH = 512;

    /// Smaller pieces are joined to a neighbour: so many percent of the usual size.
    private static final int LEAST_PERCENT = 25;

    /// How much a pixel's distance counts beside its colour.
    private static final float COMPACTNESS = 20;

    private static final int ROUNDS = 5;

    private final Area area;
    private final int pictureWidth;
    private final int pictureHeight;
    private final int[] pieces;

    private Superpixels(Area area, int pictureWidth, int pictureHeight, int[] pieces) {
        this.area = area;
        this.pictureWidth = pictureWidth;
        this.pictureHeight = pictureHeight;
        this.pieces = pieces;
    }

    /// The part of a picture that should be cut around a pixel.
    public static Area around(int x, int y, int pictureWidth, int pictureHeight) {
        return Area.around(x, y, REACH, pictureWidth, pictureHeight);
    }

    /// Cuts a region.
    ///
    /// @param side of a usual piece in pixels, 4 to 200
    /// @throws PluginException when the region is too large to be cut at once
    /// @throws java.util.concurrent.CancellationException when nobody waits any more
    public static Superpixels of(Region region, int side, Patience patience) throws PluginException {
        if (side < 4 || side > 200) {
            throw new IllegalArgumentException("a piece has a side of 4 to 200 pixels: " + side);
        }
        Area area = region.area();
        if (area.pixels() > (long) REACH * REACH) {
            throw new PluginException("No more than " + REACH + " × " + REACH + " pixels are cut into pieces at once.");
        }
        patience.check();
        return Natives.run(scratch -> {
            Mat smooth = scratch.mat();
            Imgproc.GaussianBlur(region.bgr(), smooth, new Size(3, 3), 0);
            Mat lab = scratch.mat();
            Imgproc.cvtColor(smooth, lab, Imgproc.COLOR_BGR2Lab);
            int[] pieces = new int[Math.toIntExact(area.pixels())];
            if (Math.min(area.width(), area.height()) > side) {
                SuperpixelSLIC slic = Ximgproc.createSuperpixelSLIC(lab, Ximgproc.SLIC, side, COMPACTNESS);
                slic.iterate(ROUNDS);
                patience.check();
                slic.enforceLabelConnectivity(LEAST_PERCENT);
                Mat labels = scratch.mat();
                slic.getLabels(labels);
                labels.get(0, 0, pieces);
            }
            return new Superpixels(area, region.pictureWidth(), region.pictureHeight(), pieces);
        });
    }

    /// Whether a pixel is in the part that was cut.
    public boolean reaches(int x, int y) {
        return area.contains(x, y);
    }

    /// Which part was cut.
    public Area area() {
        return area;
    }

    /// The number of the piece that a pixel belongs to.
    ///
    /// @throws PluginException when the pixel was not in the region
    public int pieceAt(int x, int y) throws PluginException {
        if (!reaches(x, y)) {
            throw new PluginException("This place is beside the part of the picture that was cut into pieces.");
        }
        return pieces[(y - area.y()) * area.width() + x - area.x()];
    }

    /// How many pieces there are.
    public int count() {
        return (int) Arrays.stream(pieces).distinct().count();
    }

    /// The pixels of one piece, as a mask of the whole picture.
    public SuggestedShape.Mask piece(int number) {
        int top = Integer.MAX_VALUE;
        int bottom = 0;
        int left = Integer.MAX_VALUE;
        int right = 0;
        for (int y = 0, i = 0; y < area.height(); y++) {
            for (int x = 0; x < area.width(); x++) {
                if (pieces[i++] == number) {
                    top = Math.min(top, y);
                    bottom = y + 1;
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                }
            }
        }
        if (bottom == 0) {
            throw new IllegalArgumentException("there is no piece " + number);
        }
        Area box = new Area(area.x() + left, area.y() + top, right - left, bottom - top);
        byte[] columns = new byte[Math.toIntExact(box.pixels())];
        for (int x = left, i = 0; x < right; x++) {
            for (int y = top; y < bottom; y++) {
                columns[i++] = pieces[y * area.width() + x] == number ? (byte) 1 : 0;
            }
        }
        return ColumnRuns.mask(pictureWidth, pictureHeight, box, columns);
    }
}
