package limner.app.ui.history;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Proposal;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Footprint;
import limner.model.command.History;
import limner.model.command.Scope;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.media.Media;
import org.jspecify.annotations.Nullable;

/// Undo and redo with the names of what they take back, and the list of everything that was done: in the project, on
/// this frame or to one object.
public final class HistoryFeature {

    private static final Texts TEXTS = Texts.beside(HistoryFeature.class);
    private static final int MOST = 500;

    private final Workspace workspace;
    private final Sheets sheets;
    private final NewestTask reading;
    private final NewestTask looking;
    private final ListView<Row> list = new ListView<>();
    private final ComboBox<Range> range = new ComboBox<>();
    private final Label detail = new Label();
    private final Button only = new Button(TEXTS.get("only"));
    private final Button back = new Button(TEXTS.get("back"));
    private final VBox page;

    /// Whose changes are listed.
    private enum Range {
        PROJECT,
        FRAME,
        OBJECT
    }

    public HistoryFeature(Workspace workspace, Tasks tasks, Sheets sheets) {
        this.workspace = workspace;
        this.sheets = sheets;
        this.reading = new NewestTask(tasks);
        this.looking = new NewestTask(tasks);
        list.setId("history");
        list.setAccessibleText(TEXTS.get("history"));
        list.setCellFactory(_ -> Rows.cell(this::row));
        Label empty = new Label(TEXTS.get("history.empty"));
        empty.setWrapText(true);
        list.setPlaceholder(empty);
        list.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                go(list.getSelectionModel().getSelectedItem());
            }
        });
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                go(list.getSelectionModel().getSelectedItem());
                e.consume();
            }
        });
        list.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> look(row));
        VBox.setVgrow(list, Priority.ALWAYS);
        range.setId("history-range");
        range.setAccessibleText(TEXTS.get("history.scope"));
        range.getItems().setAll(Range.values());
        range.setValue(Range.PROJECT);
        range.setMaxWidth(Double.MAX_VALUE);
        range.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Range value) {
                return value == null ? "" : TEXTS.get("scope." + value);
            }

            @Override
            public Range fromString(String text) {
                return Range.PROJECT;
            }
        });
        detail.setId("history-detail");
        detail.setWrapText(true);
        detail.setMinHeight(Region.USE_PREF_SIZE);
        only.setId("history-only");
        only.setOnAction(_ -> takeBack(list.getSelectionModel().getSelectedItem()));
        back.setId("history-back");
        back.setOnAction(_ -> go(list.getSelectionModel().getSelectedItem()));
        this.page = new VBox(8, range, list, detail, new FlowPane(8, 6, only, back));
        page.getStyleClass().add("form");
        range.valueProperty().addListener((_, _, _) -> fill());
        workspace.snapshot().addListener((_, _, _) -> follow());
        workspace.selection().addListener((_, _, _) -> followScope(Range.OBJECT));
        workspace.shown().addListener((_, _, _) -> followScope(Range.FRAME));
        list.sceneProperty().addListener((_, _, scene) -> {
            if (scene == null) {
                looking.forget();
                workspace.proposal().set(Optional.empty());
            }
        });
        look(null);
    }

    private void follow() {
        if (list.getScene() != null) {
            fill();
        }
    }

    private void followScope(Range of) {
        if (list.getScene() != null
                && range.getValue() == of
                && list.getSelectionModel().isEmpty()) {
            fill();
        }
    }

    public void register(CommandRegistry registry) {
        registry.add(DeskCommand.of("edit.undo", CommandGroup.EDIT, TEXTS.get("undo"))
                .name(title("undo", History::nextUndo))
                .description(TEXTS.get("undo.tip"))
                .icon(Icon.UNDO)
                .keys("Shortcut+Z")
                .enabled(has(History::nextUndo))
                .action(() -> undo(new Scope.Project())));
        registry.add(DeskCommand.of("edit.redo", CommandGroup.EDIT, TEXTS.get("redo"))
                .name(title("redo", History::nextRedo))
                .description(TEXTS.get("redo.tip"))
                .icon(Icon.REDO)
                .keys("Shortcut+Shift+Z", "Shortcut+Y")
                .enabled(has(History::nextRedo))
                .action(() -> {
                    var _ = workspace.redo();
                }));
        registry.add(DeskCommand.of("edit.undo.object", CommandGroup.EDIT, TEXTS.get("undo.object"))
                .description(TEXTS.get("undo.object.tip"))
                .icon(Icon.UNDO)
                .keys("Shortcut+Alt+Z")
                .enabled(Bindings.createBooleanBinding(
                        () -> ofObject().isPresent(), workspace.selection(), workspace.snapshot()))
                .action(() -> ofObject().ifPresent(this::undo)));
        registry.add(DeskCommand.of("edit.undo.frame", CommandGroup.EDIT, TEXTS.get("undo.frame"))
                .description(TEXTS.get("undo.frame.tip"))
                .icon(Icon.UNDO)
                .keys("Shortcut+Alt+Shift+Z")
                .enabled(Bindings.createBooleanBinding(() -> ofFrame().isPresent(), workspace.shown()))
                .action(() -> ofFrame().ifPresent(this::undo)));
        registry.add(DeskCommand.of("edit.history", CommandGroup.EDIT, TEXTS.get("history"))
                .description(TEXTS.get("history.tip"))
                .icon(Icon.HISTORY)
                .keys("Shortcut+H")
                .action(this::open));
    }

    private Optional<Scope> ofObject() {
        return workspace.selection().get().label().map(Scope.OfLabel::new);
    }

    private Optional<Scope> ofFrame() {
        Optional<ShownFrame> shown = workspace.shown().get();
        return shown.map(s -> new Scope.OfFrame(s.media(), s.frame()));
    }

    private void undo(Scope scope) {
        var _ = workspace.undo(scope);
    }

    private interface Pick {
        Optional<History.Step> of(History history);
    }

    private StringBinding title(String what, Pick pick) {
        return Bindings.createStringBinding(
                () -> pick.of(workspace.snapshot().get().history())
                        .map(s -> TEXTS.get(what + ".of", workspace.spoken().of(s.title())))
                        .orElse(TEXTS.get(what)),
                workspace.snapshot());
    }

    private BooleanBinding has(Pick pick) {
        return Bindings.createBooleanBinding(
                () -> pick.of(workspace.snapshot().get().history()).isPresent(), workspace.snapshot());
    }

    private record Row(long change, String title, int undos, boolean undone) {}

    private HBox row(Row row) {
        Label title = Rows.text(workspace.spoken().of(row.title()));
        if (row.undone()) {
            title.getStyleClass().add(Styles.QUIET);
        }
        return Rows.of((row.undone() ? Icon.REDO : Icon.DONE).node(), title);
    }

    private void open() {
        range.setValue(Range.PROJECT);
        list.getSelectionModel().clearSelection();
        fill();
        sheets.open(new Sheets.Sheet(TEXTS.get("history"), page, list));
    }

    private void fill() {
        Optional<Scope> scope = switch (range.getValue()) {
            case PROJECT -> Optional.empty();
            case FRAME -> ofFrame();
            case OBJECT -> ofObject();
        };
        reading.forget();
        if (range.getValue() == Range.PROJECT) {
            show(all());
        } else if (scope.isEmpty()) {
            show(List.of());
        } else {
            Scope of = scope.get();
            reading.io(
                    TEXTS.get("reading"),
                    _ -> workspace.session().steps(of, MOST),
                    steps -> show(rows(steps)),
                    failure -> workspace.errors().failed(failure, ""));
        }
    }

    private List<Row> all() {
        History history = workspace.snapshot().get().history();
        List<Row> rows = new ArrayList<>();
        List<History.Step> undone = history.undone().stream().limit(MOST).toList();
        for (int i = undone.size() - 1; i >= 0; i--) {
            rows.add(new Row(undone.get(i).change(), undone.get(i).title(), -(i + 1), true));
        }
        rows.addAll(rows(history.recent(MOST)));
        return rows;
    }

    /// How many steps back each of them lies is counted in the whole history.
    private List<Row> rows(List<History.Step> steps) {
        Map<Long, Integer> places = new LinkedHashMap<>();
        int place = 0;
        for (History.Step s : workspace.snapshot().get().history().done()) {
            places.put(s.change(), place++);
        }
        return steps.stream()
                .filter(s -> places.containsKey(s.change()))
                .map(s -> new Row(s.change(), s.title(), places.getOrDefault(s.change(), 0), false))
                .toList();
    }

    private void show(List<Row> rows) {
        if (!rows.equals(list.getItems())) {
            list.getItems().setAll(rows);
        }
    }

    // What one of them was.

    private void look(@Nullable Row row) {
        looking.forget();
        workspace.proposal().set(Optional.empty());
        detail.setText("");
        only.setDisable(row == null || row.undone());
        back.setDisable(row == null);
        if (row != null) {
            looking.io(
                    TEXTS.get("reading"),
                    _ -> workspace.session().eventsOf(row.change()),
                    recorded -> tell(row, recorded),
                    failure -> workspace.errors().failed(failure, ""));
        }
    }

    /// Goes to where it was, and shows the shapes as they were then.
    private void tell(Row row, List<Recorded> recorded) {
        detail.setText(TEXTS.get("detail", workspace.spoken().of(row.title()), when(recorded)));
        List<LabelEvent> events = recorded.stream().map(Recorded::event).toList();
        Footprint place = Footprint.of(events, workspace.state());
        Optional<MediaId> elsewhere = place.media()
                .filter(m -> workspace.mediaId().get().filter(m::equals).isEmpty());
        if (elsewhere.isPresent() && !workspace.openEvents().isEmpty()) {
            // To look at another video closes what is being coded here: that is nobody's wish who reads a list.
            String video =
                    workspace.state().media(elsewhere.get()).map(Media::name).orElse("");
            detail.setText(detail.getText() + "\n" + TEXTS.get("detail.elsewhere", video));
            return;
        }
        workspace.lookAt(place);
        List<LabelId> there = place.labels().stream()
                .filter(id -> workspace.labels().label(id).isPresent())
                .toList();
        if (!there.isEmpty()) {
            workspace.selection().set(Selection.of(Set.copyOf(there)));
        }
        place.first().ifPresent(frame -> {
            Map<LabelId, Shape> shapes = new LinkedHashMap<>();
            for (LabelEvent e : events) {
                switch (e) {
                    case LabelEvent.KeyframeAdded k
                    when k.frame() == frame ->
                        shapes.put(k.label(), k.keyframe().shape());
                    case LabelEvent.KeyframeChanged k
                    when k.frame() == frame -> shapes.put(k.label(), k.after().shape());
                    case LabelEvent _ -> {
                        // Nothing that has a form of its own here.
                    }
                }
            }
            if (!shapes.isEmpty()) {
                workspace.proposal().set(Optional.of(new Proposal(frame, shapes)));
            }
        });
    }

    private static String when(List<Recorded> recorded) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withZone(ZoneId.systemDefault())
                .format(recorded.getFirst().stamp().at());
    }

    private void takeBack(@Nullable Row row) {
        if (row != null) {
            list.getSelectionModel().clearSelection();
            undo(new Scope.OfChange(row.change()));
        }
    }

    /// Undoes everything that was done after the row, or redoes up to it.
    private void go(@Nullable Row row) {
        if (row != null) {
            list.getSelectionModel().clearSelection();
            walk(row.undos());
        }
    }

    private void walk(int steps) {
        if (steps != 0) {
            var _ = workspace.walk(steps);
        }
    }
}
