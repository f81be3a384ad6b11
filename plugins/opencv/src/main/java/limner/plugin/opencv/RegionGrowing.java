package limner.plugin.opencv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Grows a region from a stroke: what is joined to the stroke and looks like something under it belongs to it.
///
/// The colours under the stroke are put into a few groups from dark to bright, each with its mean and its spread (the
/// standard deviation of each channel); a pixel looks like the stroke when it is no further from the mean of one group
/// than so many of its spreads. So a stroke across a surface takes the surface with its shading. A pixel that only
/// noise keeps from it is judged by its neighbours (their median). The same pixels give the same mask.
public final class RegionGrowing {

    private static final int MOST_GROUPS = 4;

    /// Fewer pixels say nothing of a spread.
    private static final int LEAST_IN_GROUP = 12;

    /// A stroke over even colour has no spread at all; noise of this size is always let in.
    private static final double LEAST_SPREAD = 3;

    private RegionGrowing() {}

    /// What grows from the stroke, with the stroke itself.
    ///
    /// @param spreads how many spreads a colour may lie from a mean, more than 0
    /// @throws PluginException when nothing of the stroke is in the region
    /// @throws java.util.concurrent.CancellationException when nobody waits any more
    public static SuggestedShape.Mask from(Region region, Stroke stroke, double spreads, Patience patience)
            throws PluginException {
        if (!(spreads > 0 && spreads <= 100)) {
            throw new IllegalArgumentException("spreads are more than 0, and no more than 100: " + spreads);
        }
        patience.check();
        return Natives.run(scratch -> {
            Mat smooth = scratch.mat();
            Imgproc.medianBlur(region.bgr(), smooth, 3);
            Mat seed = scratch.keep(Mat.zeros(smooth.rows(), smooth.cols(), CvType.CV_8UC1));
            stroke.paint(seed, region.area(), 1, 255);
            List<byte[]> colours = colours(region.bgr(), seed, scratch);
            if (colours.isEmpty()) {
                throw new PluginException("The stroke lies beside the part of the picture that is looked at.");
            }
            patience.check();
            Mat alike = scratch.mat();
            seed.copyTo(alike);
            Mat group = scratch.mat();
            int groups = Math.clamp(colours.size() / LEAST_IN_GROUP, 1, MOST_GROUPS);
            for (int i = 0; i < groups; i++) {
                List<byte[]> part = colours.subList(colours.size() * i / groups, colours.size() * (i + 1) / groups);
                double[] low = new double[3];
                double[] high = new double[3];
                bounds(part, spreads, low, high);
                Core.inRange(smooth, new Scalar(low), new Scalar(high), group);
                Core.bitwise_or(alike, group, alike);
                Core.inRange(region.bgr(), new Scalar(low), new Scalar(high), group);
                Core.bitwise_or(alike, group, alike);
            }
            patience.check();
            return region.mask(joined(alike, seed, scratch), scratch);
        });
    }

    /// The colours under the stroke, from dark to bright.
    private static List<byte[]> colours(Mat picture, Mat seed, Scratch scratch) {
        Mat places = scratch.mat();
        Core.findNonZero(seed, places);
        List<byte[]> colours = new ArrayList<>();
        int[] xy = new int[2];
        for (int i = 0; i < places.rows(); i++) {
            places.get(i, 0, xy);
            byte[] colour = new byte[3];
            picture.get(xy[1], xy[0], colour);
            colours.add(colour);
        }
        colours.sort(Comparator.comparingInt(c -> (c[0] & 0xff) + 2 * (c[1] & 0xff) + (c[2] & 0xff)));
        return colours;
    }

    private static void bounds(List<byte[]> colours, double spreads, double[] low, double[] high) {
        for (int channel = 0; channel < 3; channel++) {
            double sum = 0;
            double squares = 0;
            for (byte[] colour : colours) {
                int value = colour[channel] & 0xff;
                sum += value;
                squares += value * value;
            }
            double mean = sum / colours.size();
            double spread = Math.sqrt(Math.max(0, squares / colours.size() - mean * mean));
            double reach = spreads * Math.max(LEAST_SPREAD, spread);
            low[channel] = mean - reach;
            high[channel] = mean + reach;
        }
    }

    /// Only those parts of a mask that the seed touches.
    private static Mat joined(Mat mask, Mat seed, Scratch scratch) {
        Mat labels = scratch.mat();
        int count = Imgproc.connectedComponents(mask, labels, 8, CvType.CV_32S);
        int size = mask.rows() * mask.cols();
        int[] of = new int[size];
        labels.get(0, 0, of);
        byte[] pixels = new byte[size];
        seed.get(0, 0, pixels);
        boolean[] kept = new boolean[count];
        for (int i = 0; i < size; i++) {
            kept[of[i]] |= pixels[i] != 0;
        }
        kept[0] = false;
        for (int i = 0; i < size; i++) {
            pixels[i] = kept[of[i]] ? (byte) 1 : 0;
        }
        Mat joined = scratch.keep(new Mat(mask.rows(), mask.cols(), CvType.CV_8UC1));
        joined.put(0, 0, pixels);
        return joined;
    }
}
