package limner.plugin.opencv;

import java.util.List;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Cuts an object out of a box: colours inside and outside are told apart, and the border runs where they change
/// (GrabCut: Rother, Kolmogorov, Blake, 2004). Strokes say what is surely or possibly in or out. The same pixels and
/// strokes give the same mask.
public final class BoxCut {

    /// Beyond this the cut is found in a smaller picture and its border is enlarged again: time grows with pixels.
    static final long MOST_PIXELS = 250_000;

    /// A smaller box has not enough pixels to learn colours from.
    private static final int LEAST_SIDE = 4;

    /// Rounds after the first; fewer when nothing changes any more or the time is over.
    private static final int ROUNDS = 5;

    private static final int SEED = 4711;

    private BoxCut() {}

    /// The part of a picture that a cut should be given: the box and enough around it to learn what is outside.
    public static Area around(Area box, int pictureWidth, int pictureHeight) {
        int margin = Math.max(12, Math.max(box.width(), box.height()) / 5);
        return box.enlarged(margin, pictureWidth, pictureHeight);
    }

    /// The object in the box.
    ///
    /// @param region as [#around] says; what of it is not in the box is outside of the object
    /// @param marks in the order they were drawn; the later ones win
    /// @throws PluginException when the box is too small, or leaves nothing to tell apart
    /// @throws java.util.concurrent.CancellationException when nobody waits any more
    public static SuggestedShape.Mask cut(Region region, Area box, List<Mark> marks, Patience patience)
            throws PluginException {
        if (box.width() < LEAST_SIDE || box.height() < LEAST_SIDE) {
            throw new PluginException("The box is too small to cut something out of it: draw one of at least "
                    + LEAST_SIDE + " × " + LEAST_SIDE + " pixels.");
        }
        Area area = region.area();
        boolean inside =
                area.contains(box.x(), box.y()) && area.contains(box.x() + box.width() - 1, box.y() + box.height() - 1);
        if (!inside) {
            throw new PluginException("The box reaches beyond the part of the picture that is looked at.");
        }
        patience.check();
        return Natives.run(scratch -> {
            double scale = Math.min(1, Math.sqrt(MOST_PIXELS / (double) area.pixels()));
            Mat picture = region.bgr();
            if (scale < 1) {
                picture = scratch.mat();
                Size size = new Size(
                        Math.max(LEAST_SIDE, Math.rint(area.width() * scale)),
                        Math.max(LEAST_SIDE, Math.rint(area.height() * scale)));
                Imgproc.resize(region.bgr(), picture, size, 0, 0, Imgproc.INTER_AREA);
            }
            Mat says = says(picture, area, box, marks, scale, scratch);
            if (settled(picture, says, patience, scratch)) {
                return region.mask(enlarged(says, area, scratch), scratch);
            }
            throw new PluginException("Everything in the box is marked the same way, so there is nothing to cut. Leave "
                    + "something unmarked, or draw another box.");
        });
    }

    private static Mat says(Mat picture, Area area, Area box, List<Mark> marks, double scale, Scratch scratch) {
        Mat says = scratch.keep(new Mat(picture.rows(), picture.cols(), CvType.CV_8UC1, new Scalar(Imgproc.GC_BGD)));
        int left = (int) Math.floor((box.x() - area.x()) * scale);
        int top = (int) Math.floor((box.y() - area.y()) * scale);
        int right = (int) Math.min(says.cols(), Math.ceil((box.x() + box.width() - area.x()) * scale));
        int bottom = (int) Math.min(says.rows(), Math.ceil((box.y() + box.height() - area.y()) * scale));
        boolean everything = left == 0 && top == 0 && right == says.cols() && bottom == says.rows();
        if (everything) {
            // Nothing is outside the box: what touches its edge is the best guess of what is around.
            says.setTo(new Scalar(Imgproc.GC_PR_BGD));
            left++;
            top++;
            right--;
            bottom--;
        }
        Mat part = scratch.keep(says.submat(top, bottom, left, right));
        part.setTo(new Scalar(Imgproc.GC_PR_FGD));
        for (Mark mark : marks) {
            mark.stroke()
                    .paint(
                            says,
                            area,
                            scale,
                            switch (mark.says()) {
                                case SURELY_IN -> Imgproc.GC_FGD;
                                case SURELY_OUT -> Imgproc.GC_BGD;
                                case POSSIBLY_IN -> Imgproc.GC_PR_FGD;
                                case POSSIBLY_OUT -> Imgproc.GC_PR_BGD;
                            });
        }
        return says;
    }

    /// Cuts until nothing changes.
    ///
    /// @return whether there were pixels of both kinds to learn from
    private static boolean settled(Mat picture, Mat says, Patience patience, Scratch scratch) {
        Mat in = inside(says, scratch);
        int object = Core.countNonZero(in);
        if (object == 0 || object == says.rows() * says.cols()) {
            return false;
        }
        // The models of colours begin with random centres: always the same ones.
        Core.setRNGSeed(SEED);
        Mat outer = scratch.mat();
        Mat inner = scratch.mat();
        Imgproc.grabCut(picture, says, new Rect(), outer, inner, 1, Imgproc.GC_INIT_WITH_MASK);
        Mat before = inside(says, scratch);
        Mat change = scratch.mat();
        for (int round = 0; round < ROUNDS && !patience.isOver(); round++) {
            int left = Core.countNonZero(before);
            if (left == 0 || left == says.rows() * says.cols()) {
                return true;
            }
            Imgproc.grabCut(picture, says, new Rect(), outer, inner, 1, Imgproc.GC_EVAL);
            Mat now = inside(says, scratch);
            Core.bitwise_xor(before, now, change);
            before = now;
            if (Core.countNonZero(change) * 1000L < left) {
                break;
            }
        }
        return true;
    }

    /// 255 where the object is, surely or possibly.
    private static Mat inside(Mat says, Scratch scratch) {
        Mat surely = scratch.mat();
        Mat possibly = scratch.mat();
        Core.compare(says, new Scalar(Imgproc.GC_FGD), surely, Core.CMP_EQ);
        Core.compare(says, new Scalar(Imgproc.GC_PR_FGD), possibly, Core.CMP_EQ);
        Core.bitwise_or(surely, possibly, surely);
        return surely;
    }

    private static Mat enlarged(Mat says, Area area, Scratch scratch) {
        Mat in = inside(says, scratch);
        if (in.cols() == area.width() && in.rows() == area.height()) {
            return in;
        }
        Mat large = scratch.mat();
        Imgproc.resize(in, large, new Size(area.width(), area.height()), 0, 0, Imgproc.INTER_LINEAR);
        Imgproc.threshold(large, large, 127, 255, Imgproc.THRESH_BINARY);
        return large;
    }
}
