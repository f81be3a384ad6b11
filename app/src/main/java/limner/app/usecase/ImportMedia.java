package limner.app.usecase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import limner.app.task.Progress;
import limner.media.index.FrameIndex;
import limner.media.session.FrameSession;
import limner.media.session.SessionOptions;
import limner.media.source.Cancellation;
import limner.media.source.ContentDigest;
import limner.media.source.MediaException;
import limner.media.source.MediaInfo;
import limner.media.still.PictureList;
import limner.media.still.Sequence;
import limner.model.command.Command;
import limner.model.id.MediaId;
import limner.model.media.Media;

/// Takes a video into a project. The file stays where it is.
public final class ImportMedia {

    /// Opens the video, waits until its pictures have numbers, and adds it. The caller's thread waits: about a second
    /// where the file's packets tell the numbers, else as long as decoding it once. [#settle] waits for the proof.
    ///
    /// The digest of the whole file is left to [#digest]. The pictures stay open in the project.
    ///
    /// @throws limner.media.source.MediaException when the file cannot be used; the project is unchanged
    /// @throws AppException when the same file is in the project already
    public Media run(OpenProject project, Path video, Progress progress) {
        return run(project, video, OptionalInt.empty(), progress);
    }

    /// [#run(OpenProject, Path, Progress)] for a file with several video streams.
    ///
    /// @param stream number of the stream in the file, which becomes part of the video's identity; empty for the one
    /// that
    ///     the file flags as default
    public Media run(OpenProject project, Path video, OptionalInt stream, Progress progress) {
        String name = video.toAbsolutePath().normalize().getFileName().toString();
        progress.report(0, "Opening " + name);
        FrameSession session = FrameSession.open(video, stream, project.mediaOptions());
        try {
            OptionalInt chosen = chosen(session, stream);
            String identity = MediaPlaces.text(session.identity(), chosen);
            refuseTwice(project, video, identity);
            FrameIndex index = numbered(session, name, progress);
            Media media = describe(project, session, index, freeName(project, streamName(name, chosen)), identity);
            project.perform(new Command.AddMedia(media));
            project.adopt(media.id(), session);
            progress.report(1, name + ": " + index.count() + " frames");
            return media;
        } catch (Throwable e) {
            session.close();
            throw e;
        }
    }

    /// Choosing the stream that is taken anyway is no choice: one video has one identity.
    private static OptionalInt chosen(FrameSession session, OptionalInt stream) {
        return stream.isPresent() && stream.getAsInt() != session.info().usualStream() ? stream : OptionalInt.empty();
    }

    private static String streamName(String name, OptionalInt stream) {
        if (stream.isEmpty()) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String mark = " stream " + stream.getAsInt();
        return dot > 0 ? name.substring(0, dot) + mark + name.substring(dot) : name + mark;
    }

