package limner.app.usecase;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import limner.app.task.Progress;
import limner.model.command.Command;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.id.MediaId;
import limner.model.media.Media;
import limner.model.project.ProjectState;
import limner.model.provenance.ReleaseNote;
import limner.model.release.Leak;
import limner.model.release.LeakSearch;
import limner.model.release.PlanFile;
import limner.model.release.ReleaseOutcome;
import limner.model.release.ReleasePlan;
import limner.model.release.ReleaseReader;
import limner.model.release.ReleaseReport;
import limner.model.release.ReleaseSource;
import limner.model.release.ReleaseWriter;
import limner.model.release.SplitPlan;
import limner.model.release.coco.FormatException;

/// Writes a release of a project and records in the log that it was made.
public final class BuildRelease {

    /// What the release would hold, and what its format could not carry; nothing is written. Reads the log, so not for
    /// the screen's thread.
    public ReleaseReport preview(OpenProject project, ReleaseRequest request) {
        ReleaseSource source = source(project);
        ReleasePlan plan = plan(source, request);
        try {
            return ReleaseWriter.preview(plan, source);
        } catch (IllegalArgumentException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    /// Pictures that would be in two parts of the release, or nearly the same as one in another part; nothing is
    /// written. The caller's thread works: every picture is decoded.
    ///
    /// @throws AppException when the plan cannot be carried out, or a picture cannot be had
    /// @throws CancellationException when it was cancelled
    public List<Leak> leaks(OpenProject project, ReleaseRequest request, Progress progress) {
        ReleaseSource source = source(project);
        try {
            return LeakSearch.find(
                    plan(source, request), source, new MediaFrames(project, progress), Watch.of(progress));
        } catch (IllegalArgumentException | IOException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    /// The text of a licence, as a plan takes it.
    ///
    /// @throws AppException when it is no text
    public static String licenceIn(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    file + " is no text in UTF-8, so it cannot be the licence. Nothing was written.",
                    e);
        }
    }

    /// A plan whose videos stay in the parts they were in, as [#kept(SortedMap, Optional, OpenProject)] says; the same
    /// plan where it does not divide.
    public ReleasePlan keeping(ReleasePlan plan, Optional<Path> earlier, OpenProject project) throws IOException {
        if (plan.splits().isEmpty()) {
            return plan;
        }
        SplitPlan splits = plan.splits().get();
        return plan.withSplits(splits.withKept(kept(splits.kept(), earlier, project)));
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
                record(project, plan, digest, report);
                yield new ReleaseResult(folder, plan.name(), digest, plan.event(), report, false);
            }
            case ReleaseOutcome.Unchanged(var folder, String digest, ReleaseReport report) -> {
                record(project, plan, digest, report);
                yield new ReleaseResult(folder, plan.name(), digest, plan.event(), report, true);
            }
            case ReleaseOutcome.Refused(String reason) -> throw new AppException(AppException.Kind.BAD_INPUT, reason);
            case ReleaseOutcome.Cancelled() -> throw new CancellationException("The release was cancelled.");
        };
    }

    /// The part each video stays in, so that what was held out once is held out for ever: what a plan keeps, what an
    /// earlier release is divided into, and what the plan of that release kept of those before it. Videos that are not
    /// in the project or in the release now are among them, for those that come after. A video of the project that is
    /// none of them and has the file of one is in the part of that one. Reads the log, so not for the screen's thread.
    ///
    /// @param planned what the plan keeps
    /// @param earlier its folder; where there is none, the log says how the release of that name is divided
    /// @throws AppException when the folder is no release, is not as it was made, is not divided, is not there and not
    ///     in the log either, or contradicts the plan
    public SortedMap<MediaId, String> kept(
            SortedMap<MediaId, String> planned, Optional<Path> earlier, OpenProject project) throws IOException {
        SortedMap<MediaId, String> parts = new TreeMap<>(planned);
        if (earlier.isPresent()) {
            for (Map.Entry<MediaId, String> each :
                    divisionOf(earlier.get(), project).entrySet()) {
                String before = parts.put(each.getKey(), each.getValue());
                if (before != null && !before.equals(each.getValue())) {
                    throw new AppException(
                            AppException.Kind.BAD_INPUT,
                            "The plan keeps the video " + name(each.getKey(), project) + " in the part " + before
                                    + ", and " + earlier.get() + " has it in " + each.getValue()
                                    + ". Nothing was written; choose one of the two.");
                }
            }
        }
        return withThoseOfOneFile(parts, project);
    }

