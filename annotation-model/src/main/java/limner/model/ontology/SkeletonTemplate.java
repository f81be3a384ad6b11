package limner.model.ontology;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What skeletons of a class are made of. Drawn skeletons know their joints by name; names stay as long as anything of
/// the class is drawn.
///
/// @param joints at least one, each name once
/// @param edges lines between joints, each at most once in either direction
/// @param mirrors joints that are each other's left and right; a joint in one pair at most
public record SkeletonTemplate(List<Joint> joints, List<Edge> edges, List<MirrorPair> mirrors) {

    /// A named joint.
    ///
    /// @param name what exports write
    /// @param x where it lies in a new skeleton, from 0 (left of its box) to 1
    /// @param y from 0 (top) to 1
    public record Joint(String name, double x, double y) {
        public Joint {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a joint needs a name");
            }
            if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
                throw new IllegalArgumentException("joint " + name + " rests between 0 and 1: " + x + ", " + y);
            }
        }
    }

    /// A line between two joints, by their place in the list from 0.
    public record Edge(int from, int to) {}

    /// Two joints that change places when a skeleton is mirrored, by their place in the list from 0.
    public record MirrorPair(int left, int right) {}

    public SkeletonTemplate {
        joints = List.copyOf(joints);
        edges = List.copyOf(edges);
        mirrors = List.copyOf(mirrors);
        if (joints.isEmpty()) {
            throw new IllegalArgumentException("a skeleton has a joint at least");
        }
        Set<String> names = new HashSet<>();
        for (Joint j : joints) {
            if (!names.add(j.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("joint " + j.name() + " is there twice");
            }
        }
        Set<Set<Integer>> lines = new HashSet<>();
        for (Edge e : edges) {
            demandTwo(joints, e.from(), e.to(), "an edge");
            if (!lines.add(Set.of(e.from(), e.to()))) {
                throw new IllegalArgumentException(
                        "the edge from " + joints.get(e.from()).name() + " to "
                                + joints.get(e.to()).name() + " is there twice");
            }
        }
        Set<Integer> paired = new HashSet<>();
        for (MirrorPair m : mirrors) {
            demandTwo(joints, m.left(), m.right(), "a mirror pair");
            if (!paired.add(m.left()) || !paired.add(m.right())) {
                throw new IllegalArgumentException("a joint has one mirror joint at most");
            }
        }
    }

    private static void demandTwo(List<Joint> joints, int a, int b, String what) {
        if (a < 0 || b < 0 || a >= joints.size() || b >= joints.size() || a == b) {
            throw new IllegalArgumentException(what + " joins two of the joints: " + a + " and " + b);
        }
    }

    /// The joint on the other side, or the same one where it has none.
    public int mirrored(int joint) {
        for (MirrorPair m : mirrors) {
            if (m.left() == joint) {
                return m.right();
            }
            if (m.right() == joint) {
                return m.left();
            }
        }
        return joint;
    }
}
