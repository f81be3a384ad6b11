package limner.model.exchange.yolo;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.exchange.Choices;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Loss;
import limner.model.exchange.Outlines;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// What a YOLO data set of one task says of an annotation, number for number as its reader tells it.
///
/// @param category as it is written
record YoloFit(Entry.Picture picture, Entry.Category category, Choices choices, YoloExport.Task task) {

    /// What is narrower has no extent, in pixels.
    private static final double THIN = 1e-6;

    /// How far beyond the picture still counts as inside: what is left of rounding, in pixels.
    private static final double ROUNDING = 1e-9;

    /// After so few rounds the last digits of a turned box stay.
    private static final int ROUNDS = 32;

    Fitted.Piece fit(Entry.Annotation a) {
        if (a.track().map(Entry.OnTrack::outside).orElse(false)) {
            return new Fitted.Piece(a, List.of(), Map.of());
        }
        Map<Loss, String> because = new EnumMap<>(Loss.class);
        Optional<Skeleton> joints =
                a.pose().or(() -> a.shape().filter(Skeleton.class::isInstance).map(Skeleton.class::cast));
        Optional<Skeleton> pose =
                task == YoloExport.Task.POSE ? joints.flatMap(p -> pose(p, because)) : Optional.empty();
        Optional<Shape> area = a.shape().filter(Shape::hasArea);
        List<? extends Shape> shapes = switch (task) {
            case DETECT, POSE ->
                area.or(() -> joints).flatMap(this::around).map(this::read).stream()
                        .toList();
            case SEGMENT -> area.map(s -> rings(s, because)).orElse(List.of());
            case OBB -> area.flatMap(this::turned).map(this::read).stream().toList();
        };
        if (shapes.isEmpty()) {
            because.put(
                    Loss.OBJECT,
                    area.isPresent() || joints.isPresent() && task != YoloExport.Task.SEGMENT
                            ? "is left out: nothing of it is on the picture"
                            : "is left out: YOLO has no points or lines");
            if (because.containsKey(Loss.HOLES) || because.containsKey(Loss.PARTS)) {
                because.put(Loss.OBJECT, "is left out as was chosen");
            }
            return new Fitted.Piece(a, List.of(), because);
        }
        return new Fitted.Piece(a, shapes.stream().map(s -> said(a, s, pose)).toList(), because);
    }

