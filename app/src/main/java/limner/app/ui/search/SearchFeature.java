package limner.app.ui.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.id.MediaId;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.project.ProjectState;
import limner.model.query.Found;
import limner.model.query.FoundFrames;
import limner.model.query.Parsed;
import limner.model.query.Query;
import limner.model.query.QueryParser;
import limner.model.query.Search;
import limner.model.query.Thing;
import org.jspecify.annotations.Nullable;

/// A page with one field: what stands in it is looked for while it is written, and again whenever the project changes.
/// What was found stays found when the page is put away, until the field is emptied. JavaFX thread only.
public final class SearchFeature {

    private static final Texts TEXTS = Texts.beside(SearchFeature.class);
    private static final int REMEMBERED = 12;
    private static final int EXAMPLES = 10;

    private final Workspace workspace;
    private final Sheets sheets;
    private final NewestTask searching;
    private final TextField field = new TextField();
    private final Label count = Rows.text("");
    private final Label mistake = new Label();
    private final MenuButton recent = new MenuButton();
    private final HBox line = new HBox(4);
    private final ListView<Row> list = new ListView<>();
    private final VBox page = new VBox(8);
    private final List<String> asked = new ArrayList<>();
    private boolean lookedAhead;

    public SearchFeature(Workspace workspace, Tasks tasks, Sheets sheets) {
        this.workspace = workspace;
        this.sheets = sheets;
        this.searching = new NewestTask(tasks);
        build();
        field.textProperty().addListener((_, _, _) -> search());
        workspace.snapshot().addListener((_, _, _) -> {
            if (!field.getText().isBlank()) {
                search();
            }
        });
    }

    public void register(CommandRegistry registry) {
        registry.add(DeskCommand.of("search.open", CommandGroup.VIEW, TEXTS)
                .icon(Icon.SEARCH)
                .keys("Shortcut+F")
                .action(this::open));
        for (String id : List.of("play.found.back", "play.found.forward")) {
            registry.find(id).ifPresent(c -> {
                Button button = registry.bind(new Button(), c);
                button.setGraphic((id.endsWith("back") ? Icon.PREVIOUS : Icon.NEXT).node());
                button.setId(id.endsWith("back") ? "search-previous" : "search-next");
                button.getStyleClass().add(Styles.QUIET_BUTTON);
                line.getChildren().add(button);
            });
        }
    }

