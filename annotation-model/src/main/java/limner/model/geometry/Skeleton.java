package limner.model.geometry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Named joints after a template: which joints there are and how bones join them is said by the class of the label. At
/// least one joint, and no name twice, or an [IllegalArgumentException] says so.
public record Skeleton(List<Joint> joints) implements Shape {
    public Skeleton {
        joints = List.copyOf(joints);
        if (joints.isEmpty()) {
            throw new IllegalArgumentException("A skeleton needs at least one joint.");
        }
        Set<String> names = new HashSet<>();
        for (Joint joint : joints) {
            if (!names.add(joint.name())) {
                throw new IllegalArgumentException("A skeleton has a joint twice: " + joint.name() + ".");
            }
        }
    }

    /// The names of the joints in their order.
    public List<String> names() {
        return joints.stream().map(Joint::name).toList();
    }

    /// The joints that are not absent.
    public List<Joint> present() {
        return joints.stream().filter(Joint::present).toList();
    }

    /// The skeleton with one of its joints changed.
    public Skeleton with(int index, Joint joint) {
        List<Joint> next = new ArrayList<>(joints);
        next.set(index, joint);
        return new Skeleton(next);
    }

    /// The smallest box around the joints that are there; around all when none is.
    @Override
    public Box bounds() {
        List<Joint> there = present();
        return Coordinates.bounds(
                (there.isEmpty() ? joints : there).stream().map(Joint::at).toList());
    }

    @Override
    public Skeleton translated(double dx, double dy) {
        return new Skeleton(
                joints.stream().map(j -> j.withAt(j.at().translated(dx, dy))).toList());
    }

    @Override
    public ShapeKind kind() {
        return ShapeKind.SKELETON;
    }
}
