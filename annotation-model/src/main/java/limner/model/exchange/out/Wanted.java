package limner.model.exchange.out;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.media.FrameState;
import limner.model.release.Choice;

/// What of a project goes out.
///
/// @param states of frames
public record Wanted(Choice<MediaId> media, Choice<ClassId> classes, Set<FrameState> states, Frames frames) {

    /// Which frames of those that qualify.
    public enum Frames {
        /// Those that somebody worked on: with a keyframe, a tag or a mark. Objects that are there between their
        /// keyframes are told too, or the picture would say that they are not.
        WORKED_ON,
        /// Also all others on which an object is, by its keyframes.
        EVERY
    }

    public Wanted {
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(classes, "classes");
        Objects.requireNonNull(frames, "frames");
        if (states.isEmpty()) {
            throw new IllegalArgumentException("no frame is in none of the states");
        }
        states = Collections.unmodifiableSet(EnumSet.copyOf(states));
    }

    /// Whatever somebody worked on.
    public static Wanted all() {
        return new Wanted(Choice.all(), Choice.all(), EnumSet.allOf(FrameState.class), Frames.WORKED_ON);
    }
}
