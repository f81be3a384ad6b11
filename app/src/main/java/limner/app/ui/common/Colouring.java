package limner.app.ui.common;

/// How painted labels are told apart.
///
/// @param by what gives a label its colour
/// @param patterns whether the pattern of its class is painted within
public record Colouring(By by, Patterns patterns) {

    /// As the classes say, without patterns.
    public static final Colouring USUAL = new Colouring(By.CLASS, Patterns.NONE);

    /// What labels of one colour have in common.
    public enum By {
        CLASS,
        /// Nothing: each object has one of its own, as far as colours go.
        OBJECT,
        /// Whether somebody drew it, a model said it, or it was taken in.
        ORIGIN
    }

    /// Whether patterns are painted.
    public enum Patterns {
        NONE,
        PAINTED
    }

    public Colouring by(By next) {
        return new Colouring(next, patterns);
    }

    public Colouring with(Patterns next) {
        return new Colouring(by, next);
    }
}
