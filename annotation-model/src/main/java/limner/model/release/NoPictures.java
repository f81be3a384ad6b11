package limner.model.release;

import limner.model.media.Media;
import limner.model.project.ProjectState;

/// Why a plan takes no picture of a project: the first of its choices after which none is left.
public enum NoPictures {
    /// No frame of any video is in a state that the plan takes.
    STATES,
    /// None of the chosen videos has such a frame, others have.
    VIDEOS,
    /// The step passes over all such frames of the chosen videos.
    STEP,
    /// All that are left show what is not to be seen.
    DROPPED,
    /// On all that are left is an object farther from a keyframe than the plan allows.
    REACH,
    /// On all that are left is an object that is only interpolated or held.
    BETWEEN;

    /// @param plan takes no picture of the project
    public static NoPictures of(ReleasePlan plan, ProjectState state) {
        return of(Selection.of(plan, state));
    }

    static NoPictures of(Selection none) {
        ReleasePlan plan = none.plan();
        ProjectState state = none.state();
        if (state.mediaInOrder().stream().noneMatch(m -> has(plan, state, m))) {
            return STATES;
        }
        if (state.mediaInOrder().stream().noneMatch(m -> plan.media().includes(m.id()) && has(plan, state, m))) {
            return VIDEOS;
        }
        if (none.beyondReach() > 0) {
            return REACH;
        }
        if (none.betweenLeftOut() > 0) {
            return BETWEEN;
        }
        return none.dropped() > 0 ? DROPPED : STEP;
    }

    private static boolean has(ReleasePlan plan, ProjectState state, Media media) {
        return state.labelsOf(media.id()).states().values().stream().anyMatch(plan.states()::contains);
    }
}
