package limner.plugin.opencv;

import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Takes the pixels that look like one of them: none of their colours is further from the pixel's own than a tolerance.
/// The same pixels give the same mask.
public final class MagicWand {

    private MagicWand() {}

    /// Which of the pixels that look alike.
    public enum Reach {
        /// Those joined to the pixel by an edge.
        CONNECTED,
        /// All of the region.
        EVERYWHERE
    }

    /// The pixels that look like the one at (x, y), that one among them.
    ///
    /// @param tolerance 0 to 255, for each colour
    /// @throws PluginException when the pixel is not in the region
    /// @throws java.util.concurrent.CancellationException when nobody waits any more
    public static SuggestedShape.Mask at(Region region, int x, int y, int tolerance, Reach reach, Patience patience)
            throws PluginException {
        if (tolerance < 0 || tolerance > 255) {
            throw new IllegalArgumentException("a tolerance is 0 to 255: " + tolerance);
        }
        region.require(x, y);
        patience.check();
        int column = x - region.area().x();
        int row = y - region.area().y();
        return Natives.run(scratch -> switch (reach) {
            case CONNECTED -> connected(region, column, row, tolerance, scratch);
            case EVERYWHERE -> everywhere(region, column, row, tolerance, scratch);
        });
    }

    private static SuggestedShape.Mask connected(Region region, int x, int y, int tolerance, Scratch scratch) {
        Mat bgr = region.bgr();
        // OpenCV wants a border of one pixel around the mask.
        Mat filled = scratch.keep(Mat.zeros(bgr.rows() + 2, bgr.cols() + 2, CvType.CV_8UC1));
        Scalar most = Scalar.all(tolerance);
        int flags = 4 | (255 << 8) | Imgproc.FLOODFILL_FIXED_RANGE | Imgproc.FLOODFILL_MASK_ONLY;
        Imgproc.floodFill(bgr, filled, new Point(x, y), new Scalar(0), new Rect(), most, most, flags);
        Mat inner = scratch.keep(filled.submat(1, 1 + bgr.rows(), 1, 1 + bgr.cols()));
        return region.mask(inner, scratch);
    }

    private static SuggestedShape.Mask everywhere(Region region, int x, int y, int tolerance, Scratch scratch) {
        byte[] colour = new byte[3];
        region.bgr().get(y, x, colour);
        double[] low = new double[3];
        double[] high = new double[3];
        for (int i = 0; i < 3; i++) {
            low[i] = (colour[i] & 0xff) - tolerance;
            high[i] = (colour[i] & 0xff) + tolerance;
        }
        Mat alike = scratch.mat();
        Core.inRange(region.bgr(), new Scalar(low), new Scalar(high), alike);
        return region.mask(alike, scratch);
    }
}
