package limner.model.label;

import java.util.Objects;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.MediaId;
import limner.model.media.FrameRange;

/// Something that lasts from one frame to another, both included: one row with two ends, never two rows.
public record IntervalEvent(IntervalId id, MediaId media, ClassId classId, FrameRange range) {

    public IntervalEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(classId, "classId");
        Objects.requireNonNull(range, "range");
    }

    public IntervalEvent withRange(FrameRange newRange) {
        return new IntervalEvent(id, media, classId, newRange);
    }

    public IntervalEvent withClass(ClassId newClass) {
        return new IntervalEvent(id, media, newClass, range);
    }
}
