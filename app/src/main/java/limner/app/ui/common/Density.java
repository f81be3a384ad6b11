package limner.app.ui.common;

/// How much air rows and bars have.
public enum Density {
    NORMAL,
    /// For small laptops.
    COMPACT
}
