package limner.model.label;

import java.util.Objects;
import limner.model.id.ClassId;
import limner.model.id.MediaId;

/// A word said of one whole frame.
public record FrameTag(MediaId media, int frame, ClassId classId) {

    public FrameTag {
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(classId, "classId");
        if (frame < 0) {
            throw new IllegalArgumentException("frames start at 0: " + frame);
        }
    }
}
