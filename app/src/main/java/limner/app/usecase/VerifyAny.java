package limner.app.usecase;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import limner.app.task.Progress;
import limner.media.session.SessionOptions;
import limner.model.release.FrameSupply;
import limner.model.release.ReleaseVerification;
import limner.model.release.ReleaseVerifier;
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
