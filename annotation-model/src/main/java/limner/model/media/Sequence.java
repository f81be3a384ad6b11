package limner.model.media;

import java.util.Objects;
import limner.model.id.MediaId;
import limner.model.id.SequenceId;

/// A named range of frames of one video: the unit of work, of review and of splitting.
public record Sequence(SequenceId id, MediaId media, String name, FrameRange range) {

    public Sequence {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(range, "range");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a sequence needs a name");
        }
    }
}
