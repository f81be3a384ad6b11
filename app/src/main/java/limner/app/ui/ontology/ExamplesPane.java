package limner.app.ui.ontology;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.media.Media;
import limner.model.ontology.Example;
import limner.model.ontology.LabelClass;
import org.jspecify.annotations.Nullable;

/// The examples of one class: what is one, what is none, and what is hard to say, with where each was cut out. JavaFX
/// thread only.
final class ExamplesPane extends FlowPane {

    private static final Texts TEXTS = Texts.beside(ExamplesPane.class);

    /// The longest side of a picture on the screen.
    private static final double SIDE = 112;

    private final Workspace workspace;
    private final ExamplePictures pictures;
    private final @Nullable ExampleMaker maker;
    private List<Example> drawn = List.of();
    private @Nullable LabelClass of;

    /// @param maker changes the examples, or null where they are only looked at
    ExamplesPane(Workspace workspace, ExamplePictures pictures, @Nullable ExampleMaker maker) {
        super(8, 8);
        this.workspace = workspace;
        this.pictures = pictures;
        this.maker = maker;
        getStyleClass().add("examples");
        setPrefWrapLength(240);
    }

    void show(@Nullable LabelClass now) {
        List<Example> examples = now == null ? List.of() : now.details().examples();
        of = now;
        if (examples.equals(drawn)) {
            return;
        }
        drawn = examples;
        getChildren().setAll(examples.stream().map(this::card).toList());
    }

    private Node card(Example e) {
        ImageView view = new ImageView();
        view.setPreserveRatio(true);
        view.setSmooth(true);
        view.setFitWidth(SIDE);
        view.setFitHeight(SIDE);
        StackPane frame = new StackPane(view);
        frame.setMinSize(SIDE, SIDE);
        frame.setPrefSize(SIDE, SIDE);
        pictures.ask(
                e,
                picture -> picture.ifPresentOrElse(view::setImage, () -> {
                    Label gone = new Label(TEXTS.get("example.gone"));
                    gone.setWrapText(true);
                    gone.getStyleClass().add(Styles.ERROR);
                    frame.getChildren().setAll(gone);
                }));
        String where = TEXTS.get(
                "example.from",
                workspace.state().media(e.media()).map(Media::name).orElse(TEXTS.get("example.videoGone")),
                e.frame());
        String kind = TEXTS.get("example." + e.kind());
        view.setAccessibleText(String.join(", ", kind, e.caption(), where));
        Label kindLabel = Rows.fixed(kind, Styles.CHIP);
        kindLabel.getStyleClass().add("example-" + e.kind().name().toLowerCase(java.util.Locale.ROOT));
        Label source = new Label(where);
        source.setWrapText(true);
        source.setMaxWidth(SIDE);
        source.setMinHeight(Region.USE_PREF_SIZE);
        source.getStyleClass().add(Styles.QUIET);
        VBox card = new VBox(3, frame, maker == null ? kindLabel : change(e, maker));
        card.getStyleClass().add("example");
        card.setMaxWidth(SIDE);
        if (maker == null) {
            Label caption = new Label(e.caption());
            caption.setWrapText(true);
            caption.setMaxWidth(SIDE);
            caption.setMinHeight(Region.USE_PREF_SIZE);
            if (!e.caption().isEmpty()) {
                card.getChildren().add(caption);
            }
        }
        card.getChildren().add(source);
        return card;
    }

    /// What it shows, in words of one's own, and away with it.
    private VBox change(Example e, ExampleMaker changes) {
        Button kind = new Button(TEXTS.get("example." + e.kind()));
        kind.setAccessibleText(TEXTS.get("example.kind", kind.getText()));
        kind.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(kind, javafx.scene.layout.Priority.ALWAYS);
        kind.setOnAction(_ -> {
            Example.Kind next = Example.Kind.values()[(e.kind().ordinal() + 1) % Example.Kind.values().length];
            replace(
                    changes,
                    e,
                    new Example(e.sha256(), e.width(), e.height(), next, e.caption(), e.media(), e.frame()));
        });
        Button remove =
                Rows.quiet(new Button(), Icon.DELETE, TEXTS.get("example.remove"), () -> replace(changes, e, null));
        remove.setFocusTraversable(true);
        TextField caption = new TextField(e.caption());
        caption.setPromptText(TEXTS.get("example.caption"));
        caption.setAccessibleText(TEXTS.get("example.caption"));
        caption.setMaxWidth(SIDE);
        Runnable write = () -> {
            String words = caption.getText().strip();
            if (!words.equals(e.caption())) {
                replace(
                        changes,
                        e,
                        new Example(e.sha256(), e.width(), e.height(), e.kind(), words, e.media(), e.frame()));
            }
        };
        caption.setOnAction(_ -> write.run());
        caption.focusedProperty().addListener((_, _, focused) -> {
            if (!focused && caption.getScene() != null) {
                write.run();
            }
        });
        return new VBox(3, new HBox(3, kind, remove), caption);
    }

    private void replace(ExampleMaker changes, Example old, @Nullable Example next) {
        LabelClass now = of;
        if (now != null) {
            List<Example> all = new ArrayList<>(now.details().examples());
            int at = all.indexOf(old);
            if (at >= 0) {
                all.remove(at);
                if (next != null) {
                    all.add(at, next);
                }
                changes.set(now, all);
            }
        }
    }
}
