package limner.plugin.opencv;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfFloat;
import org.opencv.core.MatOfInt;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.tracking.TrackerCSRT;
import org.opencv.video.DISOpticalFlow;

/// Follows a box by a correlation filter. The filter sees a window that moves with the box and not the picture, so that
/// its
/// time does not depend on the picture's size; the window goes ahead as the box last moved, and so the filter looks
/// where the
/// box would be if it went on so. How much the box grows is read off the optical flow in its middle.
final class BoxTracker implements Tracker {

    /// The window is this many times as large as the box.
    private static final double WINDOW = 5;

    /// Sides of the window in its own pixels.
    private static final int MOST_SIDE = 480;

    /// Beyond this share of the window the filter begins anew in a larger one.
    private static final double MOST_SHARE = 0.45;

    private static final Size PATCH = new Size(48, 48);

    private final DISOpticalFlow flow;
    private final Mat keyPatch;
    private final Mat keyColours;
    private TrackerCSRT filter;
    private SuggestedShape.Box box;
    private double left;
    private double top;
    private double side;
    private double scale;
    private double speedX;
    private double speedY;

    BoxTracker(Look keyframe, SuggestedShape.Box box) throws PluginException {
        Natives.load();
        this.box = box;
        if (extent(box).in(keyframe.width(), keyframe.height()) == null) {
            throw new PluginException("The box lies outside of the picture: there is nothing to follow.");
        }
        this.flow = DISOpticalFlow.create(DISOpticalFlow.PRESET_FAST);
        this.filter = TrackerCSRT.create();
        measure();
        Mat[] kept = Natives.run(scratch -> {
            Mat window = begin(keyframe, scratch);
            return new Mat[] {
                patch(window, inWindow(box), scratch).clone(),
                colours(window, inWindow(box), scratch).clone()
            };
        });
        this.keyPatch = kept[0];
        this.keyColours = kept[1];
    }

    private static Extent extent(SuggestedShape.Box b) {
        return new Extent(b.x(), b.y(), b.x() + b.width(), b.y() + b.height());
    }

    private static double middleX(SuggestedShape.Box b) {
        return b.x() + b.width() / 2;
    }

    private static double middleY(SuggestedShape.Box b) {
        return b.y() + b.height() / 2;
    }

    private void measure() {
        side = Math.max(64, Math.rint(WINDOW * Math.max(box.width(), box.height())));
        scale = Math.min(1, MOST_SIDE / side);
        left = Math.rint(middleX(box) - side / 2);
        top = Math.rint(middleY(box) - side / 2);
    }

    private Mat begin(Look look, Scratch scratch) throws PluginException {
        Mat window = window(look, scratch);
        filter.init(window, inWindow(box));
        return window;
    }

    /// A square of the picture; beyond the picture's edge its last pixels go on. A large one is made smaller before
    /// anything is added to it: the window of a large box is many times the picture.
    private Mat window(Look look, Scratch scratch) throws PluginException {
        int pixels = (int) side;
        int x = (int) left;
        int y = (int) top;
        @Nullable
        Area part = new Extent(x, y, (double) x + pixels, (double) y + pixels).in(look.width(), look.height());
        if (part == null) {
            throw new PluginException("The box left the picture.");
        }
        Mat window = scratch.mat();
        try (Region region = look.part(part)) {
            if (scale == 1) {
                Core.copyMakeBorder(
                        region.bgr(),
                        window,
                        part.y() - y,
                        y + pixels - part.y() - part.height(),
                        part.x() - x,
                        x + pixels - part.x() - part.width(),
                        Core.BORDER_REPLICATE);
            } else if (part.width() == pixels && part.height() == pixels) {
                Imgproc.resize(region.bgr(), window, new Size(0, 0), scale, scale, Imgproc.INTER_AREA);
            } else {
                shrink(region.bgr(), part, window, scratch);
            }
        }
        return window;
    }

