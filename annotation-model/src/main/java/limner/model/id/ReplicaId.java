package limner.model.id;

import java.util.Objects;
import java.util.UUID;

/// The id of one copy of a project on one device; each replica has its own hash chain.
public record ReplicaId(UUID value) implements Comparable<ReplicaId> {

    public ReplicaId {
        Objects.requireNonNull(value, "value");
    }

    public static ReplicaId random() {
        return new ReplicaId(UUID.randomUUID());
    }

    /// The id written by [#toString()].
    ///
    /// @throws IllegalArgumentException when the text is no UUID
    public static ReplicaId of(String text) {
        return new ReplicaId(UUID.fromString(text));
    }

    @Override
    public int compareTo(ReplicaId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
