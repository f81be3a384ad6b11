package limner.model.label;

import java.util.Objects;
import java.util.Optional;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.MediaId;
import limner.model.media.FrameRange;

/// Something that lasts from one frame to another, both included: one row with two ends, never two rows.
///
/// @param details of whom and about what it is said
public record IntervalEvent(IntervalId id, MediaId media, ClassId classId, FrameRange range, EventDetails details) {

    public IntervalEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(classId, "classId");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(details, "details");
    }

    /// An event of which nothing else is said.
    public IntervalEvent(IntervalId id, MediaId media, ClassId classId, FrameRange range) {
        this(id, media, classId, range, EventDetails.NONE);
    }

    /// The individual it is coded for.
    public Optional<ClassId> subject() {
        return Optional.ofNullable(details.subject());
    }

    public IntervalEvent withRange(FrameRange newRange) {
        return new IntervalEvent(id, media, classId, newRange, details);
    }

    public IntervalEvent withClass(ClassId newClass) {
        return new IntervalEvent(id, media, newClass, range, details);
    }

    public IntervalEvent withDetails(EventDetails newDetails) {
        return new IntervalEvent(id, media, classId, range, newDetails);
    }
}
