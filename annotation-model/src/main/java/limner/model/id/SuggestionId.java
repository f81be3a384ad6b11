package limner.model.id;

import java.util.Objects;
import java.util.UUID;

/// The id of one thing a model said.
public record SuggestionId(UUID value) implements Comparable<SuggestionId> {

    public SuggestionId {
        Objects.requireNonNull(value, "value");
    }

    public static SuggestionId random() {
        return new SuggestionId(UUID.randomUUID());
    }

    /// The id written by [#toString()].
    ///
    /// @throws IllegalArgumentException when the text is no UUID
    public static SuggestionId of(String text) {
        return new SuggestionId(UUID.fromString(text));
    }

    @Override
    public int compareTo(SuggestionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
