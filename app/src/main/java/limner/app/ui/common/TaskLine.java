package limner.app.ui.common;

import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Work that runs, in the place where it was asked for: what is done now, how far it is, and a button that cancels it.
/// Takes no room while nothing runs. JavaFX thread only.
public final class TaskLine extends VBox {

    private static final Texts TEXTS = Texts.beside(TaskLine.class);

    /// What is over sooner needs no progress, which would only make the page jump.
    private static final Duration SOON = Duration.millis(300);

    private final PauseTransition waiting = new PauseTransition(SOON);

    public TaskLine() {
        super(6);
        waiting.setOnFinished(_ -> Nodes.show(this, !getChildren().isEmpty()));
        Nodes.show(this, false);
    }

    /// Shows work that has begun at once, until [#clear()].
    ///
    /// @return the button that cancels it
    Node show(RunningTask task) {
        waiting.stop();
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(task.progress());
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        Label what = new Label();
        what.textProperty()
                .bind(Bindings.when(task.message().isEmpty()).then(task.name()).otherwise(task.message()));
        what.getStyleClass().add(Styles.QUIET);
        Button cancel = new Button(TEXTS.get("cancel"));
        cancel.setOnAction(_ -> {
            cancel.setDisable(true);
            task.cancel();
        });
        HBox line = new HBox(8, bar, cancel);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(what, line);
        Nodes.show(this, true);
        return cancel;
    }

    /// Shows work that is mostly quick only when it is not, until [#clear()] or other work is shown.
    public void showLate(RunningTask task) {
        if (task.isOver()) {
            return;
        }
        boolean shown = isVisible();
        show(task);
        if (!shown) {
            Nodes.show(this, false);
            waiting.playFromStart();
        }
    }

    /// The work is over.
    public void clear() {
        waiting.stop();
        getChildren().clear();
        Nodes.show(this, false);
    }
}
