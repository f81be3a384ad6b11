package limner.model.label;

import java.util.Objects;
import limner.model.geometry.Shape;
import limner.model.ontology.AttributeValues;

/// What was said of a label at one frame.
///
/// @param shape where it is; on an outside keyframe the last place it was seen
/// @param outside gone from this frame until the next keyframe that is not outside
/// @param occluded still there, partly hidden; held until the next keyframe
/// @param interpolation how the track goes from here to the next keyframe
/// @param attributes what is said of those that change with the frames; held until the next keyframe
public record Keyframe(
        Shape shape, boolean outside, boolean occluded, Interpolation interpolation, AttributeValues attributes) {

    public Keyframe {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(interpolation, "interpolation");
        Objects.requireNonNull(attributes, "attributes");
    }

    /// A keyframe that says nothing of attributes.
    public Keyframe(Shape shape, boolean outside, boolean occluded, Interpolation interpolation) {
        this(shape, outside, occluded, interpolation, AttributeValues.none());
    }

    /// A plainly visible keyframe from which the track goes evenly to the next.
    public static Keyframe of(Shape shape) {
        return new Keyframe(shape, false, false, Interpolation.LINEAR);
    }

    public Keyframe withShape(Shape newShape) {
        return new Keyframe(newShape, outside, occluded, interpolation, attributes);
    }

    public Keyframe withOutside(boolean gone) {
        return new Keyframe(shape, gone, occluded, interpolation, attributes);
    }

    public Keyframe withOccluded(boolean hidden) {
        return new Keyframe(shape, outside, hidden, interpolation, attributes);
    }

    public Keyframe withInterpolation(Interpolation next) {
        return new Keyframe(shape, outside, occluded, next, attributes);
    }

    public Keyframe withAttributes(AttributeValues newAttributes) {
        return new Keyframe(shape, outside, occluded, interpolation, newAttributes);
    }
}
