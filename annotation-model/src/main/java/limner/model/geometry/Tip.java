package limner.model.geometry;

/// The form of the brush of a [MaskEditor].
public enum Tip {
    ROUND,
    SQUARE
}
