package limner.app.usecase;

import java.util.ArrayList;
import java.util.List;
import limner.app.task.Progress;
import limner.media.pace.PlayTimes;
import limner.media.session.FrameSession;
import limner.model.budget.VideoEvents;
import limner.model.media.Media;
import limner.model.project.MediaLabels;

/// Events of several videos with the times of their files, for tables and budgets.
public final class EventStats {

    private EventStats() {}

    /// Waits until each video is indexed, which for one that was opened before takes no time.
    ///
    /// @throws AppException when the file of a video is missing or is another one
    /// @throws limner.media.source.MediaException when it cannot be read
    public static List<VideoEvents> of(OpenProject project, List<Media> videos, Progress progress) {
        List<VideoEvents> all = new ArrayList<>();
        for (int i = 0; i < videos.size(); i++) {
            Media media = videos.get(i);
            FrameSession session = project.media(media.id());
            PlayTimes times = PlayTimes.of(ImportMedia.proved(
                    session, media.name(), progress.part((double) i / videos.size(), (i + 1.0) / videos.size())));
            all.add(of(project.state().labelsOf(media.id()), media, times));
        }
        return List.copyOf(all);
    }

    /// One video whose times are known.
    public static VideoEvents of(MediaLabels labels, Media media, PlayTimes times) {
        return new VideoEvents(
                media.name(),
                labels.intervals().values(),
                labels.labels(),
                Math.min(media.frameCount(), times.count()),
                new PlayClock(times));
    }
}
