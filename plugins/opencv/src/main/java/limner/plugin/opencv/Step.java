package limner.plugin.opencv;

import java.util.Objects;

/// What a tracker says of one picture.
public sealed interface Step {

    /// It is here.
    record Here(Body body, Drift drift) implements Step {
        public Here {
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(drift, "drift");
        }
    }

    /// It left the picture, or nothing of it is left to follow.
    record Gone() implements Step {}
}
