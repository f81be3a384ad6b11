package limner.model.exchange.coco;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import limner.model.exchange.Choices;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Loss;
import limner.model.exchange.RegionFit;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// What COCO says of an annotation: boxes, rings of which the union counts, pixels as runs, keypoints by the list of
/// the class.
record CocoFit(Entry.Picture picture, Entry.Category category, Choices choices) {

    Fitted.Piece fit(Entry.Annotation a) {
        if (a.track().map(Entry.OnTrack::outside).orElse(false)) {
            return new Fitted.Piece(a, List.of(), Map.of());
        }
        Optional<Skeleton> pose = a.pose()
                .or(() -> a.shape().filter(Skeleton.class::isInstance).map(Skeleton.class::cast))
                .flatMap(this::pose);
        Map<Loss, String> because = new EnumMap<>(Loss.class);
        List<Shape> shapes = a.shape().map(s -> shapes(s, because)).orElse(List.of());
        if (pose.isPresent() && shapes.size() == 1 && shapes.getFirst() instanceof Box) {
            // Where there are keypoints, a box is understood to go around them.
            shapes = List.of();
        }
        if (shapes.isEmpty() && pose.isEmpty()) {
            because.putIfAbsent(
                    Loss.OBJECT,
                    a.shape().isEmpty() || a.shape().get() instanceof Skeleton
                            ? "is left out: its class names no such joints, or none is there"
                            : a.shape().get().hasArea() ? "is left out" : "is left out: COCO has no points or lines");
            return new Fitted.Piece(a, List.of(), because);
        }
        List<Entry.Annotation> after = new ArrayList<>();
        for (int i = 0; i < Math.max(1, shapes.size()); i++) {
            after.add(said(
                    a,
                    i < shapes.size() ? Optional.of(shapes.get(i)) : Optional.empty(),
                    i == 0 ? pose : Optional.empty(),
                    i));
        }
        return new Fitted.Piece(a, after, because);
    }

    /// @param part of several that one object becomes; the first keeps its id
    private Entry.Annotation said(Entry.Annotation a, Optional<Shape> shape, Optional<Skeleton> pose, int part) {
        SequencedMap<String, Value> attributes = new LinkedHashMap<>(a.attributes());
        boolean flagged = attributes.get(CocoExtras.OCCLUDED) instanceof Value.Flag;
        boolean occluded = a.occluded() || new Value.Flag(true).equals(attributes.get(CocoExtras.OCCLUDED));
        if (flagged || occluded) {
            // There is one place for both.
            attributes.remove(CocoExtras.OCCLUDED);
        }
        return new Entry.Annotation(
                a.at(),
                part == 0 ? a.key() : "",
                a.picture(),
                a.category(),
                shape,
                pose,
                part == 0
                        ? a.track().map(t -> new Entry.OnTrack(t.key(), Entry.Known.STATED, false))
                        : Optional.empty(),
                a.crowd(),
                occluded,
                0,
                attributes,
                CocoExtras.fit(a.extras()));
    }

    /// The joints in the order of the class; nothing where it does not name all of them, or none is there.
    private Optional<Skeleton> pose(Skeleton pose) {
        Map<String, Joint> joints = new HashMap<>();
        pose.joints().forEach(j -> joints.put(j.name(), j));
        if (pose.present().isEmpty() || !category.joints().containsAll(joints.keySet())) {
            return Optional.empty();
        }
        return Optional.of(new Skeleton(category.joints().stream()
                .map(name -> joints.getOrDefault(name, absent(name)))
                .map(j -> j.present() ? j : absent(j.name()))
                .toList()));
    }

    private static Joint absent(String name) {
        return new Joint(name, new Point(0, 0), Joint.State.ABSENT);
    }

    private List<Shape> shapes(Shape shape, Map<Loss, String> because) {
        RegionFit regions = new RegionFit(picture, choices);
        return switch (shape) {
            case Box box -> List.of(box);
            case RotatedBox box -> regions.of(new Polygon(List.of(box.corners())), because);
            case Ellipse ellipse -> regions.of(ellipse, because);
            case Polygon polygon -> regions.of(polygon, because);
            case Mask mask -> regions.of(mask, because);
            case Polyline _, Point _, PointSet _, Skeleton _ -> List.of();
        };
    }
}