    private static SortedMap<MediaId, String> divisionOf(Path earlier, OpenProject project) throws IOException {
        if (!Files.isDirectory(earlier)) {
            return recordedDivision(earlier, project);
        }
        SortedMap<MediaId, String> parts = new TreeMap<>();
        try (ReleaseReader release = ReleaseReader.open(earlier)) {
            PlanFile.read(Files.newInputStream(earlier.resolve(PlanFile.NAME)))
                    .splits()
                    .ifPresent(s -> parts.putAll(s.kept()));
            for (ReleaseReader.Video video : release.facts().videos()) {
                if (video.split().isEmpty()) {
                    throw new AppException(
                            AppException.Kind.BAD_INPUT,
                            earlier + " is not divided into parts, so nothing can be kept as it was there.");
                }
                project.state().mediaInOrder().stream()
                        .filter(m -> ofOneFile(m, video.fingerprint(), video.sha256()))
                        .forEach(m -> parts.putIfAbsent(m.id(), video.split()));
                parts.put(MediaId.of(video.media()), video.split());
            }
        } catch (FormatException | IllegalArgumentException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, e.getMessage() + ". Nothing was written.", e);
        }
        return parts;
    }

    /// A release that is gone by what the log says of the one of its name. To go on without it could train with what
    /// was held out.
    private static SortedMap<MediaId, String> recordedDivision(Path gone, OpenProject project) {
        SortedMap<String, SortedMap<MediaId, String>> known = new TreeMap<>();
        for (ReleaseNote note : project.state().releases().values()) {
            if (!note.parts().isEmpty()) {
                known.put(note.name(), note.parts());
            }
        }
        SortedMap<MediaId, String> parts = known.get(String.valueOf(gone.getFileName()));
        if (parts == null) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "The release " + gone + " is not there, so it is not known which videos it held out. Nothing was "
                            + "written; connect its drive, or name a copy of it or a release that kept its division."
                            + (known.isEmpty()
                                    ? ""
                                    : " The project knows the division of: " + String.join(", ", known.keySet())
                                            + "; name one of them in place of a folder."));
        }
        return parts;
    }

    /// The log knows the files of videos that were removed, too.
    private static SortedMap<MediaId, String> withThoseOfOneFile(
            SortedMap<MediaId, String> parts, OpenProject project) {
        SortedMap<MediaId, String> all = new TreeMap<>(parts);
        for (Recorded recorded : project.session().log()) {
            if (recorded.event() instanceof LabelEvent.MediaAdded(Media known)) {
                String part = parts.get(known.id());
                if (part != null) {
                    project.state().mediaInOrder().stream()
                            .filter(m -> ofOneFile(m, known.fingerprint(), known.sha256()))
                            .forEach(m -> all.putIfAbsent(m.id(), part));
                }
            }
        }
        return all;
    }

    private static boolean ofOneFile(Media media, String fingerprint, String sha256) {
        return media.fingerprint().equals(fingerprint)
                || !sha256.isEmpty() && media.sha256().equals(sha256);
    }

    private static String name(MediaId id, OpenProject project) {
        return project.state().mediaInOrder().stream()
                .filter(m -> m.id().equals(id))
                .map(Media::name)
                .findFirst()
                .orElse(id.toString());
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
            return request.choices().withName(name).withEvent(at);
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
    private static void record(OpenProject project, ReleasePlan plan, String digest, ReleaseReport report) {
        if (project.writable() && !project.state().releases().containsKey(plan.name())) {
            project.perform(
                    new Command.RecordRelease(new ReleaseNote(plan.name(), plan.event(), digest, report.division())));
        }
    }
}
