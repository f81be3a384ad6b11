package limner.app.ui.suggestions;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.paint.Color;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Icon;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Section;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.id.SuggestionId;
import limner.model.suggestion.Suggestion;

/// The list of open suggestions, best first, each with its three verdicts.
public final class SuggestionsFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(SuggestionsFeature.class);

    private final Workspace workspace;
    private final SuggestionsViewModel model;
    private final SuggestionGallery gallery;
    private final ListView<Row> list = new ListView<>();
    private final Section section = new Section(TEXTS.get("suggestions"), list);
    private final Label empty = new Label();
    private boolean following;

    /// @param making a thread that may be kept waiting by the decoder
    public SuggestionsFeature(Workspace workspace, Tasks tasks, Sheets sheets, Executor ui, Executor making) {
        this.workspace = workspace;
        this.model = new SuggestionsViewModel(workspace);
        this.gallery = new SuggestionGallery(workspace, model, tasks, sheets, ui, making);
        list.setId("suggestions");
        list.setAccessibleText(TEXTS.get("suggestions"));
        list.setCellFactory(_ -> Rows.cell(this::row));
        empty.setWrapText(true);
        empty.getStyleClass().add(Styles.QUIET);
        list.setPlaceholder(empty);
        list.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (!following && row != null) {
                workspace.selection().set(new Selection.OfSuggestion(row.id()));
            }
        });
        workspace.snapshot().addListener((_, _, _) -> refresh());
        workspace.shown().addListener((_, _, _) -> refresh());
        workspace.playing().addListener((_, _, _) -> refresh());
        workspace.selection().addListener((_, _, _) -> follow());
        refresh();
    }

    private record Row(SuggestionId id, String name, String score, int rgb) {}

    @Override
    public Slot slot() {
        return Slot.SIDE;
    }

    @Override
    public Node view() {
        return section;
    }

    @Override
    public void register(CommandRegistry registry) {
        BooleanBinding open =
                Bindings.createBooleanBinding(() -> !model.open().isEmpty(), workspace.snapshot(), workspace.shown());
        registry.add(command("suggestion.accept")
                .icon(Icon.ACCEPT)
                .keys("Enter")
                .once()
                .enabled(open)
                .action(() -> judge(Tile.Verdict.ACCEPT, model::accept)));
        registry.add(command("suggestion.reject")
                .icon(Icon.REJECT)
                .keys("Backspace")
                .once()
                .enabled(open)
                .action(() -> judge(Tile.Verdict.REJECT, model::reject)));
        registry.add(command("suggestion.amend")
                .icon(Icon.AMEND)
                .keys("E")
                .once()
                .enabled(open)
                .action(() -> judge(Tile.Verdict.AMEND, model::amend)));
        BooleanBinding any = Bindings.createBooleanBinding(
                () -> !workspace.labels().suggestions().isEmpty() || model.isAnyWaiting(),
                workspace.snapshot(),
                workspace.mediaId());
        registry.add(command("suggestion.next")
                .icon(Icon.NEXT)
                .keys("N")
                .enabled(any)
                .action(model::next));
        registry.add(command("suggestion.previous")
                .icon(Icon.PREVIOUS)
                .keys("Shift+N")
                .enabled(any)
                .action(model::previous));
        gallery.register(registry);
    }

    /// In the gallery the keys judge what is picked there, whatever they are.
    private void judge(Tile.Verdict verdict, Runnable onPicture) {
        if (!gallery.judgeHere(verdict)) {
            model.ifSeen(onPicture);
        }
    }

    @Override
    public void close() {
        gallery.close();
    }

    /// Adds the buttons of commands that other features bring, such as running a model.
    public void headerButtons(CommandRegistry registry, List<String> ids) {
        for (String id : ids) {
            registry.find(id).ifPresent(c -> {
                Button button = registry.bind(new Button(), c);
                button.getStyleClass().add(Styles.QUIET_BUTTON);
                button.setFocusTraversable(false);
                section.with(button);
            });
        }
    }

    private static DeskCommand.Builder command(String id) {
        return DeskCommand.of(id, CommandGroup.SUGGESTION, TEXTS.get(id)).description(TEXTS.get(id + ".tip"));
    }

    private void refresh() {
        if (workspace.playing().get()) {
            return;
        }
        List<Row> rows = model.open().stream().map(this::row).toList();
        if (!rows.equals(list.getItems())) {
            following = true;
            list.getItems().setAll(rows);
            following = false;
        }
        int waiting = workspace.labels().framesWithOpenSuggestions().size();
        section.count().set(rows.isEmpty() ? "" : Integer.toString(rows.size()));
        empty.setText(
                waiting > 0
                        ? TEXTS.get("empty.elsewhere", waiting)
                        : workspace.labels().suggestions().isEmpty()
                                ? TEXTS.get("empty.none")
                                : TEXTS.get("empty.judged"));
        follow();
    }

    private Row row(Suggestion s) {
        return new Row(
                s.id(),
                workspace.ontology().nameOf(s.classId()),
                LabelNames.score(s.score()),
                LabelNames.rgb(workspace.ontology(), s.classId()));
    }

    private Node row(Row row) {
        Swatch swatch = new Swatch(Color.rgb((row.rgb() >> 16) & 0xff, (row.rgb() >> 8) & 0xff, row.rgb() & 0xff));
        HBox nodes = Rows.of(
                swatch,
                Rows.text(row.name()),
                Rows.fixed(row.score(), Styles.MONO),
                verdict(Icon.ACCEPT, "suggestion.accept", row, model::accept),
                verdict(Icon.AMEND, "suggestion.amend", row, model::amend),
                verdict(Icon.REJECT, "suggestion.reject", row, model::reject));
        return nodes;
    }

    private Button verdict(Icon icon, String what, Row row, Runnable action) {
        return Rows.quiet(new Button(), icon, TEXTS.get(what) + ": " + row.name() + " " + row.score(), () -> {
            if (workspace
                    .selection()
                    .get()
                    .suggestion()
                    .filter(row.id()::equals)
                    .isEmpty()) {
                workspace.amendment().set(Optional.empty());
                workspace.selection().set(new Selection.OfSuggestion(row.id()));
            }
            action.run();
        });
    }

    private void follow() {
        Optional<SuggestionId> id = workspace.selection().get().suggestion();
        int row = -1;
        for (int i = 0; i < list.getItems().size() && row < 0; i++) {
            row = id.filter(list.getItems().get(i).id()::equals).isPresent() ? i : -1;
        }
        // What is selected already is not scrolled to again: somebody may be looking through the others.
        if (row == list.getSelectionModel().getSelectedIndex()) {
            return;
        }
        following = true;
        try {
            list.getSelectionModel().clearSelection();
            if (row >= 0) {
                list.getSelectionModel().select(row);
                list.scrollTo(row);
            }
        } finally {
            following = false;
        }
    }
}
