package limner.app.usecase;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.app.task.Progress;
import limner.media.index.FrameIndex;
import limner.media.pace.PlayTimes;
import limner.model.exchange.FrameDetails;
import limner.model.exchange.out.ProjectDetails;
import limner.model.id.MediaId;
import limner.model.media.Media;

/// When the frames of several videos are shown, by the times of their files. Folders of pictures have none.
public final class FrameTimes implements ProjectDetails.Times {

    private record Known(FrameIndex index, PlayTimes times) {}

    private final Map<MediaId, Known> known = new HashMap<>();

    private FrameTimes() {}

    /// Waits until each video is indexed, which for one that was opened before takes no time.
    ///
    /// @throws AppException when the file of a video is missing or is another one
    /// @throws limner.media.source.MediaException when it cannot be read
    public static FrameTimes of(OpenProject project, List<Media> media, Progress progress) {
        FrameTimes all = new FrameTimes();
        List<Media> videos = media.stream().filter(m -> !m.isSequence()).toList();
        for (int i = 0; i < videos.size(); i++) {
            Media m = videos.get(i);
            FrameIndex index = ImportMedia.proved(
                    project.media(m.id()),
                    m.name(),
                    progress.part((double) i / videos.size(), (i + 1.0) / videos.size()));
            all.known.put(m.id(), new Known(index, PlayTimes.of(index)));
        }
        return all;
    }

    @Override
    public Optional<FrameDetails.Time> of(Media media, int frame) {
        return Optional.ofNullable(known.get(media.id()))
                .filter(k -> frame < k.index().count())
                .map(k -> new FrameDetails.Time(
                        Optional.of(k.index().pts(frame)).filter(pts -> pts != FrameIndex.NO_PTS),
                        k.index().timeBase().num(),
                        k.index().timeBase().den(),
                        k.times().start(frame)));
    }
}
