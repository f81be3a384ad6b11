package limner.model.id;

import java.util.Objects;
import java.util.UUID;

/// The id of a label, for its whole life through all keyframes.
public record LabelId(UUID value) implements Comparable<LabelId> {

    public LabelId {
        Objects.requireNonNull(value, "value");
    }

    public static LabelId random() {
        return new LabelId(UUID.randomUUID());
    }

    /// The id written by [#toString()].
    ///
    /// @throws IllegalArgumentException when the text is no UUID
    public static LabelId of(String text) {
        return new LabelId(UUID.fromString(text));
    }

    @Override
    public int compareTo(LabelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
