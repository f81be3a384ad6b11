package limner.model.geometry;

import java.util.Objects;

/// A named place of a [Skeleton].
///
/// @param name what the template calls it
/// @param at where it is; of an absent one, where it was last or would be
public record Joint(String name, Point at, State state) {
    /// What is to be seen of a joint.
    public enum State {
        /// It is there and to be seen.
        VISIBLE,
        /// It is there, and something hides it; the place is a person's estimate.
        OCCLUDED,
        /// It is not on the picture, or nobody can say where.
        ABSENT;

        /// The next one, round and round.
        public State next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    public Joint {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(state, "state");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A joint needs a name.");
        }
    }

    public boolean present() {
        return state != State.ABSENT;
    }

    public Joint withAt(Point place) {
        return new Joint(name, place, state);
    }

    public Joint withState(State next) {
        return new Joint(name, at, next);
    }
}
