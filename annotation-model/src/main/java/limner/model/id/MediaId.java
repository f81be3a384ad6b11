package limner.model.id;

import java.util.Objects;
import java.util.UUID;

/// The id of a video in a project.
public record MediaId(UUID value) implements Comparable<MediaId> {

    public MediaId {
        Objects.requireNonNull(value, "value");
    }

    public static MediaId random() {
        return new MediaId(UUID.randomUUID());
    }

    /// The id written by [#toString()].
    ///
    /// @throws IllegalArgumentException when the text is no UUID
    public static MediaId of(String text) {
        return new MediaId(UUID.fromString(text));
    }

    @Override
    public int compareTo(MediaId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
