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
    CUT
}
