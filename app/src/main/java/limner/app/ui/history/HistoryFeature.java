package limner.app.ui.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.History;
import limner.model.session.Outcome;
import org.jspecify.annotations.Nullable;

/// Undo and redo with the names of what they take back, and the list of everything that was done.
public final class HistoryFeature {

    private static final Texts TEXTS = Texts.beside(HistoryFeature.class);
    private static final int MOST = 500;

    private final Workspace workspace;
    private final Sheets sheets;
    private final ListView<Row> list = new ListView<>();

    public HistoryFeature(Workspace workspace, Sheets sheets) {
        this.workspace = workspace;
        this.sheets = sheets;
        list.setId("history");
        list.setAccessibleText(TEXTS.get("history"));
        list.setCellFactory(_ -> Rows.cell(HistoryFeature::row));
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
        workspace.snapshot().addListener((_, _, _) -> {
            if (list.getScene() != null) {
                fill();
            }
        });
    }

    public void register(CommandRegistry registry) {
        registry.add(DeskCommand.of("edit.undo", CommandGroup.EDIT, TEXTS.get("undo"))
                .name(title("undo", History::nextUndo))
                .description(TEXTS.get("undo.tip"))
                .icon(Icon.UNDO)
                .keys("Shortcut+Z")
                .enabled(has(History::nextUndo))
                .action(() -> {
                    var _ = workspace.undo();
                }));
        registry.add(DeskCommand.of("edit.redo", CommandGroup.EDIT, TEXTS.get("redo"))
                .name(title("redo", History::nextRedo))
                .description(TEXTS.get("redo.tip"))
                .icon(Icon.REDO)
                .keys("Shortcut+Shift+Z", "Shortcut+Y")
                .enabled(has(History::nextRedo))
                .action(() -> {
                    var _ = workspace.redo();
                }));
        registry.add(DeskCommand.of("edit.history", CommandGroup.EDIT, TEXTS.get("history"))
                .description(TEXTS.get("history.tip"))
                .icon(Icon.HISTORY)
                .keys("Shortcut+H")
                .action(this::open));
    }

    private interface Pick {
        Optional<History.Step> of(History history);
    }

    private StringBinding title(String what, Pick pick) {
        return Bindings.createStringBinding(
                () -> pick.of(workspace.snapshot().get().history())
                        .map(s -> TEXTS.get(what + ".of", s.title()))
                        .orElse(TEXTS.get(what)),
                workspace.snapshot());
    }

    private BooleanBinding has(Pick pick) {
        return Bindings.createBooleanBinding(
                () -> pick.of(workspace.snapshot().get().history()).isPresent(), workspace.snapshot());
    }

    private record Row(String title, int undos, boolean undone) {}

    private static HBox row(Row row) {
        Label title = Rows.text(row.title());
        if (row.undone()) {
            title.getStyleClass().add(Styles.QUIET);
        }
        return Rows.of((row.undone() ? Icon.REDO : Icon.DONE).node(), title);
    }

    private void open() {
        fill();
        sheets.open(new Sheets.Sheet(TEXTS.get("history"), list, list));
    }

    private void fill() {
        History history = workspace.snapshot().get().history();
        List<Row> rows = new ArrayList<>();
        List<History.Step> undone = history.undone().stream().limit(MOST).toList();
        for (int i = undone.size() - 1; i >= 0; i--) {
            rows.add(new Row(undone.get(i).title(), -(i + 1), true));
        }
        List<History.Step> done = history.recent(MOST);
        for (int i = 0; i < done.size(); i++) {
            rows.add(new Row(done.get(i).title(), i, false));
        }
        if (!rows.equals(list.getItems())) {
            list.getItems().setAll(rows);
        }
    }

    /// Undoes everything that was done after the row, or redoes up to it.
    private void go(@Nullable Row row) {
        if (row != null) {
            walk(row.undos());
        }
    }

    private void walk(int steps) {
        if (steps == 0) {
            return;
        }
        var _ = (steps > 0 ? workspace.undo() : workspace.redo()).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Done) {
                walk(steps > 0 ? steps - 1 : steps + 1);
            }
        });
    }
}
