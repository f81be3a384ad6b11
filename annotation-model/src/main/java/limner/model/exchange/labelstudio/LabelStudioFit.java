package limner.model.exchange.labelstudio;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import limner.model.exchange.Choices;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Loss;
import limner.model.exchange.RegionFit;
import limner.model.exchange.Value;
import limner.model.exchange.XmlText;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What Label Studio says of an annotation of a picture, number for number as its reader tells it: boxes, ellipses,
/// outlines of one ring, masks, single points, and words, numbers and choices about them.
record LabelStudioFit(Entry.Picture picture, Choices choices) {

    /// After so few rounds the last digits of what is turned stay.
    private static final int ROUNDS = 32;

    Fitted.Piece fit(Entry.Annotation a) {
        if (a.track().map(Entry.OnTrack::outside).orElse(false)) {
            return new Fitted.Piece(a, List.of(), Map.of());
        }
        Map<Loss, String> because = new EnumMap<>(Loss.class);
        List<Shape> shapes = a.shape().or(() -> a.pose().map(p -> p)).stream()
                .<Shape>flatMap(s -> drawn(s, because))
                .flatMap(s -> read(s).stream())
                .toList();
        if (shapes.isEmpty()) {
            because.putIfAbsent(
                    Loss.OBJECT,
                    because.isEmpty() ? "is left out: there is nothing to draw" : "is left out as was chosen");
        }
        return new Fitted.Piece(a, shapes.stream().map(s -> said(a, s)).toList(), because);
    }

    private Stream<? extends Shape> drawn(Shape shape, Map<Loss, String> because) {
        return switch (shape) {
            case Box _, RotatedBox _, Ellipse _, Point _ -> Stream.of(shape);
            case Polygon _, Mask _ ->
                new RegionFit(picture, choices).of(shape, because).stream().map(this::whole);
            case PointSet(List<Point> points) -> points.stream();
            case Skeleton skeleton -> skeleton.present().stream().map(Joint::at);
            case Polyline _ -> {
                because.put(Loss.OBJECT, "is left out: Label Studio has no lines");
                yield Stream.of();
            }
        };
    }

    /// Outlines have one ring there.
    private Shape whole(Shape shape) {
        return shape instanceof Polygon polygon && polygon.rings().size() > 1
                ? new Mask(Rasterizer.rasterize(polygon, picture.width(), picture.height()))
                : shape;
    }

    /// As it comes back; nothing where its reader would refuse it. Again and again, because what is measured in
    /// hundredths changes by its last digit on the way.
    Optional<Shape> read(Shape shape) {
        if (shape instanceof Mask(var rle)) {
            return rle.isEmpty() ? Optional.empty() : Optional.of(shape);
        }
        Shape before = shape;
        try {
            for (int i = 0; i < ROUNDS; i++) {
                Shape after = LabelStudioShapes.shape(
                        LabelStudioShapes.kind(before), LabelStudioShapes.value(before, picture), picture);
                if (after.equals(before)) {
                    break;
                }
                before = after;
            }
        } catch (IllegalArgumentException e) {
            // Without extent, or beyond all measure.
            return Optional.empty();
        }
        return Optional.of(before);
    }

    private static Entry.Annotation said(Entry.Annotation a, Shape shape) {
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
                attributes(a.attributes(), name -> !LabelStudioConfig.isTaken(name)),
                extras(a.extras()));
    }

    /// What is said of a class: its name.
    static Entry.Category category(Entry.Category c) {
        return Entry.Category.of(c.key(), name(c));
    }

    static String name(Entry.Category c) {
        return XmlText.name(c.name());
    }

    /// As they will be read.
    ///
    /// @param isSaid whether an attribute of this name has a place
    static SequencedMap<String, Value> attributes(SequencedMap<String, Value> all, Predicate<String> isSaid) {
        SequencedMap<String, Value> said = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (!name.isBlank() && XmlText.isName(name) && isSaid.test(name)) {
                said.put(name, value(value));
            }
        });
        return said;
    }

    private static Value value(Value value) {
        return switch (value) {
            case Value.Word _, Value.Amount _ -> value;
            case Value.Flag(boolean set) -> new Value.Word(Boolean.toString(set));
            case Value.Words(List<String> texts) -> {
                // What chooses nothing is no choice there, and one of them is not several.
                List<String> chosen = texts.stream().filter(t -> !t.isEmpty()).toList();
                yield chosen.size() == 1 ? new Value.Word(chosen.getFirst()) : new Value.Words(chosen);
            }
        };
    }

    /// The fields that a result can have, of a JSON object as text; empty where it has none.
    static String extras(String extras) {
        if (extras.isEmpty()) {
            return "";
        }
        try {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            JsonNode all = JsonMapper.shared().readTree(extras);
            LabelStudioReader.EXTRAS.forEach(name -> LabelStudioReader.extra(all, name, kept));
            return kept.isEmpty() ? "" : kept.toString();
        } catch (JacksonException _) {
            // No object; it is told as lost.
            return "";
        }
    }
}
