package limner.app.usecase;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import limner.app.task.Progress;
import limner.media.session.FrameSession;
import limner.media.session.IndexReport;
import limner.media.session.SessionOptions;
import limner.model.command.Command;
import limner.model.id.MediaId;
import limner.model.media.Media;
import limner.model.project.ProjectState;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.session.Snapshot;
import org.jspecify.annotations.Nullable;

/// A project with its videos. Any thread may call any method; the methods that say so wait for the disk and are not for
/// the screen's thread. Who opens a project closes it; the sessions of its videos belong to it and close with it.
public final class OpenProject implements AutoCloseable {

    private final ProjectSession session;
    private final SessionOptions options;
    private final Map<MediaId, FrameSession> open = new ConcurrentHashMap<>();
    private boolean closed;

    /// Takes the session over and closes it in the end.
    public OpenProject(ProjectSession session, SessionOptions options) {
        this.session = session;
        this.options = options;
    }

    /// The one door for changes.
    public ProjectSession session() {
        return session;
    }

    public Path file() {
        return session.file();
    }

    public ProjectState state() {
        return session.state();
    }

    /// Whether this program may change the project; a second one on the same file only reads.
    public boolean writable() {
        return session.writable();
    }

    /// Hands a command in and waits until it is durable.
    ///
    /// @throws AppException with the reason when it is refused
    public Snapshot perform(Command command) {
        try {
            return switch (session.edit(command).join()) {
                case Outcome.Done done -> done.snapshot();
                case Outcome.Refused(String reason) -> throw new AppException(AppException.Kind.BAD_INPUT, reason);
            };
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// Where the file of a video should be.
    ///
    /// @throws AppException when the stored path cannot be one on this system
    public Path pathOf(Media media) {
        return MediaPlaces.pathOf(file(), media);
    }

    /// Looks whether the file of a video is there and still the same. Reads at most 2 MiB.
    public Presence presence(Media media) {
        return MediaPlaces.presence(file(), media);
    }

    /// The pictures of a video: opened when they are asked for the first time, which takes milliseconds, seconds at
    /// most.
    /// The session belongs to this project: do not close it.
    ///
    /// @throws AppException when the file is missing or is another one
    /// @throws limner.media.source.MediaException when it cannot be read
    public synchronized FrameSession media(MediaId id) {
        Media media = known(id);
        demandOpen();
        FrameSession found = open.get(id);
        if (found != null) {
            return found;
        }
        Path file = switch (presence(media)) {
            case Presence.There(Path there) -> there;
            case Presence.Missing(var _, String sentence) ->
                throw new AppException(AppException.Kind.BAD_INPUT, sentence);
            case Presence.Other(var _, String sentence) ->
                throw new AppException(AppException.Kind.BAD_INPUT, sentence);
        };
        FrameSession opened = FrameSession.open(file, MediaPlaces.stream(media), options);
        open.put(id, opened);
        return opened;
    }

    /// The pictures of a video that are there without waiting for anything: opened before, with all their numbers.
    public Optional<FrameSession> opened(MediaId id) {
        return Optional.ofNullable(open.get(id))
                .filter(s -> s.index().isDone()
                        && !s.index().isCompletedExceptionally()
                        && !s.proved().isCompletedExceptionally());
    }

    /// As [#media(MediaId)], but pictures whose index could not be made, because their file was away at that time, are
    /// opened anew.
    ///
    /// @throws AppException when the file is missing or is another one
    /// @throws limner.media.source.MediaException when it cannot be read
    public FrameSession revived(MediaId id) {
        @Nullable FrameSession lost;
        synchronized (this) {
            FrameSession found = open.get(id);
            lost = found != null && found.proved().isCompletedExceptionally() ? open.remove(id) : null;
        }
        if (lost != null) {
            lost.close();
        }
        return media(id);
    }

    /// What was found in a video when it was indexed. Waits for the proof of its numbers.
    ///
    /// @throws AppException when the file is missing or is another one
    /// @throws limner.media.source.MediaException when it cannot be read
    public IndexReport report(MediaId id, Progress progress) {
        Media media = known(id);
        FrameSession session = media(id);
        return session.report(ImportMedia.proved(session, media.name(), progress));
    }

    /// Takes over the session of a video that was just added.
    synchronized void adopt(MediaId id, FrameSession session) {
        if (closed) {
            session.close();
            return;
        }
        FrameSession before = open.put(id, session);
        if (before != null) {
            before.close();
        }
    }

    SessionOptions mediaOptions() {
        return options;
    }

    /// Says where the file of a video is now; only the same file will do. Waits for the disk.
    ///
    /// @throws AppException when the file is not the one that was labelled; then nothing changes
    public Media relink(MediaId id, Path video) {
        Media media = known(id);
        String found = MediaPlaces.identity(video, media);
        if (!found.equals(media.fingerprint()) && !MediaPlaces.isCopy(video, found, media)) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    video + " is not the file that was labelled as " + media.name()
                            + ": its content differs. The project is unchanged. Choose the original file.");
        }
        Media moved = media.withPath(MediaPlaces.stored(file(), video)).withFingerprint(found);
        if (!moved.equals(media)) {
            perform(new Command.ChangeMedia(moved));
        }
        FrameSession before;
        synchronized (this) {
            before = open.remove(id);
        }
        if (before != null) {
            before.close();
        }
        return moved;
    }

    /// Closes the videos, lets what is queued become durable, and closes the file. Waits for all of it.
    @Override
    public void close() {
        Map<MediaId, FrameSession> mine;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            mine = Map.copyOf(open);
            open.clear();
        }
        try {
            mine.values().forEach(FrameSession::close);
        } finally {
            session.close();
        }
    }

    private Media known(MediaId id) {
        return state().media(id)
                .orElseThrow(() ->
                        new AppException(AppException.Kind.BAD_INPUT, "That video is not in the project any more."));
    }

    private void demandOpen() {
        if (closed) {
            throw new AppException(AppException.Kind.CANCELLED, "The project is closed.");
        }
    }
}
