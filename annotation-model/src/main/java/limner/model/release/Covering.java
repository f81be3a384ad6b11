package limner.model.release;

import java.util.ArrayList;
import java.util.List;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.ontology.Ontology;
import limner.model.project.PlacedLabel;

/// What is hidden on one picture, object by object, as masks of the picture's size.
///
/// @param blurred each to be blurred by as much as it is large
/// @param filled to be painted in one colour
public record Covering(List<Rle> blurred, List<Rle> filled) {

    public Covering {
        blurred = List.copyOf(blurred);
        filled = List.copyOf(filled);
    }

    /// The whole picture is to be seen.
    public static Covering none() {
        return new Covering(List.of(), List.of());
    }

    public boolean isNone() {
        return blurred.isEmpty() && filled.isEmpty();
    }

    /// @throws StoppedException when something that is to be hidden covers no region
    static Covering of(Redaction redaction, Ontology ontology, Clip clip, int frame, int width, int height)
            throws StoppedException {
        if (redaction.isNone()) {
            return none();
        }
        List<Rle> blurred = new ArrayList<>();
        List<Rle> filled = new ArrayList<>();
        for (PlacedLabel placed : clip.labels().on(frame)) {
            switch (redaction.of(placed.label().classId()).orElse(Redaction.How.DROP)) {
                case BLUR -> blurred.add(region(placed, ontology, clip, frame, width, height));
                case FILL -> filled.add(region(placed, ontology, clip, frame, width, height));
                case DROP -> {
                    // Such a picture is not taken, and what is of no class that is hidden is to be seen.
                }
            }
        }
        return new Covering(blurred, filled);
    }

    private static Rle region(PlacedLabel placed, Ontology ontology, Clip clip, int frame, int width, int height)
            throws StoppedException {
        Shape shape = placed.placement().shape();
        Shape covered = switch (shape) {
            case Mask(Rle rle) -> new Mask(rle.inPicture(width, height));
            case Point _, PointSet _, Polyline _, Skeleton _ -> {
                String name = ontology.nameOf(placed.label().classId()) + " "
                        + placed.label().number();
                throw StoppedException.because(name + " on frame " + frame + " of "
                        + clip.media().name()
                        + " is to be hidden, and is drawn as a line, as points or as joints: nobody knows "
                        + "how much to hide. No release was written. Draw it as a region, or leave out its pictures "
                        + "(drop).");
            }
            default -> shape;
        };
        Rle pixels = Rasterizer.rasterize(covered instanceof Box b ? outwards(b) : covered, width, height);
        // What is too slim to hold the centre of a pixel is hidden all the same.
        return pixels.isEmpty() ? Rasterizer.rasterize(outwards(covered.bounds()), width, height) : pixels;
    }

    /// Every pixel that a box touches, for a box is often drawn a little too small.
    private static Box outwards(Box b) {
        double x = Math.floor(b.x());
        double y = Math.floor(b.y());
        double right = Math.max(Math.ceil(b.right()), x + 1);
        double bottom = Math.max(Math.ceil(b.bottom()), y + 1);
        return new Box(x, y, right - x, bottom - y);
    }
}
