package limner.model.label;

import java.util.Objects;
import limner.model.geometry.Shape;

/// Where a label is at one frame, and how we know.
public record Placement(Shape shape, boolean occluded, Source source) {

    public Placement {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(source, "source");
    }

    /// How a placement is known.
    public enum Source {
        /// Somebody put it there.
        KEYFRAME,
        /// Computed between two keyframes.
        INTERPOLATED,
        /// The keyframe before, unchanged.
        HELD
    }
}
