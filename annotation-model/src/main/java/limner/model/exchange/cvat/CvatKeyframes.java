package limner.model.exchange.cvat;

import java.util.ArrayDeque;
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
/// anew: shapes go evenly to the next keyframe, masks and several points stay where they are (`TrackManager` of its
/// server). A place that would come out otherwise there becomes a keyframe: one that is held until the next, one of a
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

    private Optional<Shape> shape(int i) {
        Entry.Annotation a = places.get(i);
        return a.shape().or(a::pose);
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
        if (points(first.get()).size() != points(last.get()).size()) {
            // CVAT pairs the points of such outlines in its own way: up to here they may go evenly.
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

    private static Optional<Shape> between(Shape from, Shape to, double t) {
        try {
            return Optional.of(Interpolator.between(from, to, t));
        } catch (IllegalArgumentException e) {
            // Skeletons of other joints, outlines of other rings.
            return Optional.empty();
        }
    }

    /// How far points lie apart at most, in pixels.
    private static double distance(Optional<Shape> a, Optional<Shape> b) {
        if (a.isEmpty() || b.isEmpty() || a.get().kind() != b.get().kind()) {
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
