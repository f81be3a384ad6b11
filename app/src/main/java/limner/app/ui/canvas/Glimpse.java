package limner.app.ui.canvas;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.image.Image;
import javafx.util.Duration;
import limner.app.ui.common.Film;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.Workspace;
import limner.app.usecase.QuickPictures;
import limner.media.frame.Picture;

/// The lossy pictures of the current video: looked for while an exact one is on its way, and made of exact ones on
/// which
/// somebody rests. JavaFX thread only.
final class Glimpse {

    /// Who stays so long on a picture may come back to it.
    private static final Duration REST = Duration.millis(350);

    private final Workspace workspace;
    private final Executor ui;
    private final Executor reading;
    private final PauseTransition rest = new PauseTransition(REST);
    private final AtomicInteger newest = new AtomicInteger();
    private final ChangeListener<Optional<FrameFeed>> feeds = (_, _, now) -> take(now);
    private Optional<QuickPictures> quick = Optional.empty();

    /// @param reading a thread that may wait for the disk
    Glimpse(Workspace workspace, Executor ui, Executor reading) {
        this.workspace = workspace;
        this.ui = ui;
        this.reading = reading;
        workspace.feed().addListener(feeds);
        take(workspace.feed().get());
    }

    private void take(Optional<FrameFeed> feed) {
        newest.incrementAndGet();
        rest.stop();
        quick.ifPresent(before -> reading.execute(before::close));
        quick = feed.flatMap(FrameFeed::quick);
    }

    /// Looks for the lossy picture of a frame, and hands it over unless another one was looked for meanwhile.
    void look(int frame, Consumer<Image> found) {
        int mine = newest.incrementAndGet();
        quick.filter(QuickPictures::isKeeping)
                .ifPresent(from -> reading.execute(() -> {
                    if (mine == newest.get()) {
                        from.proxy(frame)
                                .map(Film::image)
                                .ifPresent(image -> ui.execute(() -> {
                                    if (mine == newest.get()) {
                                        found.accept(image);
                                    }
                                }));
                    }
                }));
    }

    /// Tells that the exact picture of a frame is on the screen.
    ///
    /// @param current the picture, as long as it stays there
    void shown(int frame, ObservableValue<Optional<Picture>> current) {
        newest.incrementAndGet();
        rest.stop();
        if (workspace.playing().get() || quick.filter(QuickPictures::isKeeping).isEmpty()) {
            return;
        }
        rest.setOnFinished(_ -> quick.ifPresent(into -> current.getValue()
                .map(Picture::retain)
                .ifPresent(picture -> reading.execute(() -> {
                    try (picture) {
                        into.keep(frame, picture);
                    }
                }))));
        rest.playFromStart();
    }

    void close() {
        workspace.feed().removeListener(feeds);
        take(Optional.empty());
    }
}
