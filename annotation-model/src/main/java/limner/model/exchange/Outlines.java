package limner.model.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import limner.model.geometry.Box;
import limner.model.geometry.Contours;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.geometry.Winding;

/// Regions as outlines, for formats that have no holes or only one ring for an object.
public final class Outlines {

    /// Beyond so many rings they are joined as they come.
    private static final int MANY = 16;

    private Outlines() {}

    /// A part of a region that hangs together.
    ///
    /// @param holes none where it has none
    public record Part(Ring outer, List<Ring> holes) {
        public Part {
            holes = List.copyOf(holes);
        }
    }

    /// The parts of a shape that covers pixels. What was drawn as lines keeps its points; pixels are followed along
    /// their edges, so that the same pixels come back.
    ///
    /// @return none where nothing is covered
    public static List<Part> parts(Shape shape, int width, int height) {
        return switch (shape) {
            case Polygon polygon
            when polygon.rings().size() == 1 -> List.of(new Part(polygon.rings().getFirst(), List.of()));
            case Polygon polygon
            when UnionOfRings.apart(polygon.rings()) ->
                polygon.rings().stream().map(r -> new Part(r, List.of())).toList();
            case Polygon polygon -> nested(polygon, width, height);
            case Box box -> List.of(new Part(corners(box), List.of()));
            case RotatedBox box -> List.of(new Part(box.corners(), List.of()));
            case Ellipse _, Mask _ -> traced(shape, width, height);
            case Polyline _, Point _, PointSet _, Skeleton _ -> List.of();
        };
    }

    private static List<Part> traced(Shape shape, int width, int height) {
        return Contours.parts(Rasterizer.rasterize(shape, width, height)).stream()
                .map(p -> new Part(
                        p.rings().getFirst(), p.rings().subList(1, p.rings().size())))
                .toList();
    }

    private static Ring corners(Box b) {
        return new Ring(List.of(
                new Point(b.x(), b.y()),
                new Point(b.right(), b.y()),
                new Point(b.right(), b.bottom()),
                new Point(b.x(), b.bottom())));
    }

    /// One outer ring with holes that lie in it, or several such; where rings cross, their pixels are followed.
    private static List<Part> nested(Polygon polygon, int width, int height) {
        List<Ring> outer = new ArrayList<>();
        List<Ring> inner = new ArrayList<>();
        for (Ring ring : polygon.rings()) {
            long around = polygon.rings().stream()
                    .filter(o -> o != ring && within(ring, o))
                    .count();
            (around % 2 == 0 ? outer : inner).add(ring);
        }
        List<List<Ring>> holes =
                outer.stream().<List<Ring>>map(_ -> new ArrayList<>()).toList();
        for (Ring hole : inner) {
            int of = -1;
            for (int i = 0; i < outer.size(); i++) {
                if (within(hole, outer.get(i))
                        && (of < 0
                                || Math.abs(outer.get(i).signedArea())
                                        < Math.abs(outer.get(of).signedArea()))) {
                    of = i;
                }
            }
            holes.get(of).add(hole);
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < outer.size(); i++) {
            parts.add(new Part(outer.get(i), holes.get(i)));
        }
        // Each part alone must say its share, or rings crossed.
        Rle all = Rle.empty(width, height);
        for (Part part : parts) {
            List<Ring> rings = new ArrayList<>(part.holes());
            rings.addFirst(part.outer());
            Rle one = Rasterizer.rasterize(new Polygon(rings), width, height);
            if (all.intersectionArea(one) > 0) {
                return traced(polygon, width, height);
            }
            all = all.union(one);
        }
        return all.equals(Rasterizer.rasterize(polygon, width, height)) ? parts : traced(polygon, width, height);
    }

    private static boolean within(Ring inner, Ring outer) {
        return inner.points().stream().allMatch(outer::surrounds);
    }

    /// A region as rings without holes, as was chosen: each ring is a part of it. For formats whose objects have one
    /// ring each of them is an object.
    ///
    /// @return none where it is to be left out
    public static List<Ring> rings(List<Part> parts, Choices choices) {
        boolean holed = parts.stream().anyMatch(p -> !p.holes().isEmpty());
        if (holed && choices.holes() == Choices.Holes.SKIP
                || parts.size() > 1 && choices.parts() == Choices.Parts.SKIP) {
            return List.of();
        }
        List<Ring> rings = parts.stream()
                .map(p -> switch (choices.holes()) {
                    case KEEP, BRIDGE, SKIP -> bridged(p.outer(), p.holes(), Winding.COUNTERCLOCKWISE);
                    case OUTER_ONLY -> p.outer();
                })
                .toList();
        if (rings.size() < 2) {
            return rings;
        }
        return switch (choices.parts()) {
            case KEEP, SPLIT, SKIP -> rings;
            case BRIDGE -> List.of(bridged(rings.getFirst(), rings.subList(1, rings.size()), Winding.CLOCKWISE));
            case OUTER_ONLY ->
                List.of(rings.stream()
                        .max(Comparator.comparingDouble(r -> Math.abs(r.signedArea())))
                        .orElseThrow());
        };
    }

    /// One ring through all of them: from each to the next along a cut that is gone both ways, so that by the even-odd
    /// rule it covers nothing.
    private static Ring bridged(Ring first, List<Ring> others, Winding way) {
        List<Point> all = new ArrayList<>(turned(first, Winding.CLOCKWISE).points());
        List<Ring> left =
                new ArrayList<>(others.stream().map(r -> turned(r, way)).toList());
        while (!left.isEmpty()) {
            // The nearest first, so that cuts are short and few of them cross anything.
            Cut cut = left.size() > MANY
                    ? cut(all, 0, left.getFirst())
                    : IntStream.range(0, left.size())
                            .mapToObj(i -> cut(all, i, left.get(i)))
                            .min(Comparator.comparingDouble(Cut::length))
                            .orElseThrow();
            List<Point> ring = left.remove(cut.which()).points();
            List<Point> round = new ArrayList<>(ring.subList(cut.to(), ring.size()));
            round.addAll(ring.subList(0, cut.to() + 1));
            round.add(all.get(cut.from()));
            all.addAll(cut.from() + 1, round);
        }
        return new Ring(all);
    }

    /// Between two points of rings.
    ///
    /// @param which of the rings that are left
    private record Cut(int which, int from, int to, double length) {}

    private static Cut cut(List<Point> from, int which, Ring ring) {
        int bestFrom = 0;
        int bestTo = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < from.size(); i++) {
            for (int j = 0; j < ring.points().size(); j++) {
                double dx = from.get(i).x() - ring.points().get(j).x();
                double dy = from.get(i).y() - ring.points().get(j).y();
                double length = dx * dx + dy * dy;
                if (length < best) {
                    best = length;
                    bestFrom = i;
                    bestTo = j;
                }
            }
        }
        return new Cut(which, bestFrom, bestTo, best);
    }

    private static Ring turned(Ring ring, Winding way) {
        return ring.winding() == Winding.NONE || ring.winding() == way ? ring : ring.reversed();
    }
}
