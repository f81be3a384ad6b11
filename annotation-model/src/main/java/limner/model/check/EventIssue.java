package limner.model.check;

import java.util.Objects;
import java.util.Optional;
import limner.model.command.Command;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import org.jspecify.annotations.Nullable;

/// Something about an event that cannot be meant.
///
/// @param event the event that is wrong; of two the one that begins later
/// @param other the one it is in the way of, or null
public record EventIssue(
        Kind kind, IntervalEvent event, @Nullable IntervalEvent other) {

    /// What can be wrong.
    public enum Kind {
        /// It was begun and never closed: it has its first frame alone.
        NOT_CLOSED,
        /// One of the same class and of the same subject goes on at the same time.
        OVERLAP,
        /// One of a class that excludes it goes on at the same time for the same subject.
        EXCLUDED,
        /// Its class asks for something that nobody has said.
        NOT_SAID
    }

    public EventIssue {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(event, "event");
    }

    /// What mends it.
    ///
    /// An event that was never closed ends on the frame that is looked at. Of two that overlap the earlier one ends on
    /// the frame before the later one begins; where both begin together, the longer one begins after the shorter one,
    /// and of two that are the same one goes.
    ///
    /// @param frame what is looked at
    /// @return empty where the frame does not help
    public Optional<Command> repair(int frame) {
        IntervalEvent before = other;
        if (kind == Kind.NOT_SAID) {
            return Optional.empty();
        }
        if (before == null) {
            int first = event.range().first();
            return frame == first
                    ? Optional.empty()
                    : Optional.of(move(event, Math.min(first, frame), Math.max(first, frame)));
        }
        FrameRange a = before.range();
        FrameRange b = event.range();
        if (a.first() < b.first()) {
            return Optional.of(move(before, a.first(), b.first() - 1));
        }
        if (a.last() == b.last()) {
            return Optional.of(new Command.RemoveInterval(event.media(), event.id()));
        }
        return Optional.of(
                a.last() > b.last() ? move(before, b.last() + 1, a.last()) : move(event, a.last() + 1, b.last()));
    }

    private static Command move(IntervalEvent e, int first, int last) {
        return new Command.MoveInterval(e.media(), e.id(), new FrameRange(first, last));
    }
}
