package limner.model.exchange.datumaro;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import limner.model.exchange.Choices;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Loss;
import limner.model.exchange.PosedFit;
import limner.model.exchange.RegionFit;
import limner.model.exchange.Value;
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

/// What Datumaro says of an annotation: every kind of shape; keypoints by the list of the label, alone or beside a
/// region.
record DatumaroFit(Entry.Picture picture, Entry.Category category, Choices choices) {

    /// Attributes that stand for something else.
    private static final Set<String> OWN =
            Set.of("occluded", "is_crowd", "rotation", "track_id", "keyframe", "outside");

    Fitted.Piece fit(Entry.Annotation a) {
        return new PosedFit(category.joints(), this::shapes, DatumaroFit::said).fit(a);
    }

    private static Entry.Annotation said(
            Entry.Annotation a, Optional<Shape> shape, Optional<Skeleton> pose, boolean isFirst) {
        SequencedMap<String, Value> attributes = new LinkedHashMap<>();
        a.attributes().forEach((name, value) -> {
            if (!OWN.contains(name) && !value.equals(new Value.Word(""))) {
                attributes.put(name, value);
            }
        });
        return new Entry.Annotation(
                a.at(),
                isFirst ? a.key() : "",
                a.picture(),
                a.category(),
                shape,
                pose,
                isFirst ? a.track().map(t -> new Entry.OnTrack(t.key(), Entry.Known.STATED, false)) : Optional.empty(),
                a.crowd(),
                a.occluded() || new Value.Flag(true).equals(a.attributes().get("occluded")),
                a.depth(),
                attributes,
                "");
    }

    private List<Shape> shapes(Shape shape, Map<Loss, String> because) {
        return switch (shape) {
            case Box box -> List.of(box);
            // By the same way as it will be read, so that the numbers are those that will be there.
            case RotatedBox r -> {
                Box box = new Box(r.x() - r.width() / 2, r.y() - r.height() / 2, r.width(), r.height());
                yield List.of(r.angle() == 0 ? box : RotatedBox.of(box).withAngle(r.angle()));
            }
            case Ellipse e -> List.of(Ellipse.in(around(e)).withAngle(e.angle()));
            case Polygon _, Mask _ ->
                new RegionFit(picture, choices)
                        .of(shape, because).stream()
                                .filter(s -> !(s instanceof Mask(var rle)) || !rle.isEmpty())
                                .toList();
            case Polyline line -> List.of(line);
            case Point point -> points(List.of(point), because);
            case PointSet(List<Point> points) -> points(points, because);
            case Skeleton _ -> List.of();
        };
    }

    /// The box around an ellipse before it was turned, from two corners.
    static Box around(Ellipse e) {
        return Box.between(
                new Point(e.x() - e.radiusX(), e.y() - e.radiusY()),
                new Point(e.x() + e.radiusX(), e.y() + e.radiusY()));
    }

    private List<Shape> points(List<Point> points, Map<Loss, String> because) {
        if (!category.joints().isEmpty()) {
            because.put(Loss.OBJECT, "is left out: points of a label that has joints are its joints");
            return List.of();
        }
        return List.of(points.size() == 1 ? points.getFirst() : new PointSet(points));
    }
}
