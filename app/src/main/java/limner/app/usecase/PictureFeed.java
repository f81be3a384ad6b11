package limner.app.usecase;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import limner.app.task.Progress;
import limner.media.frame.Picture;
import limner.media.index.FrameIndex;
import limner.media.session.Frame;
import limner.media.session.FrameSession;
import limner.media.session.FrameUnreachable;
import limner.media.session.Priority;
import limner.model.media.Media;
import limner.plugin.api.FrameView;
import limner.plugin.api.PixelLayout;
import limner.plugin.host.FrameFeed;

/// Upright pictures of a video for a plugin, decoded when they are asked for. One thread.
final class PictureFeed implements FrameFeed, AutoCloseable {

    private final FrameSession session;
    private final Upright upright;
    private final List<Integer> frames;
    private final SortedSet<Integer> withoutPicture = new TreeSet<>();

    PictureFeed(OpenProject project, Media media, List<Integer> frames, Progress progress) {
        this.session = project.media(media.id());
        this.upright = Upright.of(session.info());
        FrameIndex index = ImportMedia.proved(session, media.name(), progress.part(0, 0));
        this.frames = frames.stream().filter(f -> !index.isHole(f)).toList();
        frames.stream().filter(index::isHole).forEach(withoutPicture::add);
    }

    /// Frames that were asked for until now and have a number and no picture, or none that decodes exactly; in order.
    List<Integer> withoutPicture() {
        return List.copyOf(withoutPicture);
    }

    @Override
    public int size() {
        return frames.size();
    }

    @Override
    public Optional<FrameView> frame(int i) {
        try (Frame frame = session.frame(frames.get(i), Priority.BACKGROUND).join()) {
            Picture p = frame.picture();
            Upright turned = upright.of(p);
            int width = turned.width(p.width(), p.height());
            int height = turned.height(p.width(), p.height());
            return Optional.of(new FrameView(
                    width, height, frame.number(), frame.seconds(), PixelLayout.RGB24, width * 3, turned.rgb(p)));
        } catch (CompletionException e) {
            if (e.getCause() instanceof FrameUnreachable lost) {
                withoutPicture.add(lost.frame());
                return Optional.empty();
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// The pictures belong to the project's session, which stays open.
    @Override
    public void close() {
        session.dropCache();
    }
}
