package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import limner.app.task.Progress;
import limner.media.session.FrameSession;
import limner.model.command.Command.AcceptByPolicy.Finish;
import limner.model.geometry.Mask;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.release.Encodings;
import limner.model.release.Pictures;

/// The whole road without a screen, on the bundled clips: video, index, pre-labels, a recorded decision, release,
/// proof.
public final class Demo {

    private final Services services;

    Demo(Services services) {
        this.services = services;
    }

    /// Goes it. The caller's thread works; half a minute on a laptop.
    ///
    /// @throws AppException when the folder is not empty, or a step cannot be done
    public DemoReport run(DemoRequest request, Progress progress) {
        Path folder = folder(request);
        Path file = folder.resolve("Demo" + Projects.ENDING);
        Journal journal = new Journal();
        try (OpenProject project = journal.timed(
                "Import two clips, decode and index every frame",
                () -> indexed(file, progress.part(0, 0.3)),
                p -> Texts.count(
                        p.state().mediaInOrder().stream()
                                .mapToInt(Media::frameCount)
                                .sum(),
                        "frame",
                        "frames"),
                _ -> file.toString())) {
            indexes(project, journal, progress);
            List<Media> clips = project.state().mediaInOrder();
            preLabel(project, clips, request, journal, progress.part(0.3, 0.7));
            accept(project, clips, request, journal);
            masks(project, journal);
            ReleaseResult release = release(project, folder.resolve("release"), journal, progress.part(0.7, 0.9));
            verify(project, clips, release, journal, progress.part(0.9, 1));
        }
        progress.report(1, "Done");
        return new DemoReport(folder, journal.steps, journal.problems);
    }

    private OpenProject indexed(Path file, Progress progress) {
        OpenProject project = services.sample().open(file, progress);
        try {
            for (Media m : project.state().mediaInOrder()) {
                services.importMedia().settle(project, m.id(), progress.part(1, 1));
            }
            return project;
        } catch (Throwable e) {
            project.close();
            throw e;
        }
    }

    private void indexes(OpenProject project, Journal journal, Progress progress) {
        for (Media m : project.state().mediaInOrder()) {
            journal.timed(
                    "Open the index of " + m.name() + " again",
                    () -> {
                        try (FrameSession again = FrameSession.open(project.pathOf(m), services.media())) {
                            int count = ImportMedia.proved(again, m.name(), progress)
                                    .count();
                            journal.demand(
                                    again.isIndexRemembered() && count == m.frameCount(),
                                    "The index of " + m.name() + " was not remembered.");
                            return count;
                        }
                    },
                    n -> Texts.count(n, "frame", "frames"),
                    _ -> services.media().indexFolder().toString());
        }
    }

    private void preLabel(
            OpenProject project, List<Media> clips, DemoRequest request, Journal journal, Progress progress) {
        int total = 0;
        for (int i = 0; i < clips.size(); i++) {
            Media clip = clips.get(i);
            Progress part = progress.part((double) i / clips.size(), (i + 1.0) / clips.size());
            // A little below the threshold, so that the policy has something to leave.
            double least = Math.max(0.05, request.threshold() - 0.1);
            PreLabelResult result = journal.timed(
                    "Pre-label " + clip.name(),
                    () -> services.preLabel()
                            .run(
                                    project,
                                    PreLabelRequest.builtIn(clip.id(), new FrameChoice.EveryNth(request.step()), least),
                                    part),
                    r -> Texts.count(r.total(), "suggestion", "suggestions") + " on "
                            + Texts.count(r.looked().size(), "frame", "frames") + classes(r),
                    PreLabelResult::model);
            part.check();
            total += result.total();
        }
        journal.demand(total > 0, "The model suggested nothing at all.");
    }

    private static String classes(PreLabelResult result) {
        List<String> words = new ArrayList<>();
        new TreeMap<>(result.suggestions()).forEach((name, n) -> words.add(name + " " + n));
        return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
    }

