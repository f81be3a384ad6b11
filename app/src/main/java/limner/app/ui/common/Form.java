package limner.app.ui.common;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The content of a sheet: named fields one below the other, a line for what is wrong or what came of it, buttons, and
/// in their place progress with cancel while work runs. What came of work whose form was put away is said as a notice.
public final class Form extends VBox {

    private final ErrorPresenter errors;
    private final Label message = new Label();
    private final VBox fields = new VBox(10);
    private final HBox buttons = new HBox(8);
    private final TaskLine running = new TaskLine();

    public Form(ErrorPresenter errors) {
        super(14);
        this.errors = errors;
        getStyleClass().add("form");
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        buttons.setAlignment(Pos.CENTER_LEFT);
        Nodes.show(message, false);
        getChildren().addAll(fields, message, buttons, running);
    }

    /// A field with its name above it.
    public Form field(String name, Node field) {
        fields.getChildren().add(labelled(name, field));
        return this;
    }

    /// The same as a node of its own, for a part of a form that comes and goes.
    public static Node labelled(String name, Node field) {
        Label label = new Label(name);
        label.getStyleClass().add(Styles.QUIET);
        label.setLabelFor(field);
        name(field, name);
        if (field instanceof Region r) {
            r.setMaxWidth(Double.MAX_VALUE);
        }
        return new VBox(3, label, field);
    }

    /// Who hears the form hears the name at the control itself; what has words of its own keeps them.
    private static void name(Node field, String name) {
        if (field instanceof Labeled) {
            return;
        }
        if (field instanceof Control control) {
            if (control.getAccessibleText() == null) {
                control.setAccessibleText(name);
            }
        } else if (field instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> name(child, name));
        }
    }

    /// Anything else between the fields. Sentences are never cut: the form scrolls instead.
    public Form add(Node node) {
        if (node instanceof Label text && text.isWrapText()) {
            text.setMinHeight(Region.USE_PREF_SIZE);
        }
        fields.getChildren().add(node);
        return this;
    }

    /// Says whether a button can be pressed. When it has the keyboard and can not any more, the keyboard goes to
    /// another
    /// node of the form instead of wandering to some field that takes Ctrl+Z for itself.
    public static void enable(Button button, boolean can, Node otherwise) {
        if (!can && button.isFocused()) {
            otherwise.requestFocus();
        }
        button.setDisable(!can);
    }

    public Form button(Button button) {
        buttons.getChildren().add(button);
        return this;
    }

    /// Looks again whenever one of these changes, as long as the form is on the screen.
    public void follow(Runnable look, List<? extends ObservableValue<?>> what) {
        ChangeListener<Object> changed = (_, _, _) -> look.run();
        sceneProperty().addListener((_, _, scene) -> {
            for (ObservableValue<?> each : what) {
                if (scene != null) {
                    each.addListener(changed);
                } else {
                    each.removeListener(changed);
                }
            }
        });
    }

    public void say(String sentence) {
        message.getStyleClass().remove(Styles.ERROR);
        message.setText(sentence);
        Nodes.show(message, !sentence.isEmpty());
    }

    public void complain(String sentence) {
        say(sentence);
        message.getStyleClass().add(Styles.ERROR);
    }

    /// The work is done, and this came of it.
    public void done(String sentence) {
        idle();
        if (getScene() == null) {
            errors.info(sentence);
        } else {
            say(sentence);
        }
    }

    /// The work is done, and what came of it is not as it should be.
    public void wrong(String sentence) {
        idle();
        if (getScene() == null) {
            errors.problem(sentence);
        } else {
            complain(sentence);
        }
    }

    /// The work failed, or was cancelled.
    ///
    /// @param stopped what is said when it was cancelled
    public void failed(Throwable failure, String stopped) {
        if (Tasks.cancelled(failure)) {
            done(stopped);
            return;
        }
        idle();
        if (getScene() == null) {
            errors.failed(failure, "");
        } else {
            complain(errors.words(failure));
        }
    }

    /// Shows progress and cancel in place of the buttons until the work is [#done] or has [#failed].
    public void runs(RunningTask task) {
        if (task.isOver()) {
            return;
        }
        say("");
        Node cancel = running.show(task);
        fields.setDisable(true);
        Nodes.show(buttons, false);
        cancel.requestFocus();
    }

    private void idle() {
        fields.setDisable(false);
        boolean here = running.getChildrenUnmodifiable().stream().anyMatch(Node::isFocusWithin);
        Nodes.show(buttons, true);
        if (here) {
            // The keyboard stays in the form instead of wandering off when its button goes.
            buttons.getChildren().stream().findFirst().ifPresent(Node::requestFocus);
        }
        running.clear();
    }
}
