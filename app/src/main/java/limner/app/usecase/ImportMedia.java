package limner.app.usecase;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import limner.app.task.Progress;
import limner.media.index.FrameIndex;
import limner.media.session.MediaSession;
import limner.media.session.SessionOptions;
import limner.media.source.Cancellation;
import limner.media.source.ContentDigest;
import limner.media.source.MediaInfo;
import limner.model.command.Command;
import limner.model.id.MediaId;
import limner.model.media.Media;

/// Takes a video into a project. The file stays where it is.
public final class ImportMedia {

    /// Opens and indexes the video, which takes as long as decoding it once, and adds it. The caller's thread waits.
    ///
    /// The digest of the whole file is left to [#digest]. The pictures stay open in the project.
    ///
    /// @throws limner.media.source.MediaException when the file cannot be used; the project is unchanged
    /// @throws AppException when the same file is in the project already
    public Media run(OpenProject project, Path video, Progress progress) {
        String name = video.toAbsolutePath().normalize().getFileName().toString();
        progress.report(0, "Opening " + name);
        MediaSession session = MediaSession.open(video, project.mediaOptions());
        try {
            refuseTwice(project, video, MediaPlaces.text(session.file().fingerprint()));
            FrameIndex index = indexed(session, name, progress);
            Media media = describe(project, session, index, freeName(project, name));
            project.perform(new Command.AddMedia(media));
            project.adopt(media.id(), session);
            progress.report(1, name + ": " + index.count() + " frames");
            return media;
        } catch (Throwable e) {
            session.close();
            throw e;
        }
    }

    /// Finds out whether a video can be used, without a project: decodes it once and remembers its index, so that
    /// [#run] is
    /// quick afterwards.
    ///
    /// @throws limner.media.source.MediaException when the file cannot be used
    public void prove(Path video, SessionOptions options, Progress progress) {
        try (MediaSession session = MediaSession.open(video, options)) {
            indexed(session, String.valueOf(video.getFileName()), progress);
        }
    }

    /// Computes the digest of the whole file where it is not known yet, and records it. The caller's thread waits for
    /// the
    /// disk.
    public Media digest(OpenProject project, MediaId id, Progress progress) {
        Media media = project.state()
                .media(id)
                .orElseThrow(() ->
                        new AppException(AppException.Kind.BAD_INPUT, "That video is not in the project any more."));
        if (!media.sha256().isEmpty()) {
            return media;
        }
        Cancellation cancellation = new Cancellation();
        progress.onCancel(cancellation::cancel);
        String digest = ContentDigest.sha256(
                project.pathOf(media), f -> progress.report(f, "Digest of " + media.name()), cancellation);
        // Renamed or found elsewhere in the meantime: only the digest is ours to set.
        Media now = project.state().media(id).orElse(media).withSha256(digest);
        project.perform(new Command.ChangeMedia(now));
        return now;
    }

    /// Waits for the index of a session; cancelling ends the wait at once.
    static FrameIndex indexed(MediaSession session, String name, Progress progress) {
        session.onProgress(p -> progress.report(p.fraction(), "Indexing " + name + ": " + p.frames() + " frames"));
        var index = session.index();
        progress.onCancel(() -> index.completeExceptionally(new CancellationException("Indexing was cancelled.")));
        try {
            return index.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void refuseTwice(OpenProject project, Path video, String fingerprint) {
        Optional<Media> same = project.state().mediaInOrder().stream()
                .filter(m -> m.fingerprint().equals(fingerprint))
                .findFirst();
        if (same.isPresent()) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    video + " is already in the project, as " + same.get().name() + ". The project is unchanged.");
        }
    }

    private static Media describe(OpenProject project, MediaSession session, FrameIndex index, String name) {
        MediaInfo info = session.info();
        Upright upright = Upright.of(info.rotation());
        return new Media(
                MediaId.random(),
                name,
                MediaPlaces.stored(project.file(), session.file().path()),
                MediaPlaces.text(session.file().fingerprint()),
                "",
                upright.width(info.width(), info.height()),
                upright.height(info.width(), info.height()),
                index.count(),
                index.rate());
    }

    /// The file's name, with a number before its ending where the project has that name. Case does not tell names
    /// apart,
    /// since they become folders.
    private static String freeName(OpenProject project, String name) {
        Set<String> taken = project.state().mediaInOrder().stream()
                .map(m -> folded(m.name()))
                .collect(Collectors.toSet());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        String candidate = name;
        for (int n = 2; taken.contains(folded(candidate)); n++) {
            candidate = stem + " (" + n + ")" + ending;
        }
        return candidate;
    }

    private static String folded(String name) {
        return Objects.requireNonNull(name).toLowerCase(java.util.Locale.ROOT);
    }
}
