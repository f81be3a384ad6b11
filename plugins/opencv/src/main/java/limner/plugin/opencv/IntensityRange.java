package limner.plugin.opencv;

import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Takes the pixels whose brightness lies between two values. Brightness is 0.299 red + 0.587 green + 0.114 blue
/// (ITU-R BT.601), 0 to 255.
public final class IntensityRange {

    private IntensityRange() {}

    /// The pixels of a part of the region that are neither darker than `low` nor brighter than `high`.
    ///
    /// @param within where to look; what of it is not in the region does not count
    /// @throws PluginException when nothing of the part is in the region
    /// @throws java.util.concurrent.CancellationException when nobody waits any more
    public static SuggestedShape.Mask between(Region region, Area within, int low, int high, Patience patience)
            throws PluginException {
        if (low < 0 || high > 255 || low > high) {
            throw new IllegalArgumentException("a range of brightness lies in 0 to 255: " + low + " to " + high);
        }
        Area area = region.area();
        int left = Math.max(area.x(), within.x()) - area.x();
        int top = Math.max(area.y(), within.y()) - area.y();
        int right = Math.min(area.x() + area.width(), within.x() + within.width()) - area.x();
        int bottom = Math.min(area.y() + area.height(), within.y() + within.height()) - area.y();
        if (left >= right || top >= bottom) {
            throw new PluginException("The box lies beside the part of the picture that is looked at.");
        }
        patience.check();
        return Natives.run(scratch -> {
            Mat gray = scratch.mat();
            Mat part = scratch.keep(region.bgr().submat(top, bottom, left, right));
            Imgproc.cvtColor(part, gray, Imgproc.COLOR_BGR2GRAY);
            Mat inside = scratch.keep(Mat.zeros(area.height(), area.width(), CvType.CV_8UC1));
            Mat target = scratch.keep(inside.submat(top, bottom, left, right));
            Core.inRange(gray, new Scalar(low), new Scalar(high), target);
            return region.mask(inside, scratch);
        });
    }

    /// How bright one pixel is, 0 to 255.
    ///
    /// @throws PluginException when the pixel is not in the region
    public static int at(Region region, int x, int y) throws PluginException {
        region.require(x, y);
        return Natives.run(scratch -> {
            int column = x - region.area().x();
            int row = y - region.area().y();
            Mat gray = scratch.mat();
            Mat pixel = scratch.keep(region.bgr().submat(row, row + 1, column, column + 1));
            Imgproc.cvtColor(pixel, gray, Imgproc.COLOR_BGR2GRAY);
            byte[] value = new byte[1];
            gray.get(0, 0, value);
            return value[0] & 0xff;
        });
    }
}
