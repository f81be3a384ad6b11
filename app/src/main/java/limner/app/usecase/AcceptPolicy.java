package limner.app.usecase;

import java.util.Set;
import limner.model.command.Command;
import limner.model.command.Decider;
import limner.model.command.Decision;
import limner.model.id.MediaId;
import limner.model.id.PolicyId;
import limner.model.media.FrameState;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.provenance.Policy;

/// Takes suggestions above a threshold as a recorded decision: who asks later why a label is there finds the rule.
public final class AcceptPolicy {

    /// What [#run] would do now; changes nothing. Waits for the disk, so not for the screen's thread.
    public AcceptResult preview(OpenProject project, AcceptRequest request) {
        Policy policy = policy(request);
        ProjectState before = project.state();
        Decider.Ruling ruling = Decider.rule(before, command(project, request, policy));
        return switch (ruling.decision()) {
            case Decision.Accepted _ -> compare(policy, request.media(), before, ruling.after());
            case Decision.Refused(String reason) -> throw new AppException(AppException.Kind.BAD_INPUT, reason);
        };
    }

    /// Does it, durably; one undo takes all of it back. The caller's thread waits for the disk.
    public AcceptResult run(OpenProject project, AcceptRequest request) {
        Policy policy = policy(request);
        ProjectState before = project.state();
        ProjectState after = project.perform(command(project, request, policy)).state();
        return compare(policy, request.media(), before, after);
    }

    private static Command command(OpenProject project, AcceptRequest request, Policy policy) {
        Set<Integer> frames = project.session().lookedAt(request.media());
        if (frames.isEmpty()) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "No model has looked at this video yet, so there is nothing to accept. Run a pre-labeller first.");
        }
        return new Command.AcceptByPolicy(request.media(), policy, frames, request.finish());
    }

    private static Policy policy(AcceptRequest request) {
        String threshold = Texts.decimal(request.threshold());
        String rest = switch (request.finish()) {
            case MARK_DONE -> "; the frames the model looked at are done, also those with nothing on them";
            case LEAVE_IN_WORK -> "";
        };
        return new Policy(
                PolicyId.random(),
                "score at least " + threshold,
                "accept open suggestions scored " + threshold + " or more" + rest,
                request.threshold());
    }

    private static AcceptResult compare(Policy policy, MediaId media, ProjectState before, ProjectState after) {
        MediaLabels was = before.labelsOf(media);
        MediaLabels is = after.labelsOf(media);
        int decided = 0;
        int negatives = 0;
        for (var entry : is.states().entrySet()) {
            int frame = entry.getKey();
            if (was.state(frame) != FrameState.DONE && was.state(frame) != entry.getValue()) {
                decided++;
                if (entry.getValue() == FrameState.DONE && is.on(frame).isEmpty()) {
                    negatives++;
                }
            }
        }
        int open = is.framesWithOpenSuggestions().stream()
                .mapToInt(f -> is.openOn(f).size())
                .sum();
        return new AcceptResult(
                policy, decided, is.labels().size() - was.labels().size(), open, negatives);
    }
}
