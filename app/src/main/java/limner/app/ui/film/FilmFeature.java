package limner.app.ui.film;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Film;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Thumbnail;
import limner.app.ui.common.Workspace;
import limner.app.usecase.QuickPictures;

/// The small picture over the lower edge of the canvas while the pointer is on a frame of the timeline or the slider,
/// with
/// the number of that frame; where the picture is of another one, that one's as well. JavaFX thread only.
public final class FilmFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(FilmFeature.class);

    /// Least distance from the edges.
    private static final double MARGIN = 6;

    /// Thumbnails are shown a little smaller than they are, which serves sharp screens.
    private static final double SHRINK = 0.75;

    private final Workspace workspace;
    private final Film film;
    private final ImageView image = new ImageView();
    private final Label number = new Label();
    private final Label other = new Label();
    private final VBox bubble = new VBox();
    private final Pane view;

    public FilmFeature(Workspace workspace, Film film) {
        this.workspace = workspace;
        this.film = film;
        image.setPreserveRatio(true);
        image.setSmooth(true);
        other.getStyleClass().add(Styles.QUIET);
        number.setId("film-frame");
        other.setId("film-other");
        for (Label each : new Label[] {number, other}) {
            each.setMinWidth(Region.USE_PREF_SIZE);
        }
        bubble.setId("film-peek");
        bubble.getStyleClass().add(Styles.PEEK);
        bubble.getChildren().addAll(image, number, other);
        bubble.setManaged(false);
        bubble.setVisible(false);
        this.view = new Pane(bubble) {
            @Override
            protected void layoutChildren() {
                place();
            }
        };
        view.setMouseTransparent(true);
        view.setPickOnBounds(false);
        film.peek().addListener((_, _, _) -> show());
        film.revision().addListener((_, _, _) -> show());
    }

    @Override
    public Slot slot() {
        return Slot.CANVAS;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void register(CommandRegistry commands) {
        BooleanBinding open =
                Bindings.createBooleanBinding(() -> workspace.mediaId().get().isPresent(), workspace.mediaId());
        commands.add(DeskCommand.of("view.filmstrip", CommandGroup.VIEW, TEXTS)
                .icon(Icon.VIDEO)
                .keys("Shift+F")
                .enabled(open)
                .selected(film.stripShown())
                .action(() -> film.stripShown().set(!film.stripShown().get())));
    }

    private void show() {
        Optional<Film.Peek> peek = film.peek().get().filter(_ -> film.isThere());
        bubble.setVisible(peek.isPresent());
        if (peek.isEmpty()) {
            image.setImage(null);
            return;
        }
        int frame = peek.get().frame();
        Optional<Thumbnail> nearest = film.nearest(frame);
        image.setImage(nearest.map(Thumbnail::image).orElse(null));
        nearest.ifPresent(t -> {
            image.setFitWidth(t.image().getWidth() * SHRINK);
            image.setFitHeight(t.image().getHeight() * SHRINK);
        });
        number.setText(TEXTS.get("frame", frame, time(frame)));
        boolean exact = nearest.filter(t -> t.frame() == frame).isPresent();
        other.setVisible(!exact);
        other.setManaged(!exact);
        other.setText(nearest.map(t -> TEXTS.get("other", t.frame())).orElse(TEXTS.get("coming")));
        image.setOpacity(exact ? 1 : 0.6);
        place();
    }

    private String time(int frame) {
        double seconds = workspace
                .feed()
                .get()
                .filter(f -> frame < f.frameCount())
                .map((FrameFeed f) -> f.seconds(frame))
                .orElse(0.0);
        long millis = Math.round(seconds * 1000);
        return String.format(Locale.ROOT, "%d:%02d.%03d", millis / 60_000, millis / 1000 % 60, millis % 1000);
    }

    /// Above the pointer, whole, on the lower edge of the canvas.
    private void place() {
        film.peek().get().ifPresent(peek -> {
            bubble.applyCss();
            double least = (QuickPictures.WIDEST * SHRINK) / 2;
            double width = Math.max(least, Math.ceil(bubble.prefWidth(-1)));
            double height = Math.ceil(bubble.prefHeight(width));
            double x = view.sceneToLocal(peek.sceneX(), 0).getX() - width / 2;
            bubble.resizeRelocate(
                    Math.round(Math.clamp(x, MARGIN, Math.max(MARGIN, view.getWidth() - width - MARGIN))),
                    Math.round(view.getHeight() - height - MARGIN),
                    width,
                    height);
        });
    }
}
