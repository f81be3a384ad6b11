package limner.model.id;

import java.util.Objects;
import java.util.UUID;

/// The id of an interval event on the timeline.
public record IntervalId(UUID value) implements Comparable<IntervalId> {

    public IntervalId {
        Objects.requireNonNull(value, "value");
    }

    public static IntervalId random() {
        return new IntervalId(UUID.randomUUID());
    }

    /// The id written by [#toString()].
    ///
    /// @throws IllegalArgumentException when the text is no UUID
    public static IntervalId of(String text) {
        return new IntervalId(UUID.fromString(text));
    }

    @Override
    public int compareTo(IntervalId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
