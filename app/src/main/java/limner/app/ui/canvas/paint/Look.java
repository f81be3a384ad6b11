package limner.app.ui.canvas.paint;

import java.util.Objects;
import limner.model.ontology.Hatch;

/// How one shape is painted.
///
/// @param rgb `0xrrggbb`
/// @param fill opacity of its inside, 0 to 1
/// @param line width of its outline in logical pixels
/// @param hatch the pattern of its inside
public record Look(int rgb, double fill, double line, Dash dash, Hatch hatch) {

    public Look {
        Objects.requireNonNull(dash, "dash");
        Objects.requireNonNull(hatch, "hatch");
    }

    /// Without a pattern.
    public Look(int rgb, double fill, double line, Dash dash) {
        this(rgb, fill, line, dash, Hatch.PLAIN);
    }

    /// How an outline runs.
    public enum Dash {
        SOLID,
        /// For what is only suggested.
        DASHED,
        /// For what is partly hidden.
        DOTTED
    }
}