    private static Entry.Annotation said(Entry.Annotation a, Shape shape, Optional<Skeleton> pose) {
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                Optional.of(shape),
                pose,
                Optional.empty(),
                false,
                false,
                0,
                new LinkedHashMap<>(),
                "");
    }

    private YoloShares shares() {
        return new YoloShares(picture);
    }

    private Box read(Box box) {
        return YoloReader.box(shares().of(box), picture);
    }

    private List<Point> read(List<Point> points) {
        double[] n = shares().of(points);
        return YoloReader.points(n, n.length, picture);
    }

    /// Again and again, because angles change by their last digit on the way.
    private Shape read(RotatedBox box) {
        Shape before = box;
        for (int i = 0; i < ROUNDS && before instanceof RotatedBox b; i++) {
            Shape after = YoloReader.turned(read(b.corners().points()));
            if (after.equals(before)) {
                break;
            }
            before = after;
        }
        return before;
    }

    // Upright boxes.

    /// The part of the box around it that is on the picture; nothing where there is none.
    private Optional<Box> around(Shape shape) {
        Box box = switch (shape) {
            case Mask(var rle) -> rle.bounds().orElse(PixelBox.EMPTY).toBox();
            case Skeleton skeleton -> around(skeleton);
            case Box _, RotatedBox _, Ellipse _, Polygon _, Polyline _, Point _, PointSet _ ->
                shape.bounds().clampedTo(picture.width(), picture.height());
        };
        return Optional.of(box).filter(b -> b.width() > THIN && b.height() > THIN);
    }

    /// Around the joints that are on the picture, a pixel wide at least.
    private Box around(Skeleton skeleton) {
        List<Point> there = skeleton.present().stream()
                .map(Joint::at)
                .filter(this::isInside)
                .toList();
        if (there.isEmpty()) {
            return PixelBox.EMPTY.toBox();
        }
        Box box = new PointSet(there).bounds();
        double width = Math.clamp(box.width(), 1, picture.width());
        double height = Math.clamp(box.height(), 1, picture.height());
        double x = Math.clamp(box.x() + box.width() / 2 - width / 2, 0, picture.width() - width);
        double y = Math.clamp(box.y() + box.height() / 2 - height / 2, 0, picture.height() - height);
        return new Box(x, y, width, height);
    }

    private boolean isInside(Point p) {
        return p.x() >= -ROUNDING
                && p.y() >= -ROUNDING
                && p.x() <= picture.width() + ROUNDING
                && p.y() <= picture.height() + ROUNDING;
    }

    // Keypoints.

    /// The joints in the order of the class; nothing where it does not name all of them, or none is on the picture.
    private Optional<Skeleton> pose(Skeleton pose, Map<Loss, String> because) {
        Map<String, Joint> joints = new HashMap<>();
        pose.joints().forEach(j -> joints.put(j.name().strip(), j));
        List<Joint> all = category.joints().stream()
                .map(name -> Optional.ofNullable(joints.get(name))
                        .filter(j -> j.present() && isInside(j.at()))
                        .map(j -> new Joint(name, read(List.of(j.at())).getFirst(), j.state()))
                        .orElseGet(() -> new Joint(name, new Point(0, 0), Joint.State.ABSENT)))
                .toList();
        long there = all.stream().filter(Joint::present).count();
        if (!category.joints().containsAll(joints.keySet())) {
            because.put(Loss.KEYPOINTS, "has joints that its class does not name");
            return Optional.empty();
        }
        if (there < pose.present().size()) {
            because.put(Loss.KEYPOINTS, "has joints beyond the picture");
        }
        return there == 0 ? Optional.empty() : Optional.of(new Skeleton(all));
    }

    // Outlines.

    private List<Shape> rings(Shape shape, Map<Loss, String> because) {
        Box bounds = shape.bounds();
        // What reaches beyond the picture is followed along its pixels, which do not.
        boolean inside =
                isInside(new Point(bounds.x(), bounds.y())) && isInside(new Point(bounds.right(), bounds.bottom()));
        List<Outlines.Part> parts = Outlines.parts(
                inside ? shape : new Mask(Rasterizer.rasterize(shape, picture.width(), picture.height())),
                picture.width(),
                picture.height());
        List<Ring> rings = Outlines.rings(parts, choices);
        if (rings.isEmpty() && !parts.isEmpty()) {
            if (choices.holes() == Choices.Holes.SKIP
                    && parts.stream().anyMatch(p -> !p.holes().isEmpty())) {
                because.put(Loss.HOLES, "is left out because it has holes");
            } else {
                because.put(Loss.PARTS, "is left out because it has " + parts.size() + " parts");
            }
        }
        return rings.stream().<Shape>map(r -> Polygon.of(read(r.points()))).toList();
    }

    // Turned boxes.

    /// The smallest around what is drawn; upright where that would reach beyond the picture.
    private Optional<RotatedBox> turned(Shape shape) {
        Optional<RotatedBox> box = switch (shape) {
            case RotatedBox b -> Optional.of(b);
            case Box b -> Optional.of(RotatedBox.of(b));
            case Ellipse e -> Optional.of(new RotatedBox(e.x(), e.y(), 2 * e.radiusX(), 2 * e.radiusY(), e.angle()));
            case Polygon _, Mask _ -> {
                List<Point> corners = Outlines.parts(shape, picture.width(), picture.height()).stream()
                        .flatMap(p -> p.outer().points().stream())
                        .toList();
                yield corners.isEmpty() ? Optional.empty() : Optional.of(SmallestBox.around(corners));
            }
            case Polyline _, Point _, PointSet _, Skeleton _ -> Optional.empty();
        };
        return box.filter(b -> b.corners().points().stream().allMatch(this::isInside))
                .filter(b -> b.width() > THIN && b.height() > THIN)
                .or(() -> around(shape).map(RotatedBox::of));
    }
}
