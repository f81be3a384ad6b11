package limner.app.ui.shell;

import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Notice;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;

/// Sentences at the lower edge of the canvas. What only informs goes by itself.
public final class NoticesView extends VBox {

    private static final Texts TEXTS = Texts.beside(NoticesView.class);
    private static final Duration STAY = Duration.seconds(6);
    private static final double WIDTH = 560;

    private final ErrorPresenter errors;
    private final ListChangeListener<Notice> follow = _ -> refresh();
    private final Map<Notice, Node> nodes = new HashMap<>();

    public NoticesView(ErrorPresenter errors) {
        super(6);
        this.errors = errors;
        setAlignment(Pos.BOTTOM_CENTER);
        setPickOnBounds(false);
        setFillWidth(false);
        getStyleClass().add("notices");
        // The notices outlive this view, which goes with its project.
        errors.notices().addListener(new WeakListChangeListener<>(follow));
        refresh();
    }

    private void refresh() {
        nodes.keySet().retainAll(errors.notices());
        getChildren()
                .setAll(errors.notices().stream()
                        .map(n -> nodes.computeIfAbsent(n, this::node))
                        .toList());
    }

    private Node node(Notice notice) {
        Label text = new Label(notice.sentence());
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox box = new HBox(10);
        box.getStyleClass().add(Styles.NOTICE);
        box.setMaxWidth(WIDTH);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setAccessibleRole(AccessibleRole.TEXT);
        box.setAccessibleText(notice.sentence());
        boolean problem = notice.kind() == Notice.Kind.PROBLEM;
        box.getChildren().addAll((problem ? Icon.WARNING : Icon.INFO).node(), text);
        for (Notice.Action a : notice.actions()) {
            Button button = new Button(a.name());
            button.setMnemonicParsing(false);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> {
                errors.dismiss(notice);
                a.run().run();
            });
            box.getChildren().add(button);
        }
        if (!notice.code().isEmpty()) {
            Button copy = new Button(TEXTS.get("copyCode", notice.code()), Icon.COPY.node());
            copy.setMinWidth(Region.USE_PREF_SIZE);
            copy.setOnAction(_ -> {
                ClipboardContent content = new ClipboardContent();
                content.putString(notice.code());
                Clipboard.getSystemClipboard().setContent(content);
            });
            box.getChildren().add(copy);
        }
        if (problem) {
            box.getStyleClass().add(Styles.ERROR);
            Button dismiss = Rows.quiet(new Button(), Icon.CLOSE, TEXTS.get("dismiss"), () -> errors.dismiss(notice));
            dismiss.setFocusTraversable(true);
            box.getChildren().add(dismiss);
        } else {
            PauseTransition stay = new PauseTransition(STAY);
            stay.setOnFinished(_ -> {
                // The same may have been said again since; that one has a time of its own.
                if (box.equals(nodes.get(notice))) {
                    errors.dismiss(notice);
                }
            });
            stay.play();
        }
        return box;
    }
}
