package limner.app.ui.canvas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.app.ui.canvas.paint.Look;
import limner.app.ui.canvas.tool.Target;
import limner.model.geometry.Box;

/// Everything that is seen on a frame, with an index of where it lies: what is near a place is found without asking the
/// rest, for the pointer and for painting alike. Immutable; any thread.
final class FrameThings {

    /// Nothing at all.
    static final FrameThings NONE = new FrameThings(List.of());

    /// @param dash how its outline runs
    /// @param area of its bounds
    /// @param order in which things were made, the first one lowest
    /// @param depth what people said of where it lies: more is above less
    record Thing(Target target, boolean suggested, Look.Dash dash, Box bounds, double area, int order, int depth) {

        Thing(Target target, boolean suggested, Look.Dash dash, int order, int depth) {
            this(target, suggested, dash, target.shape().bounds(), order, depth);
        }

        private Thing(Target target, boolean suggested, Look.Dash dash, Box bounds, int order, int depth) {
            this(target, suggested, dash, bounds, bounds.area(), order, depth);
        }

        /// Whether it is painted alike, wherever it comes among the others.
        boolean looksLike(Thing other) {
            return dash == other.dash
                    && depth == other.depth
                    && suggested == other.suggested
                    && target.classId().equals(other.target.classId())
                    && (target.shape() == other.target.shape() || target.shape().equals(other.target.shape()));
        }
    }

    /// The bottommost first: labels below suggestions, by depth, and large things below small ones. Written out, since
    /// thousands are put in order for each frame that is stepped to.
    private static int fromBelow(Thing a, Thing b) {
        if (a.suggested != b.suggested) {
            return a.suggested ? 1 : -1;
        }
        return a.depth != b.depth ? Integer.compare(a.depth, b.depth) : Double.compare(b.area, a.area);
    }

    private static final Comparator<Thing> FROM_ABOVE = Comparator.comparing(Thing::suggested)
            .thenComparingInt(Thing::depth)
            .thenComparingInt(Thing::order)
            .reversed();

    private final List<Thing> things;
    private final Map<Target.Key, Integer> numbers;
    private final BoxIndex index;
    private final List<Target> targets;

    private FrameThings(List<Thing> made) {
        Thing[] sorted = made.toArray(Thing[]::new);
        Arrays.sort(sorted, FrameThings::fromBelow);
        things = List.of(sorted);
        index = BoxIndex.of(things.stream().map(Thing::bounds).toList());
        numbers = HashMap.newHashMap(things.size());
        for (int i = 0; i < sorted.length; i++) {
            numbers.put(sorted[i].target().key(), i);
        }
        Thing[] above = made.toArray(Thing[]::new);
        Arrays.sort(above, FROM_ABOVE);
        targets = Arrays.stream(above).map(Thing::target).toList();
    }

    static FrameThings of(LabelScene scene) {
        return new FrameThings(scene.things());
    }

    /// All of them, the bottommost first as they are painted.
    List<Thing> all() {
        return things;
    }

    /// What the pointer can hit, what lies higher first, and of that what was made last.
    List<Target> targets() {
        return targets;
    }

    /// What of it may lie in an area: all whose bounds have a point in common with it, in the order of [#targets()].
    List<Target> targets(Box area) {
        int[] found = index.meeting(area.x(), area.y(), area.right(), area.bottom());
        List<Thing> near = new ArrayList<>(found.length);
        for (int i : found) {
            near.add(things.get(i));
        }
        near.sort(FROM_ABOVE);
        return near.stream().map(Thing::target).toList();
    }

    /// What of it may be seen in an area, the bottommost first.
    List<Thing> within(Box area) {
        int[] found = index.meeting(area.x(), area.y(), area.right(), area.bottom());
        List<Thing> seen = new ArrayList<>(found.length);
        for (int i : found) {
            seen.add(things.get(i));
        }
        return seen;
    }

    Optional<Thing> find(Target.Key key) {
        return Optional.ofNullable(numbers.get(key)).map(things::get);
    }
}
