package limner.plugin.opencv;

import java.util.Objects;

/// What a person says of the pixels under a stroke while an object is cut from its background.
public record Mark(Stroke stroke, Says says) {

    public Mark {
        Objects.requireNonNull(stroke, "stroke");
        Objects.requireNonNull(says, "says");
    }

    /// The four things that can be said.
    public enum Says {
        /// These belong to the object.
        SURELY_IN,
        /// These do not.
        SURELY_OUT,
        /// These may belong to it: a place to begin from.
        POSSIBLY_IN,
        /// These may belong to what is around it.
        POSSIBLY_OUT
    }
}
