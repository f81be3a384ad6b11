package limner.plugin.opencv;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import limner.plugin.api.SuggestedShape.Point;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.video.DISOpticalFlow;

/// Follows a thing by optical flow.
///
/// For each pixel around the thing it keeps where in the keyframe that pixel was. From picture to picture these ways
/// are put
/// one after the other, and the thing's pixels are looked up in the keyframe each time anew: so a mask neither wears
/// off nor
/// frays, however many pictures it is carried through. The same ways bring the keyframe's pixels here, which says
/// whether it
/// still looks like itself, and a flow between the two takes back what small errors have added up to.
final class FlowTracker implements Tracker {

    /// Beyond this the flow is found in a smaller picture: its time grows with the pixels.
    static final long MOST_PIXELS = 160_000;

    private static final Scalar WHITE = new Scalar(255);

    /// Half the width of what moves with a line, and the radius around a point, in pixels of the grid.
    private static final int AROUND_LINE = 4;

    private static final int AROUND_POINT = 8;

    /// A thing that has become this much smaller than it was is gone.
    private static final double LEAST_SHARE = 0.02;

    /// What errors have added up to is taken back where it is no more than this, in pixels of the grid.
    private static final double MOST_TAKEN_BACK = 3;

    private final DISOpticalFlow flow;
    private final Mat key;
    private final Grid keyGrid;
    private final @Nullable MaskArea mask;
    private final double keySize;
    private final Body first;
    private Body body;
    private Extent extent;
    private Grid grid;
    private Mat ways;
    private double size;
    private double speedX;
    private double speedY;

    FlowTracker(Look keyframe, Body body) throws PluginException {
        Natives.load();
        this.first = body;
        this.body = body;
        this.mask = body instanceof Body.Pixels(var pixels) ? MaskArea.of(pixels) : null;
        this.extent = switch (body) {
            case Body.Pixels _ when mask != null -> Extent.of(mask.area());
            case Body.Pixels _ -> throw new IllegalStateException("a mask has an area");
            case Body.Vertices(var runs, var _) -> Extent.of(runs);
            case Body.Upright(var b) -> new Extent(b.x(), b.y(), b.x() + b.width(), b.y() + b.height());
        };
        Area around = around(keyframe, extent, 0, 0);
        if (around == null) {
            throw new PluginException("It lies outside of the picture: there is nothing to follow.");
        }
        this.flow = DISOpticalFlow.create(DISOpticalFlow.PRESET_MEDIUM);
        this.keyGrid = Grid.over(around, MOST_PIXELS);
        this.grid = keyGrid;
        this.key = Natives.run(scratch -> {
            try (Region region = keyframe.part(around)) {
                return keyGrid.of(region, scratch).clone();
            }
        });
        this.ways = Mat.zeros(keyGrid.rows(), keyGrid.columns(), CvType.CV_32FC2);
        this.keySize = Natives.run(scratch -> size(inside(keyGrid, ways, scratch), keyGrid));
        this.size = keySize;
    }

    /// What has to be looked at to find it in the next picture.
    private static @Nullable Area around(Look look, Extent extent, double dx, double dy) {
        Area itself = extent.in(look.width(), look.height());
        if (itself == null) {
            return null;
        }
        double margin = Math.clamp(0.3 * Math.max(extent.width(), extent.height()), 24, 160) + Math.hypot(dx, dy);
        return extent.sweeping(dx, dy).enlarged(margin).in(look.width(), look.height());
    }

    @Override
    public Step step(Look previous, Look next, BooleanSupplier cancelled) throws PluginException {
        Area area = around(next, extent, speedX, speedY);
        if (area == null || area.width() < 16 || area.height() < 16) {
            return new Step.Gone();
        }
        return Natives.run(scratch -> {
            try (Region before = previous.part(area);
                    Region after = next.part(area)) {
                return step(before, after, Grid.over(area, MOST_PIXELS), cancelled, scratch);
            }
        });
    }