    private void build() {
        field.setId("search-field");
        field.setPromptText(TEXTS.get("prompt"));
        field.setAccessibleText(TEXTS.get("search.open"));
        field.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.DOWN && !list.getItems().isEmpty()) {
                list.requestFocus();
                list.getSelectionModel().selectFirst();
                e.consume();
            }
        });
        field.setOnAction(_ -> walk());
        HBox.setHgrow(field, Priority.ALWAYS);
        MenuButton help = new MenuButton("?");
        help.setId("search-help");
        help.setAccessibleText(TEXTS.get("help"));
        help.setTooltip(new Tooltip(TEXTS.get("help")));
        for (int i = 1; i <= EXAMPLES; i++) {
            String example = TEXTS.get("example." + i);
            MenuItem item = new MenuItem(example + "   " + TEXTS.get("example." + i + ".means"));
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> write(example));
            help.getItems().add(item);
        }
        recent.setId("search-recent");
        recent.setGraphic(Icon.HISTORY.node());
        recent.setAccessibleText(TEXTS.get("recent"));
        recent.setTooltip(new Tooltip(TEXTS.get("recent")));
        recent.setDisable(true);
        HBox top = new HBox(4, field, recent, help);
        count.setId("search-count");
        line.getChildren().add(count);
        mistake.setId("search-mistake");
        mistake.setWrapText(true);
        mistake.setMinHeight(Region.USE_PREF_SIZE);
        mistake.getStyleClass().add(Styles.ERROR);
        mistake.managedProperty().bind(mistake.textProperty().isNotEmpty());
        list.setId("search-results");
        list.setAccessibleText(TEXTS.get("results"));
        list.setCellFactory(_ -> Rows.cell(this::row));
        list.setPlaceholder(new Label(""));
        list.setOnMouseClicked(_ -> go(list.getSelectionModel().getSelectedItem()));
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                go(list.getSelectionModel().getSelectedItem());
                e.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        page.setPadding(new Insets(2, 8, 8, 8));
        page.getChildren().addAll(top, mistake, line, list);
    }

    private void open() {
        sheets.open(new Sheets.Sheet(TEXTS.get("search.open"), page, field));
        field.selectAll();
        if (!lookedAhead && field.getText().isBlank()) {
            lookedAhead = true;
            ProjectState state = workspace.state();
            searching.io(
                    TEXTS.get("searching"),
                    progress -> {
                        Search.lookAhead(state, progress::check);
                        return state;
                    },
                    _ -> {},
                    failure -> workspace.errors().failed(failure, ""));
        }
    }

    private void write(String query) {
        field.setText(query);
        field.requestFocus();
        field.end();
    }

    // Looking.

    private record Answer(Found found, List<Row> rows, List<String> unknown) {}

    /// The attributes of the project may be asked for by their names alone.
    private Parsed parsed(String query) {
        return QueryParser.parse(
                query,
                workspace.state().ontology().attributes().stream()
                        .map(Attribute::name)
                        .toList());
    }

    private void search() {
        switch (parsed(field.getText())) {
            case Parsed.Blank() -> {
                searching.forget();
                answer(new Answer(new Found(List.of()), List.of(), List.of()));
            }
            case Parsed.Mistaken(int at, String sentence) -> {
                // What was found before stays until there is something new to look for.
                searching.forget();
                mistake.setText(TEXTS.get("mistake", at + 1, sentence));
            }
            case Parsed.Understood(Query query) -> {
                ProjectState state = workspace.state();
                searching.io(
                        TEXTS.get("searching"),
                        progress -> {
                            Found found = Search.find(state, query, progress::check);
                            return new Answer(
                                    found, rows(found), List.copyOf(Search.unknownClasses(query, state.ontology())));
                        },
                        this::answer,
                        failure -> workspace.errors().failed(failure, ""));
            }
        }
    }

    private void answer(Answer answer) {
        mistake.setText(answer.unknown().isEmpty() ? "" : TEXTS.get("unknown", String.join(", ", answer.unknown())));
        workspace.found().set(answer.found());
        if (!answer.rows().equals(list.getItems())) {
            list.getItems().setAll(answer.rows());
        }
        count.setText(
                field.getText().isBlank()
                        ? ""
                        : TEXTS.get(
                                "count",
                                answer.found().frameCount(),
                                answer.found().hitCount()));
    }

    /// One object, or a run of frames where frames alone were asked for.
    ///
    /// @param last the end of the run, or the frame itself
    private record Row(MediaId media, int frame, int last, Optional<Found.Hit> hit) {}

    private static List<Row> rows(Found found) {
        List<Row> rows = new ArrayList<>();
        for (Found.InVideo video : found.videos()) {
            video.hits().forEach(h -> rows.add(new Row(video.media(), h.frame(), h.frame(), Optional.of(h))));
            if (video.hits().isEmpty()) {
                FoundFrames frames = video.frames();
                OptionalInt at = frames.atOrAfter(0);
                while (at.isPresent()) {
                    int last = frames.lastOfRun(at.getAsInt());
                    rows.add(new Row(video.media(), at.getAsInt(), last, Optional.empty()));
                    at = frames.atOrAfter(last + 1);
                }
            }
        }
        return rows;
    }

    private Node row(Row row) {
        String name = row.hit().map(Found.Hit::thing).map(this::name).orElse("");
        String video = workspace.state().media(row.media()).map(Media::name).orElse("");
        boolean elsewhere =
                workspace.mediaId().get().filter(row.media()::equals).isEmpty();
        String where = row.frame() == row.last()
                ? TEXTS.get("frame", row.frame())
                : TEXTS.get("frames", row.frame(), row.last());
        int frames = row.hit().map(Found.Hit::frames).orElse(1);
        if (frames > 1) {
            where = TEXTS.get("from", row.frame(), frames);
        }
        Label what = Rows.text(name.isEmpty() ? where : name);
        Label place = Rows.fixed(name.isEmpty() ? "" : where, Styles.QUIET);
        return elsewhere ? Rows.of(what, place, Rows.fixed(video, Styles.QUIET)) : Rows.of(what, place);
    }

    private String name(Thing thing) {
        return switch (thing) {
            case Thing.OfLabel(var label) -> LabelNames.of(workspace.ontology(), label);
            case Thing.OfSuggestion(var suggestion) ->
                TEXTS.get("suggestion", LabelNames.of(workspace.ontology(), suggestion));
            case Thing.OfEvent(var event) -> workspace.ontology().nameOf(event.classId());
        };
    }

    // Going there.

    /// To the next frame that was found, or from the last one to the first.
    private void walk() {
        remember();
        FoundFrames here = workspace.foundHere();
        OptionalInt next = here.atOrAfter(workspace.wanted().get() + 1);
        (next.isPresent() ? next : here.atOrAfter(0)).ifPresent(workspace::goTo);
    }

    private void go(@Nullable Row row) {
        if (row == null) {
            return;
        }
        remember();
        workspace.playing().set(false);
        workspace.open(row.media());
        workspace.goTo(row.frame());
        row.hit()
                .map(Found.Hit::thing)
                .ifPresent(thing -> workspace
                        .selection()
                        .set(
                                switch (thing) {
                                    case Thing.OfLabel(var label) -> Selection.of(java.util.Set.of(label.id()));
                                    case Thing.OfSuggestion(var suggestion) ->
                                        new Selection.OfSuggestion(suggestion.id());
                                    case Thing.OfEvent(var event) -> new Selection.OfInterval(event.id());
                                }));
    }

    /// The newest first; each once.
    private void remember() {
        String query = field.getText().strip();
        if (query.isEmpty() || !(parsed(query) instanceof Parsed.Understood)) {
            return;
        }
        asked.remove(query);
        asked.addFirst(query);
        if (asked.size() > REMEMBERED) {
            asked.removeLast();
        }
        recent.setDisable(false);
        recent.getItems().setAll(asked.stream().map(this::again).toList());
    }

    private MenuItem again(String query) {
        MenuItem item = new MenuItem(query);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> write(query));
        return item;
    }
}
