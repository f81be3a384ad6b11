package limner.model.exchange.voc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.exchange.Choices;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Layers;
import limner.model.exchange.Loss;
import limner.model.exchange.RegionFit;
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
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// What VOC says of the annotations of a picture: upright boxes as boxes, whatever else covers pixels as these, of
/// which each belongs to the object that lies highest. Objects are numbered by their place in the file.
record VocFit(Entry.Picture picture, VocNumbers numbers, Choices choices, VocFormat.Corners corners) {

    /// One of the objects that an annotation becomes.
    private record Part(Entry.Annotation of, Shape shape, Rle pixels) {}

    List<Fitted.Piece> fit(List<Entry.Annotation> all) {
        List<Map<Loss, String>> because = new ArrayList<>();
        List<List<Part>> parts = new ArrayList<>();
        int place = 1;
        for (Entry.Annotation a : all) {
            Map<Loss, String> why = new EnumMap<>(Loss.class);
            List<Part> own = new ArrayList<>();
            for (Shape shape : shapes(a, why)) {
                own.add(part(a, shape, place, why));
                place++;
            }
            because.add(why);
            parts.add(own);
        }
        List<Part> flat = parts.stream().flatMap(List::stream).toList();
        List<Rle> seen = Layers.seen(
                flat.stream().map(Part::of).toList(),
                flat.stream().map(Part::pixels).toList());
        List<Fitted.Piece> pieces = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < all.size(); i++) {
            Entry.Annotation a = all.get(i);
            List<Entry.Annotation> after = new ArrayList<>();
            long hidden = 0;
            for (Part part : parts.get(i)) {
                Rle left = seen.get(next++);
                hidden += part.pixels().area() - left.area();
                after.add(said(a, shown(part, left)));
            }
            if (hidden > 0) {
                because.get(i).put(Loss.OVERLAP, Layers.hidden(hidden));
            }
            pieces.add(new Fitted.Piece(a, after, because.get(i)));
        }
        return pieces;
    }

    /// What lies under others altogether has its box still.
    private Shape shown(Part part, Rle seen) {
        if (!(part.shape() instanceof Mask mask)) {
            return part.shape();
        }
        if (seen.isEmpty()) {
            return part.pixels().bounds().orElseThrow().toBox();
        }
        return seen.equals(part.pixels()) ? mask : new Mask(seen);
    }

    private Part part(Entry.Annotation a, Shape shape, int place, Map<Loss, String> because) {
        Rle nothing = Rle.empty(picture.width(), picture.height());
        if (!(shape instanceof Mask(Rle pixels))) {
            return new Part(a, shape, nothing);
        }
        if (place > VocNumbers.LAST || numbers.of(a) > VocNumbers.LAST) {
            because.put(
                    Loss.KIND,
                    "becomes a box: VOC's pictures hold " + VocNumbers.LAST + " "
                            + (place > VocNumbers.LAST ? "objects" : "classes"));
            return new Part(a, pixels.bounds().orElseThrow().toBox(), nothing);
        }
        return new Part(a, shape, pixels);
    }

    /// Boxes as they are written, and masks that are not empty.
    private List<Shape> shapes(Entry.Annotation a, Map<Loss, String> because) {
        if (a.track().map(Entry.OnTrack::outside).orElse(false)) {
            return List.of();
        }
        List<Shape> shapes = a.shape().or(() -> a.pose().map(p -> p)).stream()
                .<Shape>flatMap(s -> drawn(s, because).stream())
                .toList();
        if (shapes.isEmpty()) {
            because.putIfAbsent(
                    Loss.OBJECT,
                    because.isEmpty() ? "is left out: nothing of it is on the picture" : "is left out as was chosen");
        }
        return shapes;
    }

    private List<? extends Shape> drawn(Shape shape, Map<Loss, String> because) {
        return switch (shape) {
            case Box b -> box(b).stream().toList();
            case RotatedBox _, Ellipse _, Polygon _, Mask _ ->
                new RegionFit(picture, new Choices(choices.holes(), choices.parts(), Choices.Regions.MASKS))
                        .of(shape, because).stream()
                                .map(s -> s instanceof Mask m
                                        ? m
                                        : new Mask(Rasterizer.rasterize(s, picture.width(), picture.height())))
                                .filter(m -> !m.rle().isEmpty())
                                .toList();
            case Skeleton skeleton -> around(skeleton).stream().toList();
            case Polyline _, Point _, PointSet _ -> {
                because.put(Loss.OBJECT, "is left out: VOC has no points or lines");
                yield List.of();
            }
        };
    }

    /// Around the pixels that its joints are on.
    private Optional<Box> around(Skeleton skeleton) {
        List<Point> there = skeleton.present().stream().map(Joint::at).toList();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        Box b = new PointSet(there).bounds();
        return inside(Math.floor(b.x()), Math.floor(b.y()), Math.floor(b.right()) + 1, Math.floor(b.bottom()) + 1);
    }

    private Optional<Box> box(Box b) {
        return switch (corners) {
            case PIXELS_FROM_ONE -> {
                Optional<Box> same = inside(
                        Math.ceil(b.x() - 0.5),
                        Math.ceil(b.y() - 0.5),
                        Math.ceil(b.right() - 0.5),
                        Math.ceil(b.bottom() - 0.5));
                // What goes round no middle of a pixel gets those that it touches.
                yield same.isPresent() || !(b.width() > 0 && b.height() > 0)
                        ? same
                        : inside(Math.floor(b.x()), Math.floor(b.y()), Math.ceil(b.right()), Math.ceil(b.bottom()));
            }
            // As it comes back from the numbers of its edges.
            case EDGES ->
                Optional.of(new Box(b.x(), b.y(), b.right() - b.x(), b.bottom() - b.y()))
                        .filter(read -> read.width() > 0 && read.height() > 0);
        };
    }

    private Optional<Box> inside(double left, double top, double right, double bottom) {
        double x = Math.max(left, 0);
        double y = Math.max(top, 0);
        double width = Math.min(right, picture.width()) - x;
        double height = Math.min(bottom, picture.height()) - y;
        return width > 0 && height > 0 ? Optional.of(new Box(x, y, width, height)) : Optional.empty();
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
                a.crowd(),
                a.occluded(),
                0,
                VocAttributes.fit(a.attributes()),
                "");
    }

    /// The box that a file gives an object.
    static Box boxOf(Entry.Annotation written) {
        return switch (written.shape().orElseThrow()) {
            case Box b -> b;
            case Mask(Rle rle) -> rle.bounds().orElse(PixelBox.EMPTY).toBox();
            case RotatedBox _, Ellipse _, Polygon _, Polyline _, Point _, PointSet _, Skeleton _ ->
                throw new IllegalStateException("a shape was not fitted");
        };
    }
}
