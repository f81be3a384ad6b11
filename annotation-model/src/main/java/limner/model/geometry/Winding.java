package limner.model.geometry;

/// The way round in which a [Ring] lists its points, as seen on the screen (y grows downwards).
public enum Winding {
    CLOCKWISE,
    COUNTERCLOCKWISE,
    /// The ring encloses as much to its left as to its right: no area in sum.
    NONE
}
