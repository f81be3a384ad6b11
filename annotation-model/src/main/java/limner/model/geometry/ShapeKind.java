package limner.model.geometry;

/// The closed list of what a [Shape] can be, for tables and menus that need a name without a shape at hand.
public enum ShapeKind {
    BOX,
    ROTATED_BOX,
    ELLIPSE,
    POLYGON,
    POLYLINE,
    POINT,
    POINTS,
    SKELETON,
    MASK
}
