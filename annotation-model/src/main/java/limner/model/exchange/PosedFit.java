package limner.model.exchange;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.geometry.Box;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// Fits an annotation to formats in which keypoints are an object of their own or go with a region, and of which an
/// annotation has one shape.
///
/// @param joints names of all joints of the class, in order
/// @param shapes what becomes of a shape; several are objects of their own
/// @param saying how the format says the rest
public record PosedFit(List<String> joints, Shapes shapes, Saying saying) {

    /// What becomes of a shape that is no skeleton.
    public interface Shapes {
        /// @param because told why nothing becomes of it, where nothing does
        List<Shape> of(Shape shape, Map<Loss, String> because);
    }

    /// What the format says of one of the objects that an annotation becomes.
    public interface Saying {
        /// @param isFirst whether it is the one that goes on being the annotation
        Entry.Annotation of(Entry.Annotation a, Optional<Shape> shape, Optional<Skeleton> pose, boolean isFirst);
    }

    /// Where a track is gone nothing is said.
    public Fitted.Piece fit(Entry.Annotation a) {
        if (a.track().map(Entry.OnTrack::outside).orElse(false)) {
            return new Fitted.Piece(a, List.of(), Map.of());
        }
        Map<Loss, String> because = new EnumMap<>(Loss.class);
        Optional<Skeleton> pose = a.pose()
                .or(() -> a.shape().filter(Skeleton.class::isInstance).map(Skeleton.class::cast))
                .flatMap(this::inOrder);
        List<Shape> drawn = a.shape().map(s -> shapes.of(s, because)).orElse(List.of());
        if (pose.isPresent() && drawn.stream().anyMatch(s -> !(s instanceof Polygon || s instanceof Mask))) {
            // Keypoints go with regions; beside anything else they would be another object.
            if (drawn.getFirst() instanceof Box) {
                drawn = List.of();
            } else {
                pose = Optional.empty();
            }
        }
        if (drawn.isEmpty() && pose.isEmpty()) {
            because.putIfAbsent(
                    Loss.OBJECT, "is left out: its label names no such joints, or there is nothing to draw");
            return new Fitted.Piece(a, List.of(), because);
        }
        List<Entry.Annotation> after = new ArrayList<>();
        for (int i = 0; i < Math.max(1, drawn.size()); i++) {
            after.add(saying.of(
                    a,
                    i < drawn.size() ? Optional.of(drawn.get(i)) : Optional.empty(),
                    i == 0 ? pose : Optional.empty(),
                    i == 0));
        }
        return new Fitted.Piece(a, after, because);
    }

    /// The joints in the order of the class; nothing where it does not name all of them.
    private Optional<Skeleton> inOrder(Skeleton pose) {
        Map<String, Joint> drawn = new HashMap<>();
        pose.joints().forEach(j -> drawn.put(j.name(), j));
        if (pose.present().isEmpty() || !joints.containsAll(drawn.keySet())) {
            return Optional.empty();
        }
        return Optional.of(new Skeleton(joints.stream()
                .map(name -> drawn.getOrDefault(name, new Joint(name, new Point(0, 0), Joint.State.ABSENT)))
                .toList()));
    }
}
