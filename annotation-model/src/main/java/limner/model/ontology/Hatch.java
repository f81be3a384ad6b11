package limner.model.ontology;

/// A pattern within the colour of a class, for where colour alone does not tell classes apart.
public enum Hatch {
    PLAIN,
    /// Lines from the lower left to the upper right.
    RISING,
    /// Lines from the upper left to the lower right.
    FALLING,
    LEVEL,
    UPRIGHT,
    /// Rising and falling lines.
    CROSSED,
    DOTTED
}