    /// A part of the window made smaller, laid where it belongs to a fraction of a pixel.
    private void shrink(Mat pixels, Area part, Mat window, Scratch scratch) {
        Size size =
                new Size(Math.max(1, Math.rint(part.width() * scale)), Math.max(1, Math.rint(part.height() * scale)));
        Mat small = scratch.mat();
        Imgproc.resize(pixels, small, size, 0, 0, Imgproc.INTER_AREA);
        double across = scale * part.width() / size.width;
        double down = scale * part.height() / size.height;
        Mat laid = scratch.keep(new Mat(2, 3, CvType.CV_64FC1));
        // Places are those of the centres of pixels.
        laid.put(
                0,
                0,
                across,
                0,
                (part.x() - left) * scale + 0.5 * across - 0.5,
                0,
                down,
                (part.y() - top) * scale + 0.5 * down - 0.5);
        double edge = Math.rint(side * scale);
        Imgproc.warpAffine(
                small, window, laid, new Size(edge, edge), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE, new Scalar(0));
    }

    private Rect inWindow(SuggestedShape.Box b) {
        return new Rect(
                (int) Math.rint((b.x() - left) * scale),
                (int) Math.rint((b.y() - top) * scale),
                Math.max(4, (int) Math.rint(b.width() * scale)),
                Math.max(4, (int) Math.rint(b.height() * scale)));
    }

