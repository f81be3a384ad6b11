package limner.model.label;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// What is left of a track when the keyframes go that interpolation gives again within a tolerance.
///
/// @param track without them
/// @param gone their frames, ascending
/// @param worst how far interpolation is off at most on these frames and on those looked at between them
public record Thinned(Label track, List<Integer> gone, Misfit worst) {

    public Thinned {
        gone = List.copyOf(gone);
    }

    /// How many frames between two keyframes are looked at, at most; of masks, which take milliseconds each, the
    /// middle.
    private static final int MOST_BETWEEN = 16;

    /// Looks from the ends of each stretch to its middle and keeps the worst keyframe until none is off (as Douglas and
    /// Peucker simplify lines). Outlines and masks may agree at keyframes and go over into each other in another way
    /// between them: where all keyframes fit, frames between are looked at as well. The first and the last keyframe
    /// stay, and those at which something else changes: gone
    /// or
    /// back, hidden or not, how the track goes on.
    ///
    /// @param keep says of a frame whether a keyframe there must stay
    public static Thinned of(Label track, Tolerance tolerance, IntPredicate keep) {
        List<Integer> frames = new ArrayList<>(track.keyframes().keySet());
        List<Integer> gone = new ArrayList<>();
        Misfit worst = Misfit.NONE;
        Deque<int[]> stretches = new ArrayDeque<>();
        int start = 0;
        for (int i = 1; i < frames.size(); i++) {
            if (i == frames.size() - 1 || stays(track, frames, i) || keep.test(frames.get(i))) {
                stretches.add(new int[] {start, i});
                start = i;
            }
        }
        while (!stretches.isEmpty()) {
            int[] ends = stretches.pop();
            Label bare = track.withKeyframes(ends(track, frames.get(ends[0]), frames.get(ends[1])));
            int split = -1;
            double most = 0;
            Misfit here = Misfit.NONE;
            boolean fits = true;
            for (int i = ends[0] + 1; i < ends[1]; i++) {
                int frame = frames.get(i);
                Misfit misfit = misfit(bare, track, frame);
                here = here.and(misfit);
                fits &= tolerance.holds(misfit);
                if (tolerance.measure(misfit) >= most) {
                    most = tolerance.measure(misfit);
                    split = i;
                }
            }
            if (fits && ends[1] - ends[0] > 1) {
                for (int i = ends[0]; i < ends[1]; i++) {
                    for (int frame : between(track, frames.get(i), frames.get(i + 1))) {
                        Misfit misfit = misfit(bare, track, frame);
                        here = here.and(misfit);
                        if (!tolerance.holds(misfit) && tolerance.measure(misfit) >= most) {
                            fits = false;
                            most = tolerance.measure(misfit);
                            split = i == ends[0] ? i + 1 : i;
                        }
                    }
                }
            }
            if (fits) {
                gone.addAll(frames.subList(ends[0] + 1, ends[1]));
                worst = worst.and(here);
            } else {
                stretches.push(new int[] {split, ends[1]});
                stretches.push(new int[] {ends[0], split});
            }
        }
        gone.sort(null);
        return new Thinned(track.withKeyframes(track.keyframes().minusAll(gone)), gone, worst);
    }

    /// Frames between two keyframes that may look otherwise although the keyframes agree.
    private static List<Integer> between(Label track, int first, int last) {
        Shape shape = keyframe(track, first).shape();
        int count = switch (shape) {
            case Box _, Point _, PointSet _, Skeleton _ -> 0;
            case RotatedBox _, Ellipse _, Polygon _, Polyline _ -> Math.min(MOST_BETWEEN, last - first - 1);
            case Mask _ -> Math.min(1, last - first - 1);
        };
        List<Integer> frames = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            frames.add(first + (last - first) * i / (count + 1));
        }
        return frames;
    }

    private static Misfit misfit(Label bare, Label track, int frame) {
        Optional<Placement> is = bare.at(frame);
        Optional<Placement> was = track.at(frame);
        if (is.isEmpty() || was.isEmpty()) {
            return is.isEmpty() && was.isEmpty() ? Misfit.NONE : new Misfit(Double.POSITIVE_INFINITY, 0);
        }
        return Misfit.between(is.get().shape(), was.get().shape());
    }

    private static boolean stays(Label track, List<Integer> frames, int index) {
        Keyframe before = keyframe(track, frames.get(index - 1));
        Keyframe here = keyframe(track, frames.get(index));
        Keyframe next = keyframe(track, frames.get(index + 1));
        return before.outside() != here.outside()
                || next.outside() != here.outside()
                || before.occluded() != here.occluded()
                || !before.attributes().equals(here.attributes())
                || before.interpolation() != here.interpolation();
    }

    private static PSortedMap<Integer, Keyframe> ends(Label track, int first, int last) {
        PSortedMap<Integer, Keyframe> ends = TreePMap.empty();
        return ends.plus(first, keyframe(track, first)).plus(last, keyframe(track, last));
    }

    private static Keyframe keyframe(Label track, int frame) {
        Map.Entry<Integer, Keyframe> found = track.keyframes().floorEntry(frame);
        return found.getValue();
    }
}
