package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.app.task.Progress;
import limner.media.session.SessionOptions;
import limner.model.release.FrameSupply;
import limner.model.release.HeadSignature;
import limner.model.release.ReleaseHead;
import limner.model.release.ReleaseVerification;
import limner.model.release.ReleaseVerifier;
import limner.model.release.coco.FormatException;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.Verification;
import limner.model.store.sqlite.SqliteProjects;

/// Checks a project file or a release folder, whichever it is given. Changes nothing.
public final class VerifyAny {

    private final SqliteProjects files;
    private final SessionOptions media;

    public VerifyAny(SqliteProjects files, SessionOptions media) {
        this.files = files;
        this.media = media;
    }

    /// Checks it. The caller's thread works.
    ///
    /// @param videos for a release: originals to compare its frames with, picture by picture
    /// @throws AppException when it is neither a project nor a release
    /// @throws limner.model.store.StoreException when a project cannot even be opened
    public VerifyReport run(Path path, List<Path> videos, Progress progress) {
        Path target = path.toAbsolutePath().normalize();
        if (Files.isDirectory(target)) {
            return release(target, videos, progress);
        }
        if (!videos.isEmpty()) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    target + " is no release folder; only a release is compared with videos.");
        }
        try (ProjectStore store = files.open(target, Access.READ)) {
            progress.report(Progress.UNKNOWN, "Checking the log");
            return project(target, store.verify());
        }
    }

    /// Checks a project, and that its log is the one a release was made from: the release proves every event up to the
    /// one it was read at, also in a backup. The caller's thread works.
    ///
    /// @param release whose manifest and signature are looked at, and no other file of it
    /// @throws AppException when the second is no release
    /// @throws limner.model.store.StoreException when the project cannot even be opened
    public VerifyReport againstHead(Path path, Path release, Progress progress) throws IOException {
        ReleaseHead head;
        Optional<HeadSignature> signature = Optional.empty();
        try {
            head = ReleaseHead.of(release);
            if (Files.exists(release.resolve(HeadSignature.FILE))) {
                signature = Optional.of(HeadSignature.read(Files.newInputStream(release.resolve(HeadSignature.FILE))));
            }
        } catch (FormatException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, e.getMessage() + ". Nothing was checked.", e);
        }
        Path target = path.toAbsolutePath().normalize();
        try (ProjectStore store = files.open(target, Access.READ)) {
            progress.report(Progress.UNKNOWN, "Checking the log");
            VerifyReport own = project(target, store.verify());
            List<VerifyReport.Fault> faults = new ArrayList<>(own.faults());
            List<String> counts = new ArrayList<>(own.counts());
            compare(store, head, faults);
            if (signature.isPresent()) {
                if (signature.get().holdsFor(head)) {
                    counts.add("head signed with key " + signature.get().key());
                } else {
                    faults.add(new VerifyReport.Fault(
                            HeadSignature.FILE,
                            "The signature of " + release + " does not hold, so its head proves nothing."));
                }
            }
            if (faults.size() == own.faults().size()) {
                counts.add("the log of " + release.getFileName() + " up to event "
                        + head.log().number());
            }
            return new VerifyReport(own.path(), own.what(), own.digest(), counts, faults);
        }
    }

    private static void compare(ProjectStore store, ReleaseHead head, List<VerifyReport.Fault> faults) {
        long number = head.log().number();
        String place = "event " + number;
        if (!store.load().id().toString().equals(head.project())) {
            faults.add(new VerifyReport.Fault("", "The release was made from another project."));
        } else if (store.head().number() < number) {
            faults.add(new VerifyReport.Fault(
                    place,
                    "The log ends at event " + store.head().number() + ", before the release was made at event "
                            + number + ": this is an older copy, or its end was cut off."));
        } else if (!store.headAt(number).hash().equals(head.log().hash())) {
            faults.add(new VerifyReport.Fault(
                    place,
                    "The log up to event " + number + " is not the one the release was made from: it was rewritten, "
                            + "or this copy went another way before."));
        }
    }

    /// What a check of an open project says, in the words of a report.
    public static VerifyReport project(Path file, Verification v) {
        return new VerifyReport(
                file,
                VerifyReport.What.PROJECT,
                v.head().hash(),
                List.of(Texts.count(v.events(), "event", "events")),
                v.faults().stream()
                        .map(f -> new VerifyReport.Fault(f.event() > 0 ? "event " + f.event() : "", f.sentence()))
                        .toList());
    }

    private VerifyReport release(Path folder, List<Path> videos, Progress progress) {
        if (!ReleaseVerifier.looksLikeRelease(folder)) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    folder + " is a folder without a manifest.json, so it is no release. Give a release folder or a "
                            + "project file (" + Projects.ENDING + ").");
        }
        ReleaseVerification found;
        List<FrameSupply.Video> open = new ArrayList<>();
        try {
            for (Path video : videos) {
                open.add(MediaFrames.ofFile(video, media, progress));
            }
            found = open.isEmpty()
                    ? ReleaseVerifier.verify(folder, Watch.of(progress))
                    : ReleaseVerifier.verifyAgainst(folder, open, Watch.of(progress));
        } finally {
            open.forEach(FrameSupply.Video::close);
        }
        progress.check();
        return report(folder, found, videos);
    }

    private static VerifyReport report(Path folder, ReleaseVerification v, List<Path> videos) {
        List<String> counts = new ArrayList<>(List.of(
                Texts.count(v.files(), "file", "files"),
                Texts.count(v.pictures(), "picture", "pictures"),
                Texts.count(v.annotations(), "annotation", "annotations")));
        if (!v.signedBy().isEmpty()) {
            counts.add("signed with key " + v.signedBy());
        }
        if (!videos.isEmpty()) {
            counts.add(Texts.count(v.framesCompared(), "picture", "pictures") + " compared with "
                    + Texts.count(videos.size(), "video", "videos"));
        }
        return new VerifyReport(
                folder,
                VerifyReport.What.RELEASE,
                v.manifestSha256(),
                counts,
                v.faults().stream()
                        .map(f -> new VerifyReport.Fault(f.file(), f.sentence()))
                        .toList());
    }
}
