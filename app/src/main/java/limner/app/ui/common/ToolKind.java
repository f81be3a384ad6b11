package limner.app.ui.common;

/// The tools of the rail.
public enum ToolKind {
    SELECT,
    BOX,
    POLYGON,
    BRUSH,
    ERASER,
    POLYLINE,
    POINT,
    CUT,
    /// Takes pixels that look like the one under the pointer.
    WAND,
    /// Grows a region from a stroke.
    GROW,
    /// Takes pixels of a range of brightness.
    RANGE,
    /// Cuts an object out of a box.
    CUT_OUT,
    /// Follows edges from click to click.
    SCISSORS,
    /// Takes pieces of even colour.
    PIECES;

    /// Whether the tool has a tip of the brush's size.
    public boolean hasTip() {
        return switch (this) {
            case BRUSH, ERASER, GROW -> true;
            case SELECT, BOX, POLYGON, POLYLINE, POINT, CUT, WAND, RANGE, CUT_OUT, SCISSORS, PIECES -> false;
        };
    }

    /// Whether a number sets how much the tool takes: the size of its tip, or how far what it takes may differ.
    public boolean isAdjustable() {
        return switch (this) {
            case BRUSH, ERASER, WAND, GROW, RANGE, CUT_OUT, PIECES -> true;
            case SELECT, BOX, POLYGON, POLYLINE, POINT, CUT, SCISSORS -> false;
        };
    }
}