    private Step step(Region previous, Region next, Grid to, BooleanSupplier cancelled, Scratch scratch)
            throws PluginException {
        Mat before = to.of(previous, scratch);
        Mat after = to.of(next, scratch);
        Mat known = onto(to, scratch);
        Mat was = inside(to, known, scratch);
        Mat there = flow(before, after, speedX * to.scaleX(), speedY * to.scaleY(), scratch);
        check(cancelled);
        Mat back = flow(after, before, -speedX * to.scaleX(), -speedY * to.scaleY(), scratch);
        check(cancelled);
        Motion forth = Motion.checked(there, back, scratch);
        Motion back2 = Motion.checked(back, there, scratch);
        float[] weights = core(was, scratch);
        double near = Math.max(2, 0.05 * Math.sqrt(Core.countNonZero(was)));
        Similarity whole = forth.whole(weights);
        // What of the next picture comes from the thing: where the way back ends in it.
        Mat is = scratch.mat();
        Core.multiply(Motion.sampled(was, back2.by(), scratch), new Scalar(1), is);
        float[] arrived = core(is, scratch);
        float[] backwards = back2.carriedOn(arrived, near, back2.whole(arrived), scratch);
        Mat ahead = composed(known, backwards, to, scratch);
        float[] forwards = forth.carriedOn(weights, near, whole, scratch);
        Body moved = settled(guessed(body, forwards, whole, to), ahead, to);
        double motion = Drift.ramp(1 - forth.meanTrust(weights), 0.15, 0.75);
        check(cancelled);
        return settled(after, moved, ahead, to, motion, next, scratch);
    }

    /// Takes back what errors have added up to, and says how things stand.
    private Step settled(Mat picture, Body moved, Mat ahead, Grid to, double motion, Region region, Scratch scratch)
            throws PluginException {
        Body place = moved;
        Mat newWays = ahead;
        Mat inside = inside(to, place, newWays, scratch);
        if (size(inside, to) < Math.max(1, LEAST_SHARE * keySize)) {
            return new Step.Gone();
        }
        Mat expected = expected(newWays, to, scratch);
        Likeness likeness = Likeness.of(expected, picture, inside, scratch);
        Mat residual = flow(picture, expected, 0, 0, scratch);
        float[] off = takenBack(residual, flow(expected, picture, 0, 0, scratch), inside, scratch);
        if (off.length > 0) {
            Mat corrected = composed(newWays, off, to, scratch);
            Body shifted = settled(place, corrected, to);
            Mat there = inside(to, shifted, corrected, scratch);
            Likeness better = Likeness.of(expected(corrected, to, scratch), picture, there, scratch);
            if (better.structure() > likeness.structure() + 0.002) {
                newWays = corrected;
                place = shifted;
                inside = there;
                likeness = better;
            }
        }
        return arrive(place, newWays, inside, to, motion, likeness, region, scratch);
    }

    private Step arrive(
            Body place,
            Mat newWays,
            Mat inside,
            Grid to,
            double motion,
            Likeness likeness,
            Region region,
            Scratch scratch)
            throws PluginException {
        double now = size(inside, to);
        Extent was = extent;
        Rect box = Imgproc.boundingRect(inside);
        Body found = place;
        if (place instanceof Body.Pixels) {
            SuggestedShape.Mask pixels = pixels(newWays, to, box, region, scratch);
            if (pixels.area() == 0) {
                return new Step.Gone();
            }
            found = new Body.Pixels(pixels);
        }
        extent = switch (found) {
            case Body.Vertices(var runs, var _) -> Extent.of(runs);
            case Body.Upright(var b) -> new Extent(b.x(), b.y(), b.x() + b.width(), b.y() + b.height());
            case Body.Pixels _ ->
                new Extent(
                        to.x(box.x - 0.5),
                        to.y(box.y - 0.5),
                        to.x(box.x + box.width - 0.5),
                        to.y(box.y + box.height - 0.5));
        };
        boolean whole = !was.touchesEdge(region.pictureWidth(), region.pictureHeight())
                && !extent.touchesEdge(region.pictureWidth(), region.pictureHeight());
        double growth = whole && size > 0 ? Math.abs(Math.log(now / size)) : 0;
        speedX = (extent.left() + extent.right() - was.left() - was.right()) / 2;
        speedY = (extent.top() + extent.bottom() - was.top() - was.bottom()) / 2;
        ways.release();
        ways = newWays.clone();
        grid = to;
        body = found;
        size = now;
        return new Step.Here(found, new Drift(motion, likeness.drift(), Drift.ramp(growth, 0.06, 0.4)));
    }

