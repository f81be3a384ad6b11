package limner.app.ui.diff;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Texts;

/// One picture on which the masks of two releases are shown in turn or together. JavaFX thread only.
final class FlickerView {

    private static final Texts TEXTS = Texts.beside(FlickerView.class);
    private static final double HIGHEST = 300;

    private final ImageView picture = new ImageView();
    private final ImageView before = new ImageView();
    private final ImageView after = new ImageView();
    private final StackPane screen = new StackPane(picture, before, after);
    private final Label where = new Label();
    private final Label missing = new Label();
    private final RadioButton old = new RadioButton(TEXTS.get("flicker.before"));
    private final RadioButton now = new RadioButton(TEXTS.get("flicker.after"));
    private final RadioButton both = new RadioButton(TEXTS.get("flicker.both"));
    private final VBox box;

    FlickerView() {
        ToggleGroup group = new ToggleGroup();
        List.of(old, now, both).forEach(b -> {
            b.setToggleGroup(group);
            b.selectedProperty().addListener((_, _, _) -> light());
        });
        old.setId("flicker-before");
        now.setId("flicker-after");
        both.setId("flicker-both");
        both.setSelected(true);
        screen.setId("flicker");
        screen.setFocusTraversable(false);
        // The sheet would press it together where the window is low; it scrolls instead.
        screen.setMinHeight(Region.USE_PREF_SIZE);
        screen.setOnMouseClicked(_ -> flip());
        HBox choice = new HBox(
                10,
                new Swatch(Color.web(hex(Flicker.BEFORE))),
                old,
                new Swatch(Color.web(hex(Flicker.AFTER))),
                now,
                both);
        choice.setAlignment(Pos.CENTER_LEFT);
        choice.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.SPACE) {
                flip();
                e.consume();
            }
        });
        where.getStyleClass().add(Styles.QUIET);
        missing.setWrapText(true);
        missing.setMinHeight(Region.USE_PREF_SIZE);
        missing.getStyleClass().add(Styles.QUIET);
        box = new VBox(6, where, choice, screen, missing);
        box.setMinHeight(Region.USE_PREF_SIZE);
        box.widthProperty().addListener((_, _, width) -> fit(width.doubleValue()));
    }

    private static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }

    Node node() {
        return box;
    }

    void clear() {
        Nodes.show(box, false);
    }

    /// @param place what is said above it
    void show(Flicker what, String place) {
        Nodes.show(box, true);
        where.setText(place);
        picture.setImage(what.picture().orElse(null));
        before.setImage(what.before().orElse(null));
        after.setImage(what.after().orElse(null));
        StringBuilder lacks = new StringBuilder();
        lack(lacks, what.picture().isEmpty(), "lacks.picture");
        lack(lacks, what.before().isEmpty(), "lacks.before");
        lack(lacks, what.after().isEmpty(), "lacks.after");
        lack(lacks, what.without() > 0, "lacks.pixels");
        missing.setText(lacks.toString());
        fit(box.getWidth());
        light();
    }

    private static void lack(StringBuilder all, boolean so, String key) {
        if (so) {
            all.append(all.isEmpty() ? "" : " ").append(TEXTS.get(key));
        }
    }

    private void fit(double width) {
        Optional<Image> size = Optional.ofNullable(picture.getImage())
                .or(() -> Optional.ofNullable(after.getImage()))
                .or(() -> Optional.ofNullable(before.getImage()));
        size.ifPresent(image -> {
            double scale = Math.min(Math.max(width, 1) / image.getWidth(), HIGHEST / image.getHeight());
            for (ImageView view : List.of(picture, before, after)) {
                view.setFitWidth(image.getWidth() * scale);
                view.setFitHeight(image.getHeight() * scale);
            }
        });
    }

    /// The other release; of both, the older one first.
    void flip() {
        (old.isSelected() ? now : old).setSelected(true);
    }

    private void light() {
        before.setVisible(!now.isSelected());
        after.setVisible(!old.isSelected());
    }
}
