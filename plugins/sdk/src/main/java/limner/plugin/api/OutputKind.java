package limner.plugin.api;

/// What kinds of shape a plugin may suggest; see [SuggestedShape].
public enum OutputKind {
    BOX,
    POLYGON,
    MASK
}
