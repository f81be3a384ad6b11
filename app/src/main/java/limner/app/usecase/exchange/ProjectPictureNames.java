package limner.app.usecase.exchange;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.MediaFrames;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Presence;
import limner.media.session.FrameSession;
import limner.media.source.MediaException;
import limner.media.still.PictureSize;
import limner.model.budget.VideoEvents;
import limner.model.exchange.out.PictureNames;
import limner.model.exchange.out.ProjectDetails;
import limner.model.id.MediaId;
import limner.model.media.Media;
import limner.model.release.FolderNames;
import limner.model.release.FrameIdentity;
import limner.model.release.FrameSupply;

/// Pictures of folders by their own names below that of the folder, frames of videos by their numbers below that of the
/// video, as releases name them.
final class ProjectPictureNames implements PictureNames {

    private record Frame(MediaId media, int frame) {}

    private final OpenProject project;
    private final MediaFrames frames;
    private final Map<MediaId, String> folders;
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<Frame, Named> known = new HashMap<>();
    private final Map<MediaId, Presence> presences = new HashMap<>();
    private final Optional<Map<MediaId, VideoEvents>> timed;
    private final Optional<ProjectDetails> details;

    /// @param timed events with their times, of the videos that are there, where times are asked for
    /// @param details what only the project knows, where it is asked for; where it is not, and times are, no picture
    ///     needs to be there
    ProjectPictureNames(
            OpenProject project,
            Optional<Map<MediaId, VideoEvents>> timed,
            Optional<ProjectDetails> details,
            Progress progress) {
        this.timed = timed.map(Map::copyOf);
        this.details = details;
        this.project = project;
        this.frames = new MediaFrames(project, progress);
        this.folders = FolderNames.of(project.state().mediaInOrder());
        project.state().mediaInOrder().forEach(m -> uses.merge(own(m).toLowerCase(Locale.ROOT), 1, Integer::sum));
    }

    private String own(Media media) {
        return media.isSequence()
                ? String.valueOf(project.pathOf(media).getFileName())
                : folders.getOrDefault(media.id(), media.name());
    }

    /// Two folders may have the same name in different places.
    private String folder(Media media) {
        String own = own(media);
        return uses.getOrDefault(own.toLowerCase(Locale.ROOT), 0) == 1
                ? own
                : folders.getOrDefault(media.id(), media.id().toString());
    }

    @Override
    public Optional<VideoEvents> timed(Media media) {
        return timed.map(t -> t.get(media.id()));
    }

    private boolean isForTimesAlone() {
        return timed.isPresent() && details.isEmpty();
    }

    private boolean isAway(Media media) {
        return !(presences.computeIfAbsent(media.id(), _ -> project.presence(media)) instanceof Presence.There);
    }

    @Override
    public Optional<ProjectDetails> details() {
        return details;
    }

    @Override
    public Named of(Media media, int frame) {
        if (media.isSequence() && isForTimesAlone() && isAway(media)) {
            // What its pictures are called cannot be known, and nobody who asks for times alone looks at them.
            return new Named("", media.width(), media.height());
        }
        if (!media.isSequence()) {
            return new Named(
                    String.format(Locale.ROOT, "%s/%06d.png", folder(media), frame), media.width(), media.height());
        }
        Frame key = new Frame(media.id(), frame);
        Named before = known.get(key);
        if (before == null) {
            before = opened(media, frame);
            known.put(key, before);
        }
        return before;
    }

    /// A folder holds pictures of any size: each file is asked, and decoded where it does not say. Faults of the files
    /// are told apart from those of the disk that is written to.
    private Named opened(Media media, int frame) {
        try {
            FrameSession session = project.media(media.id());
            Optional<PictureSize> stated = session.size(frame);
            if (stated.isPresent()) {
                PictureSize size = stated.get();
                return named(media, session.name(frame).orElse(""), size.width(), size.height());
            }
            try (FrameSupply.Video video = frames.open(media)) {
                FrameSupply.Picture picture = video.picture(frame);
                FrameIdentity identity = picture.identity();
                return named(media, picture.fileName(), identity.width(), identity.height());
            }
        } catch (AppException | MediaException | IOException e) {
            String message = String.valueOf(e.getMessage());
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    message + (message.endsWith(".") ? "" : ".") + " Nothing was written.",
                    e);
        }
    }

    private Named named(Media media, String file, int width, int height) {
        return new Named(folder(media) + "/" + file.replace('\\', '/'), width, height);
    }
}
