package limner.app.ui.canvas.paint;

import java.util.Objects;

/// How one shape is painted.
///
/// @param rgb `0xrrggbb`
/// @param fill opacity of its inside, 0 to 1
/// @param line width of its outline in logical pixels
public record Look(int rgb, double fill, double line, Dash dash) {

    public Look {
        Objects.requireNonNull(dash, "dash");
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
