package limner.model.geometry;

/// What a gesture of a [MaskEditor] does to the pixels it covers.
public enum Ink {
    PAINT,
    ERASE
}
