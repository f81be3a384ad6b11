package limner.model.id;

import java.util.Objects;
import java.util.UUID;

/// The id of a named range of frames.
public record SequenceId(UUID value) implements Comparable<SequenceId> {

    public SequenceId {
        Objects.requireNonNull(value, "value");
    }

    public static SequenceId random() {
        return new SequenceId(UUID.randomUUID());
    }

    /// The id written by [#toString()].
    ///
    /// @throws IllegalArgumentException when the text is no UUID
    public static SequenceId of(String text) {
        return new SequenceId(UUID.fromString(text));
    }

    @Override
    public int compareTo(SequenceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
