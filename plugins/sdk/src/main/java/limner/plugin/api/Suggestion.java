package limner.plugin.api;

import java.util.Map;
import java.util.Objects;

/// One thing a plugin sees in a frame. It stays a suggestion until a person, or a recorded policy, accepts it.
///
/// @param className the plugin's own name of the class; the host finds the project's class by it
/// @param score how sure the plugin is, 0 to 1; plugins without a score say 1
/// @param shape where it is
/// @param attributes anything else, by name; may be empty
/// @param refines index, in the same answer, of an earlier suggestion of the same object that this is a finer shape of
///     (the box a mask was made from), or [#NOTHING]
public record Suggestion(
        String className, double score, SuggestedShape shape, Map<String, String> attributes, int refines) {

    /// Refines no other suggestion.
    public static final int NOTHING = -1;

    public Suggestion {
        Objects.requireNonNull(shape, "shape");
        if (className.isBlank()) {
            throw new IllegalArgumentException("a suggestion names a class");
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is between 0 and 1: " + score);
        }
        if (refines < NOTHING) {
            throw new IllegalArgumentException("an index starts at 0: " + refines);
        }
        attributes = Map.copyOf(attributes);
    }

    /// A suggestion of its own, without attributes.
    public Suggestion(String className, double score, SuggestedShape shape) {
        this(className, score, shape, Map.of(), NOTHING);
    }
}