    private static void check(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("nobody waits for this any more");
        }
    }

    /// @param dx what it is expected to be, where the search begins
    private Mat flow(Mat from, Mat to, double dx, double dy, Scratch scratch) {
        Mat a = scratch.mat();
        Mat b = scratch.mat();
        Imgproc.cvtColor(from, a, Imgproc.COLOR_BGR2GRAY);
        Imgproc.cvtColor(to, b, Imgproc.COLOR_BGR2GRAY);
        Mat found = scratch.keep(new Mat(a.rows(), a.cols(), CvType.CV_32FC2, new Scalar(dx, dy)));
        flow.calc(a, b, found);
        return found;
    }

    /// The ways so far, on another grid.
    private Mat onto(Grid to, Scratch scratch) {
        if (to.equals(grid)) {
            return ways;
        }
        float[] places = new float[2 * to.columns() * to.rows()];
        for (int i = 0; i < places.length / 2; i++) {
            places[2 * i] = (float) grid.column(to.x(i % to.columns()));
            places[2 * i + 1] = (float) grid.row(to.y(i / to.columns()));
        }
        return remapped(ways, places, to, Core.BORDER_REPLICATE, scratch);
    }

    private static Mat remapped(Mat from, float[] places, Grid to, int border, Scratch scratch) {
        Mat result = scratch.mat();
        Mat map = Motion.mat(to.columns(), to.rows(), 2, places, scratch);
        Imgproc.remap(from, result, map, scratch.mat(), Imgproc.INTER_LINEAR, border);
        return result;
    }

    /// First the last way, then those before it; in pixels of the picture.
    private static Mat composed(Mat known, float[] last, Grid to, Scratch scratch) {
        float[] sum = Motion.values(Motion.sampled(known, last, scratch));
        for (int i = 0; i < sum.length; i += 2) {
            sum[i] += (float) (last[i] / to.scaleX());
            sum[i + 1] += (float) (last[i + 1] / to.scaleY());
        }
        return Motion.mat(to.columns(), to.rows(), 2, sum, scratch);
    }

    /// The keyframe's picture, brought here.
    private Mat expected(Mat newWays, Grid to, Scratch scratch) {
        return remapped(key, keyPlaces(newWays, to, keyGrid), to, Core.BORDER_REPLICATE, scratch);
    }

    private static float[] keyPlaces(Mat newWays, Grid to, Grid of) {
        float[] places = Motion.values(newWays);
        for (int i = 0; i < places.length / 2; i++) {
            places[2 * i] = (float) of.column(to.x(i % to.columns()) + places[2 * i]);
            places[2 * i + 1] = (float) of.row(to.y(i / to.columns()) + places[2 * i + 1]);
        }
        return places;
    }

    /// By how much each pixel is off what the keyframe shows there; empty when that says nothing.
    private static float[] takenBack(Mat residual, Mat returning, Mat inside, Scratch scratch) {
        Motion off = Motion.checked(residual, returning, scratch);
        float[] weights = core(inside, scratch);
        if (off.meanTrust(weights) < 0.5) {
            return new float[0];
        }
        double near = Math.max(3, 0.08 * Math.sqrt(Core.countNonZero(inside)));
        Similarity whole = off.whole(weights);
        float[] by = off.carriedOn(weights, near, whole, scratch);
        for (int i = 0; i < by.length; i++) {
            by[i] = (float) Math.clamp(by[i], -MOST_TAKEN_BACK, MOST_TAKEN_BACK);
        }
        return by;
    }

    private Mat inside(Grid to, Mat newWays, Scratch scratch) {
        return inside(to, body, newWays, scratch);
    }

    /// What of a grid the thing covers: 0 or 255.
    private Mat inside(Grid to, Body place, Mat newWays, Scratch scratch) {
        return switch (place) {
            case Body.Pixels _ -> looked(newWays, to, scratch);
            case Body.Vertices(var runs, var kind) -> drawn(runs, kind, to, scratch);
            case Body.Upright(var b) -> {
                // The middle of a box, where it surely is the thing.
                Mat drawn = scratch.keep(Mat.zeros(to.rows(), to.columns(), CvType.CV_8UC1));
                Imgproc.ellipse(
                        drawn,
                        new org.opencv.core.Point(to.column(b.x() + b.width() / 2), to.row(b.y() + b.height() / 2)),
                        new Size(
                                Math.max(2, b.width() * to.scaleX() * 0.35),
                                Math.max(2, b.height() * to.scaleY() * 0.35)),
                        0,
                        0,
                        360,
                        WHITE,
                        Imgproc.FILLED);
                yield drawn;
            }
        };
    }

    private Mat looked(Mat newWays, Grid to, Scratch scratch) {
        MaskArea own = mask;
        if (own == null) {
            throw new IllegalStateException("a mask has pixels");
        }
        Area area = own.area();
        Mat found = remapped(
                own.inside(),
                keyPlaces(newWays, to, new Grid(area, area.width(), area.height())),
                to,
                Core.BORDER_CONSTANT,
                scratch);
        Imgproc.threshold(found, found, 127, 255, Imgproc.THRESH_BINARY);
        return found;
    }

    private static Mat drawn(List<List<Point>> runs, Body.Vertices.Kind kind, Grid to, Scratch scratch) {
        Mat drawn = scratch.keep(Mat.zeros(to.rows(), to.columns(), CvType.CV_8UC1));
        List<MatOfPoint> lines = new ArrayList<>();
        for (List<Point> run : runs) {
            org.opencv.core.Point[] points = run.stream()
                    .map(p -> new org.opencv.core.Point(Math.rint(to.column(p.x())), Math.rint(to.row(p.y()))))
                    .toArray(org.opencv.core.Point[]::new);
            if (kind == Body.Vertices.Kind.POINTS) {
                for (org.opencv.core.Point p : points) {
                    Imgproc.circle(drawn, p, AROUND_POINT, WHITE, Imgproc.FILLED);
                }
            } else {
                lines.add(scratch.keep(new MatOfPoint(points)));
            }
        }
        switch (kind) {
            case RINGS -> Imgproc.fillPoly(drawn, lines, WHITE);
            case LINES -> Imgproc.polylines(drawn, lines, false, WHITE, 2 * AROUND_LINE + 1);
            case POINTS -> {}
        }
        return drawn;
    }

    private static double size(Mat inside, Grid to) {
        return Core.countNonZero(inside) / (to.scaleX() * to.scaleY());
    }

    /// The thing without its rim, where flows of the thing and of what is behind it run into one another, as weights 0
    /// and 1.
    private static float[] core(Mat inside, Scratch scratch) {
        Mat inner = scratch.mat();
        Mat kernel = scratch.keep(Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, new Size(7, 7)));
        Imgproc.erode(inside, inner, kernel);
        boolean thin = Core.countNonZero(inner) * 3L < Core.countNonZero(inside);
        Mat weights = scratch.mat();
        (thin ? inside : inner).convertTo(weights, CvType.CV_32F, 1 / 255.0);
        return Motion.values(weights);
    }

    /// Where the thing should be when everything moves as the flow says: the first guess.
    private static Body guessed(Body body, float[] by, Similarity whole, Grid to) {
        return switch (body) {
            case Body.Pixels _ -> body;
            case Body.Vertices(var runs, var kind) ->
                new Body.Vertices(
                        runs.stream()
                                .map(run ->
                                        run.stream().map(p -> moved(p, by, to)).toList())
                                .toList(),
                        kind);
            case Body.Upright(var b) -> {
                double c = to.column(b.x() + b.width() / 2);
                double r = to.row(b.y() + b.height() / 2);
                double x = to.x(whole.x(c, r));
                double y = to.y(whole.y(c, r));
                double width = Math.max(1, b.width() * whole.growth());
                double height = Math.max(1, b.height() * whole.growth());
                yield new Body.Upright(new SuggestedShape.Box(x - width / 2, y - height / 2, width, height));
            }
        };
    }

    private static Point moved(Point p, float[] by, Grid to) {
        return new Point(
                p.x() + at(by, to, to.column(p.x()), to.row(p.y()), 0) / to.scaleX(),
                p.y() + at(by, to, to.column(p.x()), to.row(p.y()), 1) / to.scaleY());
    }

    /// Each vertex put where the ways lead back to its place in the keyframe, so that errors do not add up along it.
    private Body settled(Body place, Mat newWays, Grid to) {
        if (!(place instanceof Body.Vertices(var runs, var kind) && first instanceof Body.Vertices(var began, var _))) {
            return place;
        }
        float[] by = Motion.values(newWays);
        List<List<Point>> settled = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            List<Point> run = new ArrayList<>();
            for (int k = 0; k < runs.get(i).size(); k++) {
                run.add(settled(runs.get(i).get(k), began.get(i).get(k), by, to));
            }
            settled.add(run);
        }
        return new Body.Vertices(settled, kind);
    }

    /// Newton's method on a place whose way leads to another; the guess where that leads away.
    private static Point settled(Point guess, Point goal, float[] by, Grid to) {
        double reach = 3;
        double x = guess.x();
        double y = guess.y();
        for (int round = 0; round < 4; round++) {
            double c = to.column(x);
            double r = to.row(y);
            double offX = x + at(by, to, c, r, 0) - goal.x();
            double offY = y + at(by, to, c, r, 1) - goal.y();
            double xx = 1 + (at(by, to, c + reach, r, 0) - at(by, to, c - reach, r, 0)) * to.scaleX() / (2 * reach);
            double yx = (at(by, to, c + reach, r, 1) - at(by, to, c - reach, r, 1)) * to.scaleX() / (2 * reach);
            double xy = (at(by, to, c, r + reach, 0) - at(by, to, c, r - reach, 0)) * to.scaleY() / (2 * reach);
            double yy = 1 + (at(by, to, c, r + reach, 1) - at(by, to, c, r - reach, 1)) * to.scaleY() / (2 * reach);
            double det = xx * yy - xy * yx;
            if (Math.abs(det) < 0.05) {
                break;
            }
            x -= (yy * offX - xy * offY) / det;
            y -= (xx * offY - yx * offX) / det;
        }
        boolean strayed = !(Math.hypot(x - guess.x(), y - guess.y()) * to.scaleX() < 2 * MOST_TAKEN_BACK);
        return strayed ? guess : new Point(x, y);
    }

    private static double at(float[] by, Grid to, double column, double row, int which) {
        double c = Math.clamp(column, 0, to.columns() - 1.0);
        double r = Math.clamp(row, 0, to.rows() - 1.0);
        int x = (int) Math.min(c, to.columns() - 2.0);
        int y = (int) Math.min(r, to.rows() - 2.0);
        return between(by, to, x, y, c - x, r - y, which);
    }

    private static double between(float[] by, Grid to, int x, int y, double fx, double fy, int which) {
        int i = 2 * (y * to.columns() + x) + which;
        int below = i + 2 * to.columns();
        double above = by[i] + fx * (by[i + 2] - by[i]);
        return above + fy * (by[below] + fx * (by[below + 2] - by[below]) - above);
    }

    /// The mask in the pixels of the picture, also where the grid is coarser.
    private SuggestedShape.Mask pixels(Mat newWays, Grid to, Rect box, Region region, Scratch scratch)
            throws PluginException {
        Area part = new Extent(
                        to.x(box.x - 2), to.y(box.y - 2), to.x(box.x + box.width + 1), to.y(box.y + box.height + 1))
                .in(region.pictureWidth(), region.pictureHeight());
        if (part == null) {
            throw new PluginException("The mask left the picture.");
        }
        Grid fine = new Grid(part, part.width(), part.height());
        float[] places = new float[2 * fine.columns() * fine.rows()];
        for (int i = 0; i < places.length / 2; i++) {
            places[2 * i] = (float) to.column(fine.x(i % fine.columns()));
            places[2 * i + 1] = (float) to.row(fine.y(i / fine.columns()));
        }
        Mat fineWays = remapped(newWays, places, fine, Core.BORDER_REPLICATE, scratch);
        Mat found = looked(fineWays, fine, scratch);
        Mat columns = scratch.mat();
        Core.transpose(found, columns);
        byte[] inside = new byte[Math.toIntExact(part.pixels())];
        columns.get(0, 0, inside);
        return ColumnRuns.mask(region.pictureWidth(), region.pictureHeight(), part, inside);
    }

    @Override
    public void close() {
        key.release();
        ways.release();
        if (mask != null) {
            mask.inside().release();
        }
    }
}
