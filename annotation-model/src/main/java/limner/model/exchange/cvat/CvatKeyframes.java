package limner.model.exchange.cvat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import limner.model.exchange.Entry;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.label.Interpolator;

/// Which places of a track are written as keyframes. CVAT keeps of a track its keyframes alone, and works out the rest
/// anew: shapes go evenly to the next keyframe, outlines by the points that lie at the same share of their length,
/// masks
/// and several points stay where they are (`TrackManager` of its server). A place that would come out otherwise there
/// becomes a keyframe: one that is held until the next, one of a
/// mask or an outline that changes its form.
///
/// Any thread.
final class CvatKeyframes {

    /// Pixels by which a shape may differ after it was worked out anew.
    private static final double SAME = 1e-3;

    private final List<Entry.Annotation> places;
    private final int[] frames;
    private final BitSet keyframes = new BitSet();

    private CvatKeyframes(List<Entry.Annotation> places, int[] frames) {
        this.places = places;
        this.frames = frames;
    }

    /// @param places of one track, in the order of their frames
    /// @param frames of each
    /// @return those that are keyframes
    static BitSet of(List<Entry.Annotation> places, int[] frames) {
        CvatKeyframes all = new CvatKeyframes(places, frames);
        all.find();
        return all.keyframes;
    }

    private void find() {
        for (int i = 0; i < places.size(); i++) {
            Entry.OnTrack on = track(i);
            // Whatever begins, ends and comes back is a keyframe.
            if (on.known() == Entry.Known.KEYFRAME || i == 0 || track(i - 1).outside() != on.outside()) {
                keyframes.set(i);
            }
        }
        Deque<int[]> open = new ArrayDeque<>();
        for (int i = keyframes.nextSetBit(0); i >= 0; i = keyframes.nextSetBit(i + 1)) {
            int next = keyframes.nextSetBit(i + 1);
            open.push(new int[] {i, next < 0 ? places.size() : next});
        }
        while (!open.isEmpty()) {
            int[] span = open.pop();
            int from = span[0];
            int to = span[1];
            wrong(from, to).ifPresent(k -> {
                keyframes.set(k);
                open.push(new int[] {from, k});
                open.push(new int[] {k, to});
            });
        }
    }

    private Entry.OnTrack track(int i) {
        return places.get(i).track().orElseThrow();
    }

    /// A box is a turned one there, by no angle.
    private Optional<Shape> shape(int i) {
        Entry.Annotation a = places.get(i);
        return a.shape().map(s -> s instanceof Box b ? RotatedBox.of(b) : s).or(a::pose);
    }

    /// A place between two keyframes that CVAT would not find by itself, and that helps most when it becomes one.
    ///
    /// @param to the next keyframe, or how many places there are
    private OptionalInt wrong(int from, int to) {
        IntStream between = IntStream.range(from + 1, to);
        Optional<Shape> first = shape(from);
        Optional<Shape> last = to < places.size() ? shape(to) : Optional.empty();
        boolean moves = first.isPresent()
                && last.isPresent()
                && first.get().kind() == last.get().kind()
                && !(first.get() instanceof Mask)
                && !(first.get() instanceof PointSet);
        if (!moves) {
            return between.filter(k -> !shape(k).equals(first)).findFirst();
        }
        if (!areInTurn(first.get(), last.get())) {
            // Up to here they may be.
            return between.max();
        }
        double most = SAME;
        OptionalInt found = OptionalInt.empty();
        for (int k = from + 1; k < to; k++) {
            double t = (frames[k] - frames[from]) / (double) (frames[to] - frames[from]);
            double distance = distance(shape(k), between(first.get(), last.get(), t));
            if (distance > most) {
                most = distance;
                found = OptionalInt.of(k);
            }
        }
        return found;
    }

    /// Whether CVAT lets each point go to the one of the same number. It pairs points of outlines that lie at about the
    /// same share of the length, whatever their number.
    private static boolean areInTurn(Shape from, Shape to) {
        if (!(from instanceof Polygon) && !(from instanceof Polyline)) {
            return points(from).size() == points(to).size();
        }
        double[] a = shares(from);
        double[] b = shares(to);
        return a.length == b.length
                && IntStream.range(0, a.length).allMatch(i -> isNearest(a[i], b, i) && isNearest(b[i], a, i));
    }

    private static boolean isNearest(double share, double[] others, int i) {
        double distance = Math.abs(others[i] - share);
        return IntStream.range(0, others.length).allMatch(k -> k == i || Math.abs(others[k] - share) > distance);
    }

    /// At which share of the length each point lies; an outline that is closed comes back to the first.
    private static double[] shares(Shape outline) {
        List<Point> points = new ArrayList<>(points(outline));
        if (outline instanceof Polygon) {
            points.add(points.getFirst());
        }
        double[] along = new double[points.size()];
        for (int i = 1; i < along.length; i++) {
            Point p = points.get(i - 1);
            Point q = points.get(i);
            along[i] = along[i - 1] + Math.hypot(q.x() - p.x(), q.y() - p.y());
        }
        double length = along[along.length - 1];
        return Arrays.stream(along).map(l -> length == 0 ? 0 : l / length).toArray();
    }

    private static Optional<Shape> between(Shape from, Shape to, double t) {
        if (from instanceof Polygon || from instanceof Polyline) {
            List<Point> p = points(from);
            List<Point> q = points(to);
            return Optional.of(new Polyline(IntStream.range(0, p.size())
                    .mapToObj(i -> new Point(
                            mix(p.get(i).x(), q.get(i).x(), t),
                            mix(p.get(i).y(), q.get(i).y(), t)))
                    .toList()));
        }
        try {
            return Optional.of(Interpolator.between(from, to, t));
        } catch (IllegalArgumentException e) {
            // Skeletons of other joints.
            return Optional.empty();
        }
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    /// How far points lie apart at most, in pixels.
    private static double distance(Optional<Shape> a, Optional<Shape> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        List<Point> p = points(a.get());
        List<Point> q = points(b.get());
        if (p.size() != q.size()) {
            return Double.POSITIVE_INFINITY;
        }
        return IntStream.range(0, p.size())
                .mapToDouble(i -> Math.max(
                        Math.abs(p.get(i).x() - q.get(i).x()),
                        Math.abs(p.get(i).y() - q.get(i).y())))
                .max()
                .orElse(0);
    }

    /// The points that say where a shape is, in an order of its own.
    private static List<Point> points(Shape shape) {
        return switch (shape) {
            case Box b -> RotatedBox.of(b).corners().points();
            case RotatedBox b -> b.corners().points();
            case Ellipse(double x, double y, double radiusX, double radiusY, double angle) ->
                new RotatedBox(x, y, 2 * radiusX, 2 * radiusY, angle).corners().points();
            case Polygon(List<Ring> rings) ->
                rings.stream().flatMap(r -> r.points().stream()).toList();
            case Polyline(List<Point> all) -> all;
            case Point p -> List.of(p);
            case PointSet(List<Point> all) -> all;
            case Skeleton s -> s.joints().stream().map(Joint::at).toList();
            case Mask _ -> List.of();
        };
    }
}
