package limner.app.ui.common;

/// The tools of the rail.
public enum ToolKind {
    SELECT,
    BOX,
    /// A box that is turned.
    ROTATED_BOX,
    ELLIPSE,
    POLYGON,
    BRUSH,
    ERASER,
    POLYLINE,
    POINT,
    /// Several points that are one object.
    POINTS,
    /// Joints after the template of a class.
    SKELETON,
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
    PIECES,
    /// Adds the inside of an outline of clicks to a mask, or takes it away.
    PATCH,
    /// Draws an outline freehand.
    LASSO;

    /// Whether the tool has a tip of the brush's size.
    public boolean hasTip() {
        return switch (this) {
            case BRUSH, ERASER, GROW -> true;
            case SELECT,
                    BOX,
                    ROTATED_BOX,
                    ELLIPSE,
                    POLYGON,
                    POLYLINE,
                    POINT,
                    POINTS,
                    SKELETON,
                    CUT,
                    WAND,
                    RANGE,
                    CUT_OUT,
                    SCISSORS,
                    PIECES,
                    PATCH,
                    LASSO -> false;
        };
    }

    /// Whether a number sets how much the tool takes: the size of its tip, or how far what it takes may differ.
    public boolean isAdjustable() {
        return switch (this) {
            case BRUSH, ERASER, WAND, GROW, RANGE, CUT_OUT, PIECES, LASSO -> true;
            case SELECT, BOX, ROTATED_BOX, ELLIPSE, POLYGON, POLYLINE, POINT, POINTS, SKELETON, CUT, SCISSORS, PATCH ->
                false;
        };
    }

    /// Whether what it makes are pixels of a mask.
    public boolean makesPixels() {
        return switch (this) {
            case BRUSH, ERASER, WAND, GROW, RANGE, CUT_OUT, SCISSORS, PIECES, PATCH, LASSO -> true;
            case SELECT, BOX, ROTATED_BOX, ELLIPSE, POLYGON, POLYLINE, POINT, POINTS, SKELETON, CUT -> false;
        };
    }
}
