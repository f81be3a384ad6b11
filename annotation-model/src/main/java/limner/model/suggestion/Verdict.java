package limner.model.suggestion;

/// What became of a suggestion.
public enum Verdict {
    /// Nobody has judged it yet.
    OPEN,
    /// Taken as it was.
    ACCEPTED,
    /// Taken after a person changed it.
    AMENDED,
    REJECTED,
    /// Another suggestion for the same thing was taken instead, such as the mask made from this box.
    SUPERSEDED
}
