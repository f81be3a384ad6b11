package limner.app.ui.restore;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import limner.app.ui.common.Form;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Places;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.TaskLine;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.ui.common.spoken.Spoken;
import limner.app.usecase.Projects;
import limner.app.usecase.RestoreProject;
import limner.app.usecase.RestoreProject.Count;
import limner.app.usecase.RestoreProject.History;
import limner.app.usecase.RestoreProject.Kind;
import limner.app.usecase.RestoreProject.Look;
import limner.app.usecase.RestoreProject.Moment;
import limner.app.usecase.RestoreProject.Place;
import limner.model.project.ProjectState;
import org.jspecify.annotations.Nullable;

/// Chooses a moment of the project or of a copy of it, shows what is different from now, and makes a file of it.
final class RestorePage {

    private static final Texts TEXTS = Texts.beside(RestorePage.class);

    private final Workspace workspace;
    private final RestoreProject restore;
    private final Tasks tasks;
    private final Path project;
    private final NewestTask reading;
    private final NewestTask looking;
    private final Form form;
    private final ComboBox<Path> source = new ComboBox<>();
    private final ListView<Moment> moments = new ListView<>();
    private final GridPane counts = new GridPane(14, 2);
    private final Label says = new Label();
    private final ListView<Place> frames = new ListView<>();
    private final Label framesTitle = new Label(TEXTS.get("frames"));
    private final Label more = new Label();
    private final TaskLine waiting = new TaskLine();
    private final Map<Long, Seen> looks = new HashMap<>();
    private Optional<Past> past = Optional.empty();
    private @Nullable ProjectState seenFrom;
    private String proposed = "";
    private final Label none = new Label();
    private final Button again = new Button(TEXTS.get("again"));
    private final TextField target = new TextField();
    private final Button start = new Button(TEXTS.get("restore"));

    /// What was found out about a moment.
    ///
    /// @param free a file that is not there yet
    private record Seen(Look look, Path free) {}

    RestorePage(Workspace workspace, RestoreProject restore, Tasks tasks, Places places, List<Path> copies) {
        this.workspace = workspace;
        this.restore = restore;
        this.tasks = tasks;
        project = workspace.session().file().toAbsolutePath().normalize();
        reading = new NewestTask(tasks);
        looking = new NewestTask(tasks);
        form = new Form(workspace.errors());
        source.setId("restore-source");
        source.getItems().setAll(copies);
        source.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Path file) {
                return file == null
                        ? ""
                        : file.equals(project) ? TEXTS.get("source.own") : String.valueOf(file.getFileName());
            }

