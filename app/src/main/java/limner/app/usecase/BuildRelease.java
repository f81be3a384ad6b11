package limner.app.usecase;

import java.util.List;
import java.util.concurrent.CancellationException;
import limner.app.task.Progress;
import limner.model.command.Command;
import limner.model.event.Recorded;
import limner.model.project.ProjectState;
import limner.model.provenance.ReleaseNote;
import limner.model.release.ReleaseOutcome;
import limner.model.release.ReleasePlan;
import limner.model.release.ReleaseReport;
import limner.model.release.ReleaseSource;
import limner.model.release.ReleaseWriter;

/// Writes a release of a project and records in the log that it was made.
public final class BuildRelease {

    /// What the release would hold, and what its format could not carry; nothing is written. Reads the log, so not for
    /// the screen's thread.
    public ReleaseReport preview(OpenProject project, ReleaseRequest request) {
        ReleaseSource source = source(project);
        return ReleaseWriter.preview(plan(source, request), source);
    }

    /// Writes it. The caller's thread works: decoding, PNG, digests.
    ///
    /// @throws AppException when it cannot be made; then nothing is left behind
    /// @throws CancellationException when it was cancelled; then nothing is left behind
    public ReleaseResult run(OpenProject project, ReleaseRequest request, Progress progress) {
        progress.report(0, "Reading the log");
        ReleaseSource source = source(project);
        ReleasePlan plan = plan(source, request);
        refuseNameOfAnother(project.state(), plan);
        ReleaseOutcome outcome = ReleaseWriter.write(
                plan, source, new MediaFrames(project, progress), request.folder(), Watch.of(progress));
        return switch (outcome) {
            case ReleaseOutcome.Written(var folder, String digest, ReleaseReport report) -> {
                record(project, plan, digest);
                yield new ReleaseResult(folder, plan.name(), digest, plan.event(), report, false);
            }
            case ReleaseOutcome.Unchanged(var folder, String digest, ReleaseReport report) -> {
                record(project, plan, digest);
                yield new ReleaseResult(folder, plan.name(), digest, plan.event(), report, true);
            }
            case ReleaseOutcome.Refused(String reason) -> throw new AppException(AppException.Kind.BAD_INPUT, reason);
            case ReleaseOutcome.Cancelled() -> throw new CancellationException("The release was cancelled.");
        };
    }

    private static ReleaseSource source(OpenProject project) {
        List<Recorded> log = project.session().log();
        long at = ReleaseSource.lastChange(log);
        if (at == 0) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT, "The project is empty: there is nothing to release yet.");
        }
        ProjectState state = project.state();
        return ReleaseSource.replay(
                state.id(), state.name(), log, project.session().headAt(at));
    }

    private static ReleasePlan plan(ReleaseSource source, ReleaseRequest request) {
        long at = source.head().number();
        // Neither the folder nor the clock may name a release: the same log gives the same bytes.
        String name = request.name().isBlank() ? source.state().name() + " at event " + at : request.name();
        try {
            return ReleasePlan.of(name, at)
                    .withEncodings(request.encodings())
                    .withPictures(request.pictures())
                    .withLicence(request.licence());
        } catch (IllegalArgumentException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, "This cannot be: " + e.getMessage() + ".", e);
        }
    }

    private static void refuseNameOfAnother(ProjectState state, ReleasePlan plan) {
        ReleaseNote known = state.releases().get(plan.name());
        if (known != null && known.upTo() != plan.event()) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "A release named \"" + plan.name() + "\" was made at event " + known.upTo()
                            + ", and the project has changed since. Choose another name.");
        }
    }

    /// A release made again is no new fact; a project that is only read records nothing.
    private static void record(OpenProject project, ReleasePlan plan, String digest) {
        if (project.writable() && !project.state().releases().containsKey(plan.name())) {
            project.perform(new Command.RecordRelease(new ReleaseNote(plan.name(), plan.event(), digest)));
        }
    }
}
