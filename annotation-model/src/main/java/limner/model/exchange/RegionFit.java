package limner.model.exchange;

import java.util.List;
import java.util.Map;
import limner.model.geometry.Mask;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;

/// Says regions as chosen, for formats that have rings, of which the union counts, and masks: as they were drawn where
/// rings can say it, as pixels otherwise.
public record RegionFit(Entry.Picture picture, Choices choices) {

    private Rle pixels(Shape shape) {
        return Rasterizer.rasterize(shape, picture.width(), picture.height());
    }

    /// What becomes of a shape that covers pixels; several shapes are objects of their own.
    ///
    /// @param because told why it is left out, where it is
    public List<Shape> of(Shape shape, Map<Loss, String> because) {
        boolean lines = shape instanceof Polygon;
        boolean wanted = switch (choices.regions()) {
            case AS_DRAWN -> lines;
            case OUTLINES -> true;
            case MASKS -> false;
        };
        // A choice about holes or parts is one for outlines, also of what was painted.
        boolean chosen = choices.holes() != Choices.Holes.KEEP || choices.parts() != Choices.Parts.KEEP;
        if (lines && wanted && shape instanceof Polygon(List<Ring> rings) && rings.size() == 1) {
            return List.of(shape);
        }
        if (!wanted && !chosen) {
            return masked(shape);
        }
        List<Outlines.Part> parts = Outlines.parts(shape, picture.width(), picture.height());
        boolean holed = parts.stream().anyMatch(p -> !p.holes().isEmpty());
        if (holed && choices.holes() == Choices.Holes.SKIP) {
            because.put(Loss.HOLES, "is left out because it has holes");
            return List.of();
        }
        if (parts.size() > 1 && choices.parts() == Choices.Parts.SKIP) {
            because.put(Loss.PARTS, "is left out because it has " + parts.size() + " parts");
            return List.of();
        }
        boolean plain = !(holed && choices.holes() != Choices.Holes.KEEP)
                && !(parts.size() > 1 && choices.parts() != Choices.Parts.KEEP);
        if (plain && (!wanted || holed)) {
            return masked(shape);
        }
        if (parts.isEmpty()) {
            return masked(shape);
        }
        return rings(shape, parts);
    }

    private List<Shape> rings(Shape shape, List<Outlines.Part> parts) {
        List<Ring> rings = Outlines.rings(parts, choices);
        if (choices.parts() == Choices.Parts.SPLIT) {
            return rings.stream().<Shape>map(r -> new Polygon(List.of(r))).toList();
        }
        Shape union = UnionOfRings.shape(rings, picture.width(), picture.height());
        // Readers take the union; what that would make of crossing rings is said as pixels instead.
        return union instanceof Polygon ? List.of(union) : masked(shape);
    }

    private List<Shape> masked(Shape shape) {
        Mask mask = shape instanceof Mask m ? m : new Mask(pixels(shape));
        return List.of(mask);
    }
}