    private void accept(OpenProject project, List<Media> clips, DemoRequest request, Journal journal) {
        int accepted = 0;
        for (Media clip : clips) {
            AcceptResult result = journal.timed(
                    "Accept by policy in " + clip.name(),
                    () -> services.acceptPolicy()
                            .run(project, new AcceptRequest(clip.id(), request.threshold(), Finish.MARK_DONE)),
                    r -> Texts.count(r.accepted(), "label", "labels") + ", "
                            + Texts.count(r.frames(), "frame", "frames") + " done, " + r.negatives()
                            + " of them with nothing on it",
                    r -> r.policy().name());
            accepted += result.accepted();
        }
        journal.demand(accepted > 0, "Nothing scored " + Texts.decimal(request.threshold()) + " or more.");
    }

    private static void masks(OpenProject project, Journal journal) {
        long masks = project.state().labels().values().stream()
                .flatMap(l -> l.labels().values().stream())
                .map(Demo::firstShapeIsMask)
                .filter(m -> m)
                .count();
        journal.demand(masks > 0, "No person became a mask.");
    }

    private static boolean firstShapeIsMask(Label label) {
        return label.keyframes().firstEntry().getValue().shape() instanceof Mask;
    }

    private ReleaseResult release(OpenProject project, Path target, Journal journal, Progress progress) {
        ReleaseRequest request = new ReleaseRequest(target, "", Encodings.asDrawn(), Pictures.FRAMES, "");
        return journal.timed(
                "Write a COCO release",
                () -> services.buildRelease().run(project, request, progress),
                r -> Texts.count(r.report().pictures(), "picture", "pictures") + ", "
                        + Texts.count(r.report().boxes(), "box", "boxes") + ", "
                        + Texts.count(r.report().runs(), "mask", "masks"),
                r -> r.folder().toString());
    }

    private void verify(
            OpenProject project, List<Media> clips, ReleaseResult release, Journal journal, Progress progress) {
        VerifyReport found = journal.timed(
                "Verify every file and every picture",
                () -> services.verify()
                        .run(
                                release.folder(),
                                clips.stream().map(project::pathOf).toList(),
                                progress),
                r -> String.join(", ", r.counts()),
                r -> "manifest "
                        + r.digest().substring(0, Math.min(12, r.digest().length())));
        found.faults().forEach(f -> journal.demand(false, f.place() + ": " + f.sentence()));
        journal.demand(
                found.digest().equals(release.manifestSha256()), "The manifest is not the one that was written.");
        VerifyReport log = journal.timed(
                "Verify the project's log",
                () -> VerifyAny.project(
                        project.file(), project.session().verify().join()),
                r -> String.join(", ", r.counts()),
                r -> "head " + r.digest().substring(0, Math.min(12, r.digest().length())));
        log.faults().forEach(f -> journal.demand(false, f.place() + ": " + f.sentence()));
    }

    private Path folder(DemoRequest request) {
        try {
            if (request.out().isEmpty()) {
                return fresh();
            }
            Path out = request.out().get().toAbsolutePath().normalize();
            if (Files.exists(out)) {
                refuseUnlessEmpty(out);
            }
            return Files.createDirectories(out);
        } catch (IOException e) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT, Failure.of(e).sentence() + " Choose another folder with --out.", e);
        }
    }

    private Path fresh() throws IOException {
        Path base = Files.createDirectories(services.folders().data());
        for (int n = 1; ; n++) {
            Path candidate = base.resolve("demo-" + n);
            if (!Files.exists(candidate)) {
                return Files.createDirectory(candidate);
            }
        }
    }

    private static void refuseUnlessEmpty(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    out + " is a file. Nothing was changed; choose a new or empty folder.");
        }
        try (var entries = Files.newDirectoryStream(out)) {
            if (entries.iterator().hasNext()) {
                throw new AppException(
                        AppException.Kind.BAD_INPUT,
                        out + " is not empty. Nothing was changed; choose a new or empty folder.");
            }
        }
    }

    /// What was done, how long it took, and what did not hold.
    private static final class Journal {

        private final List<DemoReport.Step> steps = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        <T> T timed(
                String what,
                java.util.function.Supplier<T> work,
                java.util.function.Function<T, String> count,
                java.util.function.Function<T, String> where) {
            long start = System.nanoTime();
            T result = work.get();
            long took = System.nanoTime() - start;
            steps.add(new DemoReport.Step(what, count.apply(result), took, where.apply(result)));
            return result;
        }

        void demand(boolean holds, String otherwise) {
            if (!holds) {
                problems.add(otherwise);
            }
        }
    }
}
