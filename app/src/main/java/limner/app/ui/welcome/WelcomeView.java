package limner.app.ui.welcome;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Rows;
import limner.app.ui.common.RunningTask;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.usecase.RecentProject;

/// What people see who have no project open: open videos, open a project, try the sample; and what they had open
/// before.
public final class WelcomeView extends StackPane {

    private static final Texts TEXTS = Texts.beside(WelcomeView.class);
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofLocalizedDateTime(
                    FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withZone(ZoneId.systemDefault());
    private static final int MOST = 6;
    private static final int LONGEST_NAME = 40;
    private static final double DOOR_HEIGHT = 150;

    private final Doors doors;
    private final VBox recent = new VBox(2);
    private final VBox working = new VBox(6);
    private final HBox doorRow = new HBox(12);

    /// What the doors lead to.
    public interface Doors {
        void openVideos();

        void openProject();

        void openSample();

        void open(Path project);

        void forget(Path project);
    }

    /// @param tasks what is done before a project is there
    /// @param busy whether a project is being opened or closed; until then the doors wait, and progress with cancel
    ///     stands below them
    public WelcomeView(Doors doors, Tasks tasks, ObservableBooleanValue busy) {
        this.doors = doors;
        getStyleClass().add(Styles.WELCOME);
        Label title = new Label("Limner");
        title.getStyleClass().add("welcome-title");
        Label line = new Label(TEXTS.get("line"));
        line.getStyleClass().add(Styles.QUIET);
        line.setWrapText(true);
        doorRow.getChildren()
                .addAll(
                        door("videos", Icon.ADD_VIDEO, doors::openVideos),
                        door("project", Icon.PROJECT, doors::openProject),
                        door("sample", Icon.SAMPLE, doors::openSample));
        Label hint = new Label(TEXTS.get("drop"));
        hint.getStyleClass().add(Styles.QUIET);
        VBox column = new VBox(18, new VBox(4, title, line), doorRow, hint, working, recent);
        column.setMaxWidth(720);
        column.setMaxHeight(Region.USE_PREF_SIZE);
        column.setAlignment(Pos.CENTER_LEFT);
        StackPane.setAlignment(column, Pos.CENTER);
        getChildren().add(column);
        doorRow.disableProperty().bind(busy);
        recent.disableProperty().bind(busy);
        working.visibleProperty().bind(busy);
        busy.addListener((_, _, now) -> {
            if (!now && getScene() != null && getScene().getFocusOwner() == null) {
                doorRow.getChildren().getFirst().requestFocus();
            }
        });
        tasks.running().addListener((ListChangeListener<RunningTask>) _ -> showWork(tasks));
        showWork(tasks);
    }

    private static Button door(String name, Icon icon, Runnable action) {
        Label title = new Label(TEXTS.get(name));
        title.getStyleClass().add(Styles.STRONG);
        Label about = new Label(TEXTS.get(name + ".about"));
        about.setWrapText(true);
        about.getStyleClass().add(Styles.QUIET);
        VBox content = new VBox(8, icon.node(), title, about);
        content.setAlignment(Pos.TOP_LEFT);
        Button door = new Button();
        door.setGraphic(content);
        door.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        door.setAccessibleText(TEXTS.get(name) + ". " + TEXTS.get(name + ".about"));
        door.getStyleClass().add(Styles.DOOR);
        door.setId("door-" + name);
        door.setOnAction(_ -> action.run());
        door.setMaxWidth(Double.MAX_VALUE);
        door.setPrefSize(230, DOOR_HEIGHT);
        door.setMinHeight(DOOR_HEIGHT);
        door.setMaxHeight(DOOR_HEIGHT);
        content.setPrefWidth(196);
        HBox.setHgrow(door, Priority.ALWAYS);
        return door;
    }

    /// Lists what was open before.
    public void recent(List<RecentProject> projects) {
        recent.getChildren().clear();
        if (projects.isEmpty()) {
            return;
        }
        Label name = new Label(TEXTS.get("recent"));
        name.getStyleClass().add(Styles.STRONG);
        recent.getChildren().add(name);
        for (RecentProject p : projects.subList(0, Math.min(MOST, projects.size()))) {
            recent.getChildren().add(row(p));
        }
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    private Node row(RecentProject p) {
        Hyperlink link = new Hyperlink(shortened(p.name()));
        link.setMnemonicParsing(false);
        link.setTooltip(new Tooltip(p.name()));
        link.setOnAction(_ -> doors.open(p.file()));
        link.setMinWidth(Region.USE_PREF_SIZE);
        Label where = Rows.text(String.valueOf(p.file().getParent()));
        where.getStyleClass().add(Styles.QUIET);
        Button forget =
                Rows.quiet(new Button(), Icon.CLOSE, TEXTS.get("forget", p.name()), () -> doors.forget(p.file()));
        forget.setFocusTraversable(true);
        HBox row = Rows.of(link, where, Rows.fixed(WHEN.format(p.openedAt()), Styles.QUIET), forget);
        row.setPrefWidth(Region.USE_COMPUTED_SIZE);
        return row;
    }

    private void showWork(Tasks tasks) {
        working.getChildren().clear();
        for (RunningTask task : tasks.running()) {
            Label what = new Label();
            what.textProperty()
                    .bind(Bindings.when(task.message().isEmpty())
                            .then(task.name())
                            .otherwise(task.message()));
            ProgressBar bar = new ProgressBar();
            bar.progressProperty().bind(task.progress());
            bar.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(bar, Priority.ALWAYS);
            Button cancel = new Button(TEXTS.get("cancel"));
            cancel.setOnAction(_ -> task.cancel());
            HBox line = new HBox(10, bar, cancel);
            line.setAlignment(Pos.CENTER_LEFT);
            working.getChildren().addAll(what, line);
        }
    }
}
