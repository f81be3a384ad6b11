package limner.model.id;

import java.util.Objects;
import java.util.UUID;

/// The globally unique id of a stored event.
public record EventId(UUID value) implements Comparable<EventId> {

    public EventId {
        Objects.requireNonNull(value, "value");
    }

    public static EventId random() {
        return new EventId(UUID.randomUUID());
    }

    /// The id written by [#toString()].
    ///
    /// @throws IllegalArgumentException when the text is no UUID
    public static EventId of(String text) {
        return new EventId(UUID.fromString(text));
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
