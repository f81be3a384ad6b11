package limner.model.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;

/// Reads rings as COCO, Datumaro and labelme's groups mean them: the object is their union, and a ring inside another
/// is no hole. A [Polygon] is even-odd over all its rings, so rings that meet become pixels; all others stay rings.
public final class UnionOfRings {

    /// No object has more parts; whatever has is a mistake that would take minutes to put together.
    private static final int MOST = 10_000;

    private UnionOfRings() {}

    /// @param rings at least one
    /// @param width of the picture
    /// @param height of the picture
    public static Shape shape(List<Ring> rings, int width, int height) {
        Polygon all = new Polygon(rings);
        if (rings.size() == 1 || apart(rings)) {
            return all;
        }
        // Looked at in a picture of their own, no larger than they are: files have thousands of these.
        Box around = all.bounds().clampedTo(width, height);
        int left = (int) Math.floor(around.x());
        int top = (int) Math.floor(around.y());
        int w = Math.max(1, (int) Math.ceil(around.right()) - left);
        int h = Math.max(1, (int) Math.ceil(around.bottom()) - top);
        Rle union = union(rings.size(), i -> rasterized(new Polygon(List.of(rings.get(i))), left, top, w, h));
        return union.equals(rasterized(all, left, top, w, h)) ? all : new Mask(whole(rings, width, height));
    }

    /// Several regions that are one object.
    ///
    /// @param shapes with area, at least one
    /// @throws IllegalArgumentException with a clause, when there are more than any object has
    public static Shape joined(List<Shape> shapes, int width, int height) {
        if (shapes.size() > MOST) {
            throw new IllegalArgumentException(
                    "an object of " + shapes.size() + " parts is none; at most " + MOST + " are put together");
        }
        if (shapes.size() == 1) {
            return shapes.getFirst();
        }
        List<Ring> rings = new ArrayList<>();
        for (Shape s : shapes) {
            if (s instanceof Polygon(var of)) {
                rings.addAll(of);
            } else {
                return new Mask(joinedPixels(shapes, width, height));
            }
        }
        return shape(rings, width, height);
    }

    private static Rle joinedPixels(List<Shape> shapes, int width, int height) {
        return union(shapes.size(), i -> Rasterizer.rasterize(shapes.get(i), width, height));
    }

    /// Halves first, so that many small ones are not each added to a large one.
    private static Rle union(int count, IntFunction<Rle> each) {
        return union(0, count, each);
    }

    private static Rle union(int from, int to, IntFunction<Rle> each) {
        if (to - from == 1) {
            return each.apply(from);
        }
        int middle = (from + to) >>> 1;
        return union(from, middle, each).union(union(middle, to, each));
    }

    private static Rle rasterized(Polygon polygon, int left, int top, int width, int height) {
        return Rasterizer.rasterize(polygon.translated(-left, -top), width, height);
    }

    private static Rle whole(List<Ring> rings, int width, int height) {
        return union(rings.size(), i -> Rasterizer.rasterize(new Polygon(List.of(rings.get(i))), width, height));
    }

    /// Whether the bounds of no two of them meet.
    static boolean apart(List<Ring> rings) {
        // From left to right, so that each is compared with those alone that begin before it ends.
        List<Box> bounds = rings.stream()
                .map(Ring::bounds)
                .sorted(Comparator.comparingDouble(Box::x))
                .toList();
        for (int i = 0; i < bounds.size(); i++) {
            for (int j = i + 1;
                    j < bounds.size() && bounds.get(j).x() <= bounds.get(i).right();
                    j++) {
                if (meet(bounds.get(i), bounds.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean meet(Box a, Box b) {
        return a.x() <= b.right() && b.x() <= a.right() && a.y() <= b.bottom() && b.y() <= a.bottom();
    }
}
