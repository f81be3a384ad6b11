package limner.app.ui.shell;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Rows;
import limner.app.ui.common.RunningTask;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.session.Snapshot;

/// One line at the bottom: what the tool understands, where the pointer is, what decodes, what is on the disk, what
/// runs.
final class StatusBar extends HBox {
    private static final Texts TEXTS = Texts.beside(StatusBar.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    /// How wide the words of a task may be: the names of files have no end.
    private static final double LONGEST_TASK = 320;

    private final HBox running = new HBox(6);
    /// What gives way where the line is too short, the first one first.
    private final List<Node> dispensable;

    private final Tasks tasks;

    StatusBar(
            Workspace workspace,
            Tasks tasks,
            ObservableStringValue hint,
            ObservableStringValue pixel,
            ObservableStringValue value,
            ObservableStringValue zoom) {
        super(14);
        this.tasks = tasks;
        getStyleClass().add(Styles.STATUS_BAR);
        setAlignment(Pos.CENTER_LEFT);
        Label decoder = Rows.fixed("");
        decoder.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> workspace
                                .feed()
                                .get()
                                .map(feed -> source(feed, workspace))
                                .orElse("–"),
                        workspace.feed(),
                        workspace.shown()));
        decoder.setTooltip(new Tooltip(TEXTS.get("decoder")));
        Label saved = Rows.fixed("");
        saved.setId("saved");
        saved.textProperty()
                .bind(Bindings.createStringBinding(() -> saved(workspace), workspace.snapshot(), workspace.waiting()));
        saved.setTooltip(new Tooltip(TEXTS.get("saved.tip")));
        running.setAlignment(Pos.CENTER_LEFT);
        Node pixels = fixed(TEXTS.get("pixel"), pixel, 116);
        Node values = fixed(TEXTS.get("value"), value, 150);
        Node zooms = fixed(TEXTS.get("zoom"), zoom, 92);
        dispensable = List.of(values, decoder, zooms, pixels);
        getChildren().addAll(new Hints(hint), running, pixels, values, zooms, decoder, saved);
        tasks.running().addListener((ListChangeListener<RunningTask>) _ -> refresh());
        refresh();
    }

    @Override
    protected void layoutChildren() {
        double room = getWidth() - snappedLeftInset() - snappedRightInset() + getSpacing();
        double wanted = getChildren().stream().mapToDouble(this::widthOf).sum();
        for (Node each : dispensable) {
            boolean stays = wanted <= room;
            if (!stays) {
                wanted -= widthOf(each);
            }
            each.setVisible(stays);
            each.setManaged(stays);
        }
        super.layoutChildren();
    }

    private double widthOf(Node each) {
        return snapSizeX(Math.max(each.minWidth(-1), each.prefWidth(-1))) + getSpacing();
    }

    /// What decodes; for a sequence of pictures, also the file of the one that is shown.
    private static String source(FrameFeed feed, Workspace workspace) {
        return workspace
                .shown()
                .get()
                .flatMap(shown -> feed.name(shown.frame()))
                .map(name -> feed.decoder() + " · " + name)
                .orElseGet(feed::decoder);
    }

    private static String saved(Workspace workspace) {
        if (!workspace.writable()) {
            return TEXTS.get("readOnly");
        }
        if (workspace.waiting().get() > 0) {
            return TEXTS.get("saving");
        }
        Snapshot now = workspace.snapshot().get();
        return TEXTS.get("saved", TIME.format(now.savedAt()), Long.toString(now.lastEvent()));
    }

    private static HBox fixed(String name, ObservableStringValue value, double width) {
        Label text = Rows.fixed("");
        text.textProperty().bind(value);
        HBox box = new HBox(4, Rows.fixed(name), text);
        box.setMinWidth(width);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    /// The oldest task with its progress, and how many more there are.
    private void refresh() {
        running.getChildren().clear();
        if (tasks.running().isEmpty()) {
            return;
        }
        RunningTask task = tasks.running().getFirst();
        Label name = new Label() {
            @Override
            protected double computeMinWidth(double height) {
                return Math.min(LONGEST_TASK, computePrefWidth(height));
            }
        };
        name.setMaxWidth(LONGEST_TASK);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.tooltipProperty().bind(name.textProperty().map(Tooltip::new));
        name.textProperty()
                .bind(Bindings.when(task.message().isEmpty()).then(task.name()).otherwise(task.message()));
        ProgressBar bar = new ProgressBar();
        bar.setPrefWidth(90);
        bar.setMinWidth(60);
        bar.progressProperty().bind(task.progress());
        Button cancel = Rows.quiet(new Button(), Icon.CANCEL, TEXTS.get("cancel", task.name()), task::cancel);
        cancel.setFocusTraversable(true);
        running.getChildren().addAll(name, bar, cancel);
        int more = tasks.running().size() - 1;
        if (more > 0) {
            Label count = Rows.fixed(TEXTS.get("more", more));
            count.setMinWidth(Region.USE_PREF_SIZE);
            running.getChildren().add(count);
        }
    }
}
