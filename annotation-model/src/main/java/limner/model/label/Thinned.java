package limner.model.label;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// What is left of a track when the keyframes go that interpolation gives again within a tolerance.
///
/// @param track without them
/// @param gone their frames, ascending
/// @param worst how far interpolation is off at most on these frames
public record Thinned(Label track, List<Integer> gone, Misfit worst) {

    public Thinned {
        gone = List.copyOf(gone);
    }

    /// Looks from the ends of each stretch to its middle and keeps the worst keyframe until none is off (as Douglas and
    /// Peucker simplify lines). The first and the last keyframe stay, and those at which something else changes: gone
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
            Keyframe from = keyframe(track, frames.get(ends[0]));
            Label bare = track.withKeyframes(ends(track, frames.get(ends[0]), frames.get(ends[1])));
            int split = -1;
            double most = 0;
            Misfit here = Misfit.NONE;
            boolean fits = true;
            for (int i = ends[0] + 1; i < ends[1]; i++) {
                int frame = frames.get(i);
                Misfit misfit = bare.at(frame)
                        .map(p ->
                                Misfit.between(p.shape(), keyframe(track, frame).shape()))
                        .orElseGet(() -> from.outside() ? Misfit.NONE : new Misfit(Double.POSITIVE_INFINITY, 0));
                here = here.and(misfit);
                fits &= tolerance.holds(misfit);
                if (tolerance.measure(misfit) >= most) {
                    most = tolerance.measure(misfit);
                    split = i;
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

    private static boolean stays(Label track, List<Integer> frames, int index) {
        Keyframe before = keyframe(track, frames.get(index - 1));
        Keyframe here = keyframe(track, frames.get(index));
        Keyframe next = keyframe(track, frames.get(index + 1));
        return before.outside() != here.outside()
                || next.outside() != here.outside()
                || before.occluded() != here.occluded()
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
