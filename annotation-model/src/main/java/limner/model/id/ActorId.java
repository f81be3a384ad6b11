package limner.model.id;

import java.util.Objects;
import java.util.UUID;

/// The id of a person or a program that changes things; names live outside the hash chain.
public record ActorId(UUID value) implements Comparable<ActorId> {

    public ActorId {
        Objects.requireNonNull(value, "value");
    }

    public static ActorId random() {
        return new ActorId(UUID.randomUUID());
    }

    /// The id written by [#toString()].
    ///
    /// @throws IllegalArgumentException when the text is no UUID
    public static ActorId of(String text) {
        return new ActorId(UUID.fromString(text));
    }

    @Override
    public int compareTo(ActorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
