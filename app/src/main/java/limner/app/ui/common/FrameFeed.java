package limner.app.ui.common;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import limner.app.sound.SoundSource;
import limner.app.usecase.QuickPictures;
import limner.app.usecase.Upright;
import limner.media.frame.Picture;
import limner.media.pace.PlayTimes;

/// The pictures of one video by their numbers, as the desk needs them. Any thread may ask; nobody is made to wait.
public interface FrameFeed extends AutoCloseable {

    int frameCount();

    /// When a frame is shown, in seconds after the first one; monotonic, from the index and never from a rate.
    double seconds(int frame);

    /// How long a frame is shown, in seconds, for playing.
    double durationSeconds(int frame);

    /// The frame that is shown at this time, in seconds after the first one; clamped to the video.
    int frameAt(double seconds);

    /// When each frame is on the screen while the video plays.
    PlayTimes times();

    /// How a picture is turned and mirrored to stand as people see it.
    Upright upright();

    /// Width over height of a pixel of the upright picture, for the view alone.
    double pixelAspect();

    /// One picture; whoever receives it closes it. A newer request may cancel an older one that nobody waits for any
    /// more.
    CompletableFuture<Picture> picture(int frame);

    /// The same for one of many that are played one after the other: it comes even when the next one has been asked
    /// for by then.
    default CompletableFuture<Picture> played(int frame) {
        return picture(frame);
    }

    /// Pictures for a glance, where there are any; whoever asks closes them.
    default Optional<QuickPictures> quick() {
        return Optional.empty();
    }

    /// What decodes, for the status bar; short.
    String decoder();

    /// The name of the file that a frame comes from, where every frame has its own.
    default Optional<String> name(int frame) {
        return Optional.empty();
    }

    /// The sound that belongs to the pictures, where there is some.
    default Optional<SoundSource> sound() {
        return Optional.empty();
    }

    @Override
    void close();
}
