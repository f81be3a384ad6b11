package limner.model.exchange;

import java.util.List;
import java.util.Objects;
import limner.model.event.LabelEvent;
import limner.model.id.ProjectId;
import limner.model.project.ConflictException;
import limner.model.project.ProjectState;

/// What a file keeps of a project, thing by thing as the project has it: videos by what they are recognised by,
/// classes,
/// labels with every keyframe, tags, events, states of frames, and the runs and rules that labels came from.
///
/// @param state with ids of the project it came from
/// @param lacks what is not in it though that project had it: sentences for the user
public record ProjectPart(ProjectState state, List<String> lacks) {

    public ProjectPart {
        Objects.requireNonNull(state, "state");
        lacks = List.copyOf(lacks);
    }

    /// What facts make of nothing.
    ///
    /// @throws IllegalArgumentException when they contradict each other, with a clause for the user
    public static ProjectPart of(List<? extends LabelEvent> facts) {
        try {
            ProjectState made = ProjectState.empty(ProjectId.random(), "part").applyAll(facts);
            return new ProjectPart(made, List.of());
        } catch (ConflictException e) {
            throw new IllegalArgumentException("its facts do not fit each other: " + e.getMessage(), e);
        }
    }
}
