package limner.app.usecase.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.app.usecase.StillPicture;
import limner.app.usecase.Upright;
import limner.media.frame.Picture;
import limner.media.session.FrameSession;
import limner.media.session.Priority;
import limner.media.source.MediaException;
import limner.model.id.MediaId;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.project.MediaLabels;
import limner.model.project.PlacedLabel;
import limner.model.project.ProjectState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A small picture of a frame and what would lie on it, to be looked at before labels are taken in.
///
/// @param frame its number in the video
/// @param width of the small picture in pixels
/// @param height of the small picture in pixels
/// @param argb its pixels row by row, alpha first
/// @param scale how many of its pixels are one of the video's
/// @param labels what would lie on the frame, the lowest first
public record FrameLook(
        Media media, int frame, int width, int height, int[] argb, double scale, List<PlacedLabel> labels) {

    public FrameLook {
        labels = List.copyOf(labels);
    }

    private static final Logger LOG = LoggerFactory.getLogger(FrameLook.class);

    private record Place(MediaId media, int frame) {}

    /// Looks at the frames on which most is new. Blocks while pictures are decoded.
    ///
    /// @param after the project as it would be
    /// @param most so many frames at most
    /// @param side no picture is wider or higher, in pixels
    public static List<FrameLook> of(OpenProject project, ProjectState after, int most, int side, Progress progress) {
        Map<Place, Integer> news = new HashMap<>();
        for (Media m : after.mediaInOrder()) {
            MediaLabels before = project.state().labelsOf(m.id());
            for (Label label : after.labelsOf(m.id()).labelsInOrder()) {
                if (before.label(label.id()).isEmpty()) {
                    label.keyframes().forEach((frame, k) -> {
                        if (!k.outside()) {
                            news.merge(new Place(m.id(), frame), 1, Integer::sum);
                        }
                    });
                }
            }
        }
        List<Place> places = news.entrySet().stream()
                .sorted(Map.Entry.<Place, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(e -> e.getKey().frame())
                        .thenComparing(e -> e.getKey().media().toString()))
                .limit(most)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingInt(Place::frame))
                .toList();
        List<FrameLook> looks = new ArrayList<>();
        for (Place place : places) {
            progress.check();
            Media media = project.state().media(place.media()).orElse(null);
            if (media != null) {
                try {
                    looks.add(look(project, after, media, place.frame(), side));
                } catch (AppException | MediaException | CompletionException e) {
                    if (e.getCause() instanceof CancellationException cancelled) {
                        throw cancelled;
                    }
                    // Labels can be taken without a look at a video that is away, or a picture that does not decode.
                    LOG.info("no look at frame {} of {}", place.frame(), media.name(), e);
                }
            }
        }
        return looks;
    }

    private static FrameLook look(OpenProject project, ProjectState after, Media media, int frame, int side) {
        FrameSession session = project.media(media.id());
        StillPicture still;
        try (Picture picture = session.frame(frame, Priority.NOW).join().picture()) {
            still = StillPicture.of(picture, Upright.of(session.info()));
        }
        int step = Math.max(1, Math.ceilDiv(Math.max(still.width(), still.height()), side));
        int width = Math.max(1, still.width() / step);
        int height = Math.max(1, still.height() / step);
        int[] argb = new int[width * height];
        ByteBuffer rgb = still.rgb();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * step * still.width() + x * step);
                argb[y * width + x] = 0xff000000
                        | (rgb.get(at) & 0xff) << 16
                        | (rgb.get(at + 1) & 0xff) << 8
                        | rgb.get(at + 2) & 0xff;
            }
        }
        return new FrameLook(
                media,
                frame,
                width,
                height,
                argb,
                1.0 / step,
                after.labelsOf(media.id()).on(frame));
    }
}