    @Override
    public Step step(Look previous, Look next, BooleanSupplier cancelled) throws PluginException {
        if (extent(box).in(next.width(), next.height()) == null) {
            return new Step.Gone();
        }
        return Natives.run(scratch -> {
            boolean outgrown = Math.max(box.width(), box.height()) > MOST_SHARE * side;
            boolean aside = Math.hypot(middleX(box) - left - side / 2, middleY(box) - top - side / 2) > side / 5;
            if (outgrown || aside) {
                measure();
                filter = TrackerCSRT.create();
                begin(previous, scratch);
                speedX = 0;
                speedY = 0;
            }
            // The filter looks where it was in the window: the window goes ahead by as much as the box is expected to.
            left += Math.rint(speedX);
            top += Math.rint(speedY);
            Mat before = window(previous, scratch);
            Mat window = window(next, scratch);
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("nobody waits for this any more");
            }
            Rect found = new Rect();
            boolean sure = filter.update(window, found);
            if (!sure || found.width < 1 || found.height < 1) {
                speedX = 0;
                speedY = 0;
                return new Step.Here(new Body.Upright(box), Drift.LOST);
            }
            return arrived(before, window, found, next, scratch);
        });
    }

    /// The filter says where it is; how much it grew is told by the flow where that can be trusted.
    private Step arrived(Mat before, Mat window, Rect found, Look next, Scratch scratch) {
        Rect was = inWindow(box);
        Motion motion = motion(before, window, scratch);
        float[] weights = weights(was, before, scratch);
        double trust = motion.meanTrust(weights);
        Similarity whole = motion.whole(weights);
        double growth = whole.growth();
        if (trust < 0.5 || growth < 0.8 || growth > 1.25) {
            growth = 1;
        }
        double x = left + (found.x + found.width / 2.0) / scale;
        double y = top + (found.y + found.height / 2.0) / scale;
        // Where both agree, the flow is finer; the filter holds it to the thing.
        double column = (middleX(box) - left) * scale;
        double row = (middleY(box) - top) * scale;
        double flowX = left + whole.x(column, row) / scale;
        double flowY = top + whole.y(column, row) / scale;
        if (trust >= 0.5 && Math.hypot(flowX - x, flowY - y) < 0.15 * Math.max(box.width(), box.height())) {
            x = 0.7 * flowX + 0.3 * x;
            y = 0.7 * flowY + 0.3 * y;
        }
        double width = Math.max(1, box.width() * growth);
        double height = Math.max(1, box.height() * growth);
        SuggestedShape.Box now = new SuggestedShape.Box(x - width / 2, y - height / 2, width, height);
        double dx = x - middleX(box);
        double dy = y - middleY(box);
        box = now;
        if (extent(now).in(next.width(), next.height()) == null) {
            return new Step.Gone();
        }
        double bySize = Math.abs(Math.log(found.area() / (now.width() * now.height() * scale * scale)));
        Drift drift = new Drift(
                Drift.ramp(1 - trust, 0.25, 0.85),
                appearance(window, inWindow(now), scratch),
                Drift.ramp(bySize, 0.5, 1.5));
        boolean lost = drift.total() >= Drift.WORTH_A_LOOK;
        speedX = lost ? 0 : dx;
        speedY = lost ? 0 : dy;
        return new Step.Here(new Body.Upright(now), drift);
    }

    private Motion motion(Mat before, Mat window, Scratch scratch) {
        Mat a = scratch.mat();
        Mat b = scratch.mat();
        Imgproc.cvtColor(before, a, Imgproc.COLOR_BGR2GRAY);
        Imgproc.cvtColor(window, b, Imgproc.COLOR_BGR2GRAY);
        Mat there = scratch.mat();
        Mat back = scratch.mat();
        flow.calc(a, b, there);
        flow.calc(b, a, back);
        return Motion.checked(there, back, scratch);
    }

    /// The middle of a box, where it surely is the thing.
    private static float[] weights(Rect at, Mat window, Scratch scratch) {
        Mat inside = scratch.keep(Mat.zeros(window.rows(), window.cols(), CvType.CV_32FC1));
        Imgproc.ellipse(
                inside,
                new org.opencv.core.Point(at.x + at.width / 2.0, at.y + at.height / 2.0),
                new Size(Math.max(1, at.width * 0.35), Math.max(1, at.height * 0.35)),
                0,
                0,
                360,
                new Scalar(1),
                Imgproc.FILLED);
        return Motion.values(inside);
    }

    private static Rect shrunk(Rect r) {
        return new Rect(
                r.x + r.width / 5, r.y + r.height / 5, Math.max(1, r.width * 3 / 5), Math.max(1, r.height * 3 / 5));
    }

    /// How unlike the keyframe it looks: by its pattern, which may be a little beside where it should be, and its
    /// colours.
    private double appearance(Mat window, Rect is, Scratch scratch) {
        int margin = Math.max(1, Math.max(is.width, is.height) / 10);
        Rect wide = new Rect(is.x - margin, is.y - margin, is.width + 2 * margin, is.height + 2 * margin);
        Mat seen = resized(
                window,
                wide,
                new Size(PATCH.width * wide.width / is.width, PATCH.height * wide.height / is.height),
                scratch);
        Mat match = scratch.mat();
        Imgproc.matchTemplate(seen, keyPatch, match, Imgproc.TM_CCOEFF_NORMED);
        double pattern = Core.minMaxLoc(match).maxVal;
        double colours = Imgproc.compareHist(keyColours, colours(window, is, scratch), Imgproc.HISTCMP_BHATTACHARYYA);
        double torn = Drift.ramp(pattern, 0.7, 0.3);
        double other = Drift.ramp(colours, 0.35, 0.8);
        return 1 - (1 - torn) * (1 - other);
    }

    private static Mat patch(Mat window, Rect at, Scratch scratch) {
        return resized(window, at, PATCH, scratch);
    }

    private static Mat resized(Mat window, Rect at, Size to, Scratch scratch) {
        Mat part = cut(window, at, scratch);
        Mat patch = scratch.mat();
        Imgproc.resize(part, patch, to, 0, 0, Imgproc.INTER_AREA);
        return patch;
    }

    /// What of a rectangle the window has.
    private static Mat cut(Mat window, Rect at, Scratch scratch) {
        int left = Math.clamp(at.x, 0, window.cols() - 2);
        int top = Math.clamp(at.y, 0, window.rows() - 2);
        int right = Math.clamp(at.x + (long) at.width, left + 2, window.cols());
        int bottom = Math.clamp(at.y + (long) at.height, top + 2, window.rows());
        return scratch.keep(window.submat(top, bottom, left, right));
    }

    /// Hue and saturation of the middle of a box, as shares.
    private static Mat colours(Mat window, Rect at, Scratch scratch) {
        Mat part = cut(window, shrunk(at), scratch);
        Mat lab = scratch.mat();
        Imgproc.cvtColor(part, lab, Imgproc.COLOR_BGR2Lab);
        Mat colours = scratch.mat();
        Imgproc.calcHist(
                List.of(lab),
                scratch.keep(new MatOfInt(0, 1, 2)),
                scratch.mat(),
                colours,
                scratch.keep(new MatOfInt(6, 8, 8)),
                scratch.keep(new MatOfFloat(0, 256, 0, 256, 0, 256)));
        Core.normalize(colours, colours, 1, 0, Core.NORM_L1);
        return colours;
    }

    @Override
    public void close() {
        keyPatch.release();
        keyColours.release();
    }
}