    /// The same files, with several pictures among them made one sequence: their folder when they are all the pictures
    /// in it, else a list of them that is written beside the project. Waits for the disk.
    ///
    /// @param project the project file, which need not exist yet
    public List<Path> gathered(Path project, List<Path> files) {
        try {
            return PictureFiles.gathered(project, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes a list that [#gathered] wrote, unless the project has come to use it: for when an import failed.
    public void forget(Path project, List<Path> gathered, List<Path> given) {
        try {
            PictureFiles.forget(project, gathered, given);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Looks whether at least one of these files can be opened as a video or a picture, before a project is made for
    /// them. Decodes nothing, so it is quick.
    ///
    /// @throws limner.media.source.MediaException when none can: why the first cannot
    public void demandAny(List<Path> videos, SessionOptions options) {
        Optional<MediaException> first = Optional.empty();
        for (Path video : videos) {
            try (FrameSession _ = FrameSession.open(video, options)) {
                return;
            } catch (MediaException e) {
                first = first.or(() -> Optional.of(e));
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }

    /// Finds out whether all of these videos can be taken, before the first one is: decodes each once and remembers its
    /// index, so that [#all] is quick afterwards. Changes no project.
    ///
    /// @param stream number of the video stream to take of each; empty for the one that the file flags as default
    /// @param there the videos the project has; none where it is still to be made
    /// @throws limner.media.source.MediaException when one of the files cannot be used
    /// @throws AppException when one is in the project already, or is given twice
    public void prove(
            List<Path> videos, OptionalInt stream, List<Media> there, SessionOptions options, Progress progress) {
        Map<String, String> known = new HashMap<>();
        there.forEach(m -> known.put(m.fingerprint(), already(m)));
        for (int i = 0; i < videos.size(); i++) {
            Path video = videos.get(i);
            try (FrameSession session = FrameSession.open(video, stream, options)) {
                String fingerprint = MediaPlaces.text(session.identity(), chosen(session, stream));
                String before = known.putIfAbsent(fingerprint, "the same file as " + video + ", which is given too");
                if (before != null) {
                    throw twice(video, before);
                }
                proved(
                        session,
                        String.valueOf(video.getFileName()),
                        progress.part(share(i, videos), share(i + 1, videos)));
            }
        }
    }

    /// Takes videos into a project one after the other, then computes their digests. [#prove] them before; what can
    /// still
    /// fail is the disk, or a file that somebody changes in the meantime. The caller's thread waits.
    ///
    /// @param stream number of the video stream to take of each; empty for the one that the file flags as default
    /// @return the videos as the project has them, in the order they are given
    /// @throws AppException when one fails after all: the sentence says which were taken and which were not. Where it
    ///     was
    ///     the first of all and the project had videos before, nothing has changed and the failure comes as it is
    public List<Media> all(OpenProject project, List<Path> videos, OptionalInt stream, Progress progress) {
        List<Media> taken = new ArrayList<>();
        for (int i = 0; i < videos.size(); i++) {
            try {
                taken.add(run(
                        project, videos.get(i), stream, progress.part(share(i, videos) / 2, share(i + 1, videos) / 2)));
            } catch (RuntimeException e) {
                if (project.state().media().isEmpty()) {
                    throw halted(e, project.file() + " is there and has no video yet.");
                }
                if (taken.isEmpty()) {
                    throw e;
                }
                throw halted(e, "Added and kept: " + names(taken) + ". Not added: " + paths(videos, i) + ".");
            }
        }
        List<Media> digested = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            Progress part = progress.part((1 + share(i, videos)) / 2, (1 + share(i + 1, videos)) / 2);
            try {
                digested.add(digest(project, taken.get(i).id(), part));
            } catch (RuntimeException e) {
                throw halted(
                        e,
                        "Added and kept: " + names(taken) + ". The digest of the whole file is still missing for: "
                                + names(taken.subList(i, taken.size()))
                                + "; nothing that is labelled depends on it, and a release computes its own.");
            }
        }
        return digested;
    }

    private static double share(int done, List<Path> videos) {
        return (double) done / videos.size();
    }

    /// What went wrong, and what is left of the work.
    private static AppException halted(RuntimeException thrown, String kept) {
        Failure failure = Failure.of(thrown);
        AppException.Kind kind =
                failure.kind() == AppException.Kind.CANCELLED ? AppException.Kind.CANCELLED : AppException.Kind.FAILED;
        return new AppException(kind, failure.sentence() + " " + kept, thrown);
    }

    private static String names(List<Media> media) {
        return String.join(", ", media.stream().map(Media::name).toList());
    }

    private static String paths(List<Path> videos, int from) {
        return String.join(
                ", ",
                videos.subList(from, videos.size()).stream().map(Path::toString).toList());
    }

    /// Waits until the numbers of a video's pictures are proved, and records their count where it is another one. With
    /// labels in the video it is only made larger: no label loses its frame. The caller's thread waits.
    ///
    /// @throws limner.media.source.MediaException when the file cannot be used any more
    public Media settle(OpenProject project, MediaId id, Progress progress) {
        Media media = known(project, id);
        FrameIndex index = proved(project.media(id), media.name(), progress);
        Media now = known(project, id);
        boolean better = index.count() > now.frameCount()
                || index.count() < now.frameCount()
                        && project.state().labelsOf(id).isEmpty();
        if (!better || !project.writable()) {
            return now;
        }
        Media counted = now.withFrameCount(index.count());
        project.perform(new Command.ChangeMedia(counted));
        return counted;
    }

    private static Media known(OpenProject project, MediaId id) {
        return project.state()
                .media(id)
                .orElseThrow(() ->
                        new AppException(AppException.Kind.BAD_INPUT, "That video is not in the project any more."));
    }

    /// Computes the digest of the whole file where it is not known yet, and records it. The caller's thread waits for
    /// the
    /// disk.
    public Media digest(OpenProject project, MediaId id, Progress progress) {
        Media media = known(project, id);
        if (!media.sha256().isEmpty()) {
            return media;
        }
        Cancellation cancellation = new Cancellation();
        progress.onCancel(cancellation::cancel);
        DoubleConsumer told = f -> progress.report(f, "Digest of " + media.name());
        String digest = media.isSequence()
                ? new Sequence(PictureList.of(project.pathOf(media))).digest(told, cancellation)
                : ContentDigest.sha256(project.pathOf(media), told, cancellation);
        // Renamed or found elsewhere in the meantime: only the digest is ours to set.
        Media now = project.state().media(id).orElse(media).withSha256(digest);
        project.perform(new Command.ChangeMedia(now));
        return now;
    }

    /// Waits for numbers to work with; cancelling ends the wait at once.
    static FrameIndex numbered(FrameSession session, String name, Progress progress) {
        return await(session, session.index(), name, progress);
    }

    /// Waits for the proved index of a session, as everything needs that is handed on; cancelling ends the wait at
    /// once.
    static FrameIndex proved(FrameSession session, String name, Progress progress) {
        return await(session, session.proved(), name, progress);
    }

    private static FrameIndex await(
            FrameSession session, CompletableFuture<FrameIndex> index, String name, Progress progress) {
        session.onProgress(p -> {
            if (!index.isDone()) {
                progress.report(p.fraction(), IndexWords.of(name, p));
            }
        });
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
            throw twice(video, already(same.get()));
        }
    }

    private static String already(Media media) {
        return "already in the project, as " + media.name();
    }

    private static AppException twice(Path video, String why) {
        return new AppException(AppException.Kind.BAD_INPUT, video + " is " + why + ". The project is unchanged.");
    }

    private static Media describe(
            OpenProject project, FrameSession session, FrameIndex index, String name, String identity) {
        MediaInfo info = session.info();
        Upright upright = Upright.of(info);
        return new Media(
                MediaId.random(),
                name,
                MediaPlaces.stored(project.file(), session.path()),
                identity,
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
