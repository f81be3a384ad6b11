package limner.model.exchange;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// What is lost between an entry and what a format makes of it, by comparing the two. Keys are not compared: formats
/// have their own.
public final class Losses {

    /// Numbers nearer than this are the same: what is left of writing them in another unit.
    private static final double SAME = 1e-6;

    private Losses() {}

    /// What is lost of one annotation.
    ///
    /// @param category the name of its class
    /// @param picture where it is
    public static void of(Fitted.Piece piece, String category, Entry.Picture picture, Consumer<Lost> into) {
        Entry.Annotation before = piece.before();
        if (before.track().map(Entry.OnTrack::outside).orElse(false)
                && piece.after().isEmpty()
                && piece.because().isEmpty()) {
            // That an object is gone is said by not writing it.
            return;
        }
        Map<Loss, String> all = new EnumMap<>(Loss.class);
        long pixels = pixels(piece, picture);
        if (piece.after().isEmpty()) {
            all.put(Loss.OBJECT, "is left out");
        } else {
            shapes(piece, picture, all);
            fields(before, piece.after().getFirst(), all);
        }
        if (pixels > 0) {
            all.put(Loss.PIXELS, pixels + (pixels == 1 ? " pixel changes" : " pixels change"));
        }
        all.putAll(piece.because());
        all.forEach((loss, what) ->
                into.accept(new Lost(before.at(), category, loss, what, loss == Loss.PIXELS ? pixels : 0)));
    }

    /// What is lost of a class.
    public static void of(Entry.Category before, Entry.Category after, Consumer<Lost> into) {
        Entry.At at = new Entry.At("", "class " + before.name());
        if (!before.name().equals(after.name())) {
            into.accept(new Lost(at, before.name(), Loss.CLASSES, "is called " + after.name()));
        }
        if (!before.parent().equals(after.parent())) {
            into.accept(new Lost(at, before.name(), Loss.CLASSES, "is a kind of " + before.parent()));
        }
        if (!before.colour().equals(after.colour())) {
            into.accept(new Lost(at, before.name(), Loss.CLASSES, "has a colour"));
        }
        if (before.countable() != after.countable()) {
            into.accept(new Lost(at, before.name(), Loss.CLASSES, "is not counted"));
        }
        if (!before.joints().equals(after.joints()) || !before.bones().equals(after.bones())) {
            into.accept(new Lost(at, before.name(), Loss.CLASSES, "has a skeleton"));
        }
        if (!before.extras().equals(after.extras())) {
            into.accept(new Lost(at, before.name(), Loss.EXTRAS, "has other fields"));
        }
    }

    private static long pixels(Fitted.Piece piece, Entry.Picture picture) {
        Optional<Shape> before = piece.before().shape();
        List<Shape> after =
                piece.after().stream().flatMap(a -> a.shape().stream()).toList();
        if (before.isEmpty() || !before.get().hasArea() || after.equals(List.of(before.get()))) {
            return 0;
        }
        Rle now = Rle.empty(picture.width(), picture.height());
        for (Shape shape : after) {
            now = now.union(Rasterizer.rasterize(shape, picture.width(), picture.height()));
        }
        return now.xor(Rasterizer.rasterize(before.get(), picture.width(), picture.height()))
                .area();
    }

    private static void shapes(Fitted.Piece piece, Entry.Picture picture, Map<Loss, String> into) {
        Optional<Shape> before = piece.before().shape();
        List<Shape> after =
                piece.after().stream().flatMap(a -> a.shape().stream()).toList();
        if (before.isEmpty() || after.equals(List.of(before.get()))) {
            return;
        }
        Shape was = before.get();
        if (after.isEmpty()) {
            if (was instanceof Skeleton skeleton) {
                if (!piece.after().getFirst().pose().map(p -> same(p, skeleton)).orElse(false)) {
                    into.put(Loss.KEYPOINTS, "its joints are not written");
                }
            } else {
                into.put(Loss.KIND, "its " + nameOf(was) + " is not written");
            }
            return;
        }
        Shape is = after.getFirst();
        if (was instanceof RotatedBox(var _, var _, var _, var _, double angle)
                && angle != 0
                && !(is instanceof RotatedBox)) {
            into.put(Loss.ROTATION, "is a turned box, and becomes a " + nameOf(is));
        } else if (was.kind() != is.kind()) {
            into.put(Loss.KIND, "is a " + nameOf(was) + ", and becomes a " + nameOf(is));
        }
        if (was.hasArea()) {
            Count had = count(List.of(was), picture);
            Count has = count(after, picture);
            if (had.holes() > has.holes()) {
                into.put(Loss.HOLES, "has " + had.holes() + (had.holes() == 1 ? " hole" : " holes"));
            }
            if (had.parts() > has.parts()) {
                into.put(Loss.PARTS, "has " + had.parts() + " parts");
            }
        }
        if (after.size() > 1) {
            into.put(Loss.PARTS, "becomes " + after.size() + " objects");
        }
        if (into.isEmpty() && !near(was, is)) {
            into.put(Loss.COORDINATES, "its numbers change");
        }
    }