            @Override
            public Path fromString(String text) {
                return project;
            }
        });
        source.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(source, Priority.ALWAYS);
        source.valueProperty().addListener((_, _, _) -> read());
        Button choose = new Button(TEXTS.get("choose"));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(_ -> places.file(TEXTS.get("source")).ifPresent(file -> {
            Path copy = file.toAbsolutePath().normalize();
            if (!source.getItems().contains(copy)) {
                source.getItems().add(copy);
            }
            source.setValue(copy);
        }));
        HBox from = new HBox(8, source, choose);
        from.setAlignment(Pos.CENTER_LEFT);
        moments.setId("restore-moments");
        moments.setAccessibleText(TEXTS.get("moments"));
        moments.setCellFactory(_ -> Rows.cell(this::row));
        moments.setPlaceholder(none);
        moments.setFixedCellSize(Rows.STACKED);
        moments.setMinHeight(4 * Rows.STACKED);
        moments.setPrefHeight(4 * Rows.STACKED);
        moments.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> look());
        moments.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && !start.isDisabled()) {
                start.fire();
                e.consume();
            }
        });
        counts.setId("restore-counts");
        says.setId("restore-says");
        says.setWrapText(true);
        frames.setId("restore-frames");
        frames.setAccessibleText(TEXTS.get("frames"));
        frames.setCellFactory(_ ->
                Rows.cell(place -> Rows.of(Rows.text(TEXTS.get("place", place.video(), place.frame())))));
        framesTitle.getStyleClass().add(Styles.QUIET);
        framesTitle.setLabelFor(frames);
        more.getStyleClass().add(Styles.QUIET);
        more.setWrapText(true);
        frames.setMinHeight(88);
        frames.setPrefHeight(88);
        frames.setOnMouseClicked(_ -> go());
        frames.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER) {
                go();
                e.consume();
            }
        });
        again.setId("restore-again");
        again.setOnAction(_ -> read());
        target.setId("restore-target");
        start.setId("restore-start");
        start.getStyleClass().add("accent");
        start.setDefaultButton(true);
        start.setOnAction(_ -> run());
        form.field(TEXTS.get("source"), from)
                .field(TEXTS.get("moments"), moments)
                .add(says)
                .add(again)
                .add(counts)
                .add(framesTitle)
                .add(frames)
                .add(more)
                .add(waiting)
                .field(TEXTS.get("target"), target)
                .button(start);
        clear("");
    }

    Sheets.Sheet sheet() {
        return new Sheets.Sheet(TEXTS.get("title"), form, moments);
    }

    /// Reads the moments of the project itself.
    void begin() {
        source.setValue(project);
    }

    private Node row(Moment m) {
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM)
                .withLocale(Locale.getDefault(Locale.Category.FORMAT))
                .withZone(ZoneId.systemDefault())
                .format(m.at());
        Spoken spoken = workspace.spoken();
        String happened = spoken.ofEvent(m.what());
        String what = m.where().isEmpty() ? happened : spoken.ofEvent(m.where()) + ": " + happened;
        // What was done has a line of its own, for it is long and is what people look for.
        return Rows.stacked(
                Rows.text(m.events() > 1 ? TEXTS.get("more", what, m.events() - 1) : what),
                new HBox(12, Rows.fixed(TEXTS.get("event", m.event()), Styles.QUIET), Rows.fixed(when, Styles.QUIET)));
    }

    private Path source() {
        return Objects.requireNonNullElse(source.getValue(), project);
    }

    private record Past(List<Moment> moments, History history) {}

    private void read() {
        past = Optional.empty();
        looks.clear();
        looking.forget();
        clear(TEXTS.get("reading"));
        none.setText("");
        moments.getItems().clear();
        Path from = source();
        var now = workspace.state();
        waiting.showLate(reading.io(
                TEXTS.get("reading"),
                progress -> new Past(
                        restore.moments(from, progress.part(0, 0.5)),
                        restore.history(from, now, progress.part(0.5, 1))),
                found -> {
                    past = Optional.of(found);
                    clear("");
                    none.setText(TEXTS.get("noMoments"));
                    moments.getItems().setAll(found.moments());
                    if (!found.moments().isEmpty()) {
                        moments.getSelectionModel().select(0);
                    }
                },
                failure -> {
                    failed(failure, "reading.cancelled");
                    Nodes.show(again, true);
                    Node focused =
                            form.getScene() == null ? null : form.getScene().getFocusOwner();
                    if (form.getScene() != null && (focused == null || isInside(focused, form))) {
                        again.requestFocus();
                    }
                }));
    }

    /// @param cancelled the key of what is said when it was cancelled
    private void failed(Throwable failure, String cancelled) {
        // So that the same moment can be chosen again.
        moments.getSelectionModel().clearSelection();
        clear(
                Tasks.cancelled(failure)
                        ? TEXTS.get(cancelled)
                        : workspace.errors().words(failure));
    }

    private void clear(String sentence) {
        waiting.clear();
        says.setText(sentence);
        counts.getChildren().clear();
        frames.getItems().clear();
        Nodes.show(says, !sentence.isEmpty());
        Nodes.show(counts, false);
        showFrames(false);
        Nodes.show(more, false);
        if (again.isFocused()) {
            moments.requestFocus();
        }
        Nodes.show(again, false);
        Form.enable(start, false, moments);
    }

    // Looking.

    /// What a moment differs in is found out once, as long as the project stays as it is.
    private void look() {
        @Nullable Moment moment = moments.getSelectionModel().getSelectedItem();
        looking.forget();
        if (moment == null || past.isEmpty()) {
            clear("");
            return;
        }
        var now = workspace.state();
        if (!now.equals(seenFrom)) {
            looks.clear();
            seenFrom = now;
        }
        @Nullable Seen known = looks.get(moment.event());
        if (known != null) {
            seen(known);
            return;
        }
        clear(TEXTS.get("looking"));
        History history = past.get().history();
        waiting.showLate(looking.io(
                TEXTS.get("looking"),
                progress -> new Seen(history.look(moment.event(), now, progress), free(moment.event())),
                seen -> {
                    looks.put(moment.event(), seen);
                    seen(seen);
                },
                failure -> failed(failure, "cancelled")));
    }

    private void seen(Seen seen) {
        show(seen.look());
        // What somebody wrote stays.
        if (target.getText().isBlank() || target.getText().equals(proposed)) {
            proposed = seen.free().toString();
            target.setText(proposed);
        }
        start.setDisable(false);
    }

    private void show(Look look) {
        clear(
                look.same()
                        ? TEXTS.get("same", look.event())
                        : TEXTS.get(
                                look.allPlaces() == 0 ? "differs.nowhere" : "differs", look.event(), look.allPlaces()));
        Nodes.show(counts, !look.same());
        int at = 0;
        for (Kind kind : Kind.values()) {
            Count c = look.of(kind);
            if (!c.none()) {
                if (at == 0) {
                    counts.add(number(TEXTS.get("count.gone"), Styles.QUIET), 1, 0);
                    counts.add(number(TEXTS.get("count.back"), Styles.QUIET), 2, 0);
                    counts.add(number(TEXTS.get("count.other"), Styles.QUIET), 3, 0);
                }
                at++;
                counts.add(new Label(TEXTS.get("kind." + kind)), 0, at);
                counts.add(number(TEXTS.get("number", c.gone())), 1, at);
                counts.add(number(TEXTS.get("number", c.back())), 2, at);
                counts.add(number(TEXTS.get("number", c.other())), 3, at);
            }
        }
        frames.getItems().setAll(look.places());
        showFrames(!look.places().isEmpty());
        int others = look.allPlaces() - look.places().size();
        more.setText(TEXTS.get("frames.more", others));
        Nodes.show(more, others > 0);
    }

    private void showFrames(boolean shown) {
        Nodes.show(framesTitle, shown);
        Nodes.show(frames, shown);
    }

    private static Label number(String words, String... styles) {
        Label label = Rows.fixed(words, styles);
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }

    /// Shows on the canvas how the frame is now.
    private void go() {
        @Nullable Place place = frames.getSelectionModel().getSelectedItem();
        if (place != null && workspace.state().media(place.media()).isPresent()) {
            workspace.open(place.media());
            workspace.goTo(place.frame());
        }
    }

    // Restoring.

    private Path free(long event) {
        String name = String.valueOf(project.getFileName());
        String stem =
                name.endsWith(Projects.ENDING) ? name.substring(0, name.length() - Projects.ENDING.length()) : name;
        Path candidate = project.resolveSibling(TEXTS.get("file", stem, event));
        for (int n = 2; Files.exists(candidate); n++) {
            candidate = project.resolveSibling(TEXTS.get("file.next", stem, event, n));
        }
        return candidate;
    }

    private void run() {
        @Nullable Moment moment = moments.getSelectionModel().getSelectedItem();
        if (moment == null || target.getText().isBlank()) {
            form.complain(TEXTS.get("needsFile"));
            return;
        }
        Path to;
        try {
            to = project.resolveSibling(target.getText().strip());
        } catch (InvalidPathException e) {
            form.complain(TEXTS.get("badFile"));
            return;
        }
        Path from = source();
        form.runs(tasks.io(
                TEXTS.get("title"),
                progress -> restore.restore(from, moment.event(), to, progress),
                made -> {
                    source.getItems().add(made);
                    form.done(TEXTS.get("restored", moment.event(), made));
                },
                failure -> form.failed(failure, TEXTS.get("stopped"))));
    }

    private static boolean isInside(Node node, Node around) {
        Node at = node;
        while (at != null && at != around) {
            at = at.getParent();
        }
        return at == around;
    }
}
