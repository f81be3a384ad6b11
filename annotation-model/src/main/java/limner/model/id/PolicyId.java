package limner.model.id;

import java.util.Objects;
import java.util.UUID;

/// The id of a recorded labelling policy.
public record PolicyId(UUID value) implements Comparable<PolicyId> {

    public PolicyId {
        Objects.requireNonNull(value, "value");
    }

    public static PolicyId random() {
        return new PolicyId(UUID.randomUUID());
    }

    /// The id written by [#toString()].
    ///
    /// @throws IllegalArgumentException when the text is no UUID
    public static PolicyId of(String text) {
        return new PolicyId(UUID.fromString(text));
    }

    @Override
    public int compareTo(PolicyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