    private record Count(int parts, int holes) {}

    private static Count count(List<Shape> shapes, Entry.Picture picture) {
        int parts = 0;
        int holes = 0;
        for (Shape shape : shapes) {
            for (Outlines.Part part : Outlines.parts(shape, picture.width(), picture.height())) {
                parts++;
                holes += part.holes().size();
            }
        }
        return new Count(parts, holes);
    }

    private static String nameOf(Shape shape) {
        return switch (shape) {
            case Box _ -> "box";
            case RotatedBox _ -> "turned box";
            case Ellipse _ -> "ellipse";
            case Polygon _ -> "polygon";
            case Polyline _ -> "line";
            case Point _ -> "point";
            case PointSet _ -> "set of points";
            case Skeleton _ -> "skeleton";
            case Mask _ -> "mask";
        };
    }

    private static void fields(Entry.Annotation before, Entry.Annotation after, Map<Loss, String> into) {
        before.pose().ifPresent(p -> {
            if (!after.pose().map(q -> same(q, p)).orElse(false)) {
                into.put(Loss.KEYPOINTS, "its keypoints are not written, or otherwise");
            }
        });
        if (before.crowd() != after.crowd()) {
            into.put(Loss.CROWD, "is a crowd");
        }
        if (before.occluded() != after.occluded()) {
            into.put(Loss.OCCLUSION, "is partly hidden");
        }
        if (before.depth() != after.depth()) {
            into.put(Loss.DEPTH, "lies at depth " + before.depth());
        }
        if (!before.extras().equals(after.extras())) {
            into.put(Loss.EXTRAS, "has other fields");
        }
        attributes(before, after, into);
        before.track().ifPresent(t -> {
            Optional<Entry.OnTrack> now = after.track();
            if (now.isEmpty()) {
                into.put(Loss.TRACKS, "is a place of a track");
            } else if (now.get().known() != t.known() || now.get().outside() != t.outside()) {
                into.put(
                        Loss.TRACKS,
                        switch (t.known()) {
                            case KEYFRAME -> "is a keyframe of its track";
                            case BETWEEN -> "follows from keyframes of its track";
                            case STATED -> "is a place of its track";
                        });
            }
        });
    }

    private static void attributes(Entry.Annotation before, Entry.Annotation after, Map<Loss, String> into) {
        if (before.attributes().equals(after.attributes())) {
            return;
        }
        List<String> other = before.attributes().entrySet().stream()
                .filter(e -> !e.getValue().equals(after.attributes().get(e.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!other.isEmpty()) {
            into.put(Loss.ATTRIBUTES, "says " + String.join(", ", other));
        }
    }

    /// Of joints that are not there no place counts.
    private static boolean same(Skeleton a, Skeleton b) {
        if (!a.names().equals(b.names())) {
            return false;
        }
        for (int i = 0; i < a.joints().size(); i++) {
            Joint p = a.joints().get(i);
            Joint q = b.joints().get(i);
            if (p.state() != q.state() || p.present() && !near(p.at(), q.at())) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(Shape a, Shape b) {
        return switch (a) {
            case Box x -> b instanceof Box y && near(corners(x), corners(y));
            case RotatedBox x ->
                b instanceof RotatedBox y
                        && near(x.corners().points(), y.corners().points());
            case Ellipse x -> b instanceof Ellipse y && near(x.frame(), y.frame());
            case Polygon x -> b instanceof Polygon y && rings(x, y);
            case Polyline x -> b instanceof Polyline y && near(x.points(), y.points());
            case Point x -> b instanceof Point y && near(x.x(), y.x()) && near(x.y(), y.y());
            case PointSet x -> b instanceof PointSet y && near(x.points(), y.points());
            case Skeleton x -> b instanceof Skeleton y && same(x, y);
            // Of masks the pixels are counted.
            case Mask _ -> b instanceof Mask;
        };
    }

    private static List<Point> corners(Box b) {
        return List.of(new Point(b.x(), b.y()), new Point(b.right(), b.bottom()));
    }

    private static boolean rings(Polygon a, Polygon b) {
        return a.rings().size() == b.rings().size()
                && IntStream.range(0, a.rings().size())
                        .allMatch(i ->
                                near(a.rings().get(i).points(), b.rings().get(i).points()));
    }

    private static boolean near(List<Point> a, List<Point> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!near(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= SAME;
    }
}
