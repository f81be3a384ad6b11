package limner.model.command;

import java.util.Optional;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.media.Media;

/// What a shape needs to be a label of a video: it must leave something on the picture, and a mask must have its size.
/// How large the pictures of a sequence are is not known here.
public final class ShapeOnPicture {

    private ShapeOnPicture() {}

    /// Why it cannot be one, in words that a sentence can be made of; empty where it can.
    public static Optional<String> problem(Media m, Shape shape) {
        Optional<String> empty = switch (shape) {
            case Mask(var rle) -> {
                if (!m.isSequence() && (rle.width() != m.width() || rle.height() != m.height())) {
                    yield Optional.of("a mask is as large as the picture: " + m.width() + " x " + m.height());
                }
                yield when(rle.isEmpty(), "the mask is empty");
            }
            case Box b -> when(b.width() <= 0 || b.height() <= 0, "the box is empty");
            case RotatedBox b -> when(b.width() <= 0 || b.height() <= 0, "the rotated box is empty");
            case Ellipse e -> when(e.radiusX() <= 0 || e.radiusY() <= 0, "the ellipse is empty");
            case Skeleton s -> when(s.present().isEmpty(), "no joint of the skeleton is there");
            case Polygon(var rings) ->
                when(rings.stream().anyMatch(Ring::isFlat), "a ring of the polygon encloses nothing");
            case Polyline _, Point _, PointSet _ -> Optional.empty();
        };
        if (empty.isPresent() || shape instanceof Mask) {
            // What a mask has inside lies on its picture.
            return empty;
        }
        Box b = shape.bounds();
        boolean isBeyond = !m.isSequence() && (b.x() > m.width() || b.y() > m.height());
        return when(isBeyond || b.right() < 0 || b.bottom() < 0, "the shape lies outside the picture");
    }

    private static Optional<String> when(boolean wrong, String problem) {
        return wrong ? Optional.of(problem) : Optional.empty();
    }
}
