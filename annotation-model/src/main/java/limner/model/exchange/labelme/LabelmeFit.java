package limner.model.exchange.labelme;

import java.util.EnumMap;
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

/// What labelme says of an annotation: every kind of shape but skeletons and long ellipses; nothing that goes on from
/// picture to picture.
record LabelmeFit(Entry.Picture picture, Choices choices) {

    Fitted.Piece fit(Entry.Annotation a) {
        if (a.track().map(Entry.OnTrack::outside).orElse(false)) {
            return new Fitted.Piece(a, List.of(), Map.of());
        }
        Map<Loss, String> because = new EnumMap<>(Loss.class);
        List<Shape> shapes = a.shape()
                .or(() -> a.pose().map(p -> p))
                .map(s -> shapes(s, because))
                .orElse(List.of());
        if (shapes.isEmpty()) {
            because.putIfAbsent(Loss.OBJECT, "is left out: there is nothing to draw");
        }
        return new Fitted.Piece(a, shapes.stream().map(s -> said(a, s)).toList(), because);
    }

    private static Entry.Annotation said(Entry.Annotation a, Shape shape) {
        SequencedMap<String, Value> attributes = new LinkedHashMap<>();
        a.attributes().forEach((name, value) -> {
            if (!(value instanceof Value.Words)) {
                attributes.put(name, value);
            }
        });
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                Optional.of(shape),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                0,
                attributes,
                LabelmeFields.others(a.extras()));
    }

    private List<Shape> shapes(Shape shape, Map<Loss, String> because) {
        return switch (shape) {
            case Box _, RotatedBox _, Polyline _, Point _, PointSet _ -> List.of(shape);
            case Ellipse e
            when e.radiusX() == e.radiusY() -> List.of(new Ellipse(e.x(), e.y(), e.radiusX(), e.radiusX(), 0));
            case Ellipse _, Polygon _, Mask _ ->
                new RegionFit(picture, choices)
                        .of(shape, because).stream()
                                .filter(s -> !(s instanceof Mask(var rle)) || !rle.isEmpty())
                                .toList();
            case Skeleton skeleton -> {
                List<Point> there = skeleton.present().stream().map(Joint::at).toList();
                yield there.isEmpty() ? List.of() : List.of(new PointSet(there));
            }
        };
    }
}
