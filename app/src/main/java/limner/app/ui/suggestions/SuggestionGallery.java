package limner.app.ui.suggestions;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
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
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.SuggestionRule;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.id.SuggestionId;
import limner.model.media.Media;
import limner.model.project.MediaLabels;
import limner.model.provenance.Policy;
import limner.model.session.Outcome;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.jspecify.annotations.Nullable;

/// A page that shows what suggestions look like, side by side and the best first: those that a rule means, to be judged
/// one by one, several at once, or all of them. Nothing happens before a button or a key says so, and each says how
/// many it judges. JavaFX thread only; crops and pixels are looked at elsewhere.
final class SuggestionGallery implements AutoCloseable {

    private static final Texts TEXTS = Texts.beside(SuggestionGallery.class);

    /// Rows beyond those to be seen whose crops are made as well.
    private static final int AHEAD = 2;

    private final Workspace workspace;
    private final SuggestionsViewModel model;
    private final Sheets sheets;
    private final NewestTask looking;
    private final Crops crops;
    private final RulePane rule = new RulePane(this::look);
    private final Label count = new Label();
    private final ObservableList<Integer> rows = FXCollections.observableArrayList();
    private final ListView<Integer> grid = new Grid(rows);
    private final Button accept = new Button();
    private final Button reject = new Button();
    private final VBox page = new VBox(10);
    private final Set<Row> cells = new HashSet<>();
    private Optional<CommandRegistry> commands = Optional.empty();

    private SuggestionRule.Chosen chosen = new SuggestionRule.Chosen(List.of(), List.of(), 0);
    private Optional<SuggestionRule> asked = Optional.empty();
    private List<Suggestion> shown = List.of();
    private final Set<SuggestionId> picked = new LinkedHashSet<>();
    private int current = -1;
    private int anchor = -1;
    private int columns = 1;
    private final Set<KeyCode> down = EnumSet.noneOf(KeyCode.class);

    /// Tells who listens which tile is in hand: the list itself knows only rows of them.
    private final class Grid extends ListView<Integer> {

        Grid(ObservableList<Integer> rows) {
            super(rows);
        }

        @Override
        public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
            if (attribute == AccessibleAttribute.FOCUS_ITEM) {
                Optional<Tile> tile = inHand();
                if (tile.isPresent()) {
                    return tile.get();
                }
            }
            return super.queryAccessibleAttribute(attribute, parameters);
        }
    }

    private Optional<Tile> inHand() {
        return current < 0 || current >= shown.size()
                ? Optional.empty()
                : cells.stream()
                        .flatMap(c -> c.tiles().stream())
                        .filter(t -> shown.get(current).equals(t.suggestion()))
                        .findFirst();
    }

    SuggestionGallery(
            Workspace workspace, SuggestionsViewModel model, Tasks tasks, Sheets sheets, Executor ui, Executor making) {
        this.workspace = workspace;
        this.model = model;
        this.sheets = sheets;
        this.looking = new NewestTask(tasks);
        this.crops = new Crops(workspace, ui, making, this::paint);
        build();
        workspace.snapshot().addListener((_, _, _) -> follow());
        workspace.mediaId().addListener((_, _, _) -> {
            picked.clear();
            current = -1;
            follow();
        });
    }

    void register(CommandRegistry registry) {
        commands = Optional.of(registry);
        BooleanBinding waiting = Bindings.createBooleanBinding(
                () -> !workspace.labels().layer().waitingOn().isEmpty(), workspace.snapshot(), workspace.mediaId());
        registry.add(DeskCommand.of("suggestion.gallery", CommandGroup.SUGGESTION, TEXTS)
                .icon(Icon.SAMPLE)
                .keys("Shortcut+G")
                .enabled(waiting)
                .action(this::open));
    }

    @Override
    public void close() {
        looking.forget();
        crops.close();
    }

    private void build() {
        page.getStyleClass().add("form");
        count.setId("gallery-count");
        count.setWrapText(true);
        count.setMinHeight(Region.USE_PREF_SIZE);
        grid.setId("gallery");
        grid.getStyleClass().add("suggestion-gallery");
        grid.setAccessibleText(TEXTS.get("gallery"));
        grid.setFixedCellSize(Tile.HEIGHT + 6.0);
        grid.setCellFactory(_ -> new Row());
        grid.setMinHeight(Tile.HEIGHT + 12.0);
        Label empty = new Label(TEXTS.get("gallery.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add(Styles.QUIET);
        grid.setPlaceholder(empty);
        VBox.setVgrow(grid, Priority.ALWAYS);
        grid.widthProperty().addListener((_, _, _) -> arrange());
        grid.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        grid.addEventFilter(KeyEvent.KEY_RELEASED, e -> down.remove(e.getCode()));
        grid.focusedProperty().addListener((_, _, _) -> down.clear());
        accept.setId("gallery-accept");
        accept.getStyleClass().add("accent");
        accept.setOnAction(_ -> judgeMany(Tile.Verdict.ACCEPT));
        reject.setId("gallery-reject");
        reject.setOnAction(_ -> judgeMany(Tile.Verdict.REJECT));
        for (Button b : List.of(accept, reject)) {
            b.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox buttons = new HBox(8, accept, reject);
        buttons.setAlignment(Pos.CENTER_LEFT);
        page.getChildren().setAll(rule, count, grid, buttons);
        page.sceneProperty().addListener((_, _, scene) -> {
            if (scene == null) {
                looking.forget();
                crops.end();
            }
        });
    }

    private void open() {
        workspace.playing().set(false);
        sheets.openWide(new Sheets.Sheet(TEXTS.get("gallery"), page, grid));
        crops.begin();
        follow();
    }

    private boolean isShown() {
        return page.getScene() != null;
    }

    /// The project has changed: what is judged goes at once, and the rule is asked anew.
    private void follow() {
        if (!isShown()) {
            return;
        }
        MediaLabels labels = workspace.labels();
        Set<ClassId> waiting = labels.layer().waitingOn().values().stream()
                .flatMap(Set::stream)
                .map(id -> Objects.requireNonNull(labels.suggestions().get(id)).classId())
                .collect(Collectors.toSet());
        rule.offer(workspace.ontology(), waiting);
        show(chosen.suggestions().stream().filter(this::isOpen).toList());
        look();
    }

    private boolean isOpen(Suggestion s) {
        return workspace.labels().suggestions().containsKey(s.id())
                && workspace.labels().verdict(s.id()) == Verdict.OPEN;
    }

    /// Looks what the rule means now; nothing is changed by that.
    private void look() {
        if (!isShown()) {
            return;
        }
        Optional<SuggestionRule> now = rule.rule();
        Optional<Media> media = workspace.media();
        if (now.isEmpty() || media.isEmpty()) {
            looking.forget();
            asked = Optional.empty();
            say();
            return;
        }
        SuggestionRule wanted = now.get();
        MediaLabels labels = workspace.labels();
        if (!asked.equals(now)) {
            // Until it is known what the new rule means nothing is judged by the old one.
            asked = Optional.empty();
            say();
        }
        looking.io(
                TEXTS.get("gallery.looking"),
                progress -> wanted.find(labels, media.get(), progress::check),
                found -> {
                    asked = Optional.of(wanted);
                    chosen = found;
                    show(found.suggestions().stream().filter(this::isOpen).toList());
                },
                failure -> workspace.errors().failed(failure, ""));
    }

    private void show(List<Suggestion> next) {
        if (!next.equals(shown)) {
            shown = next;
            Set<SuggestionId> there = next.stream().map(Suggestion::id).collect(Collectors.toSet());
            picked.retainAll(there);
            current = Math.min(current, next.size() - 1);
            if (picked.isEmpty() && current >= 0) {
                picked.add(next.get(current).id());
                anchor = current;
            }
        }
        arrange();
        say();
    }

    private void say() {
        int judged = (int) chosen.suggestions().stream().filter(s -> !isOpen(s)).count();
        count.getStyleClass().remove(Styles.ERROR);
        if (!rule.mistake().isEmpty()) {
            count.setText(rule.mistake());
            count.getStyleClass().add(Styles.ERROR);
        } else {
            int done = chosen.suggestions().size() - chosen.acceptable().size();
            long frames = judged == 0
                    ? chosen.frames()
                    : shown.stream().mapToInt(Suggestion::frame).distinct().count();
            count.setText(TEXTS.get("gallery.count", shown.size(), frames)
                    + (done > 0 ? " " + TEXTS.get("gallery.done", done) : ""));
        }
        boolean some = picked.size() > 1;
        accept.setText(
                some
                        ? TEXTS.get("gallery.accept.picked", acceptable().size())
                        : TEXTS.get("gallery.accept", acceptable().size()));
        reject.setText(
                some
                        ? TEXTS.get("gallery.reject.picked", meant().size())
                        : TEXTS.get("gallery.reject", meant().size()));
        accept.setDisable(acceptable().isEmpty() || !workspace.writable());
        reject.setDisable(meant().isEmpty() || !workspace.writable());
    }

    /// What the buttons judge: the picked ones, where there are several, or all that the rule means.
    private List<Suggestion> meant() {
        if (asked.isEmpty()) {
            return List.of();
        }
        return picked.size() > 1
                ? shown.stream().filter(s -> picked.contains(s.id())).toList()
                : shown;
    }

    private List<Suggestion> acceptable() {
        Set<SuggestionId> open =
                chosen.acceptable().stream().map(Suggestion::id).collect(Collectors.toSet());
        return meant().stream().filter(s -> open.contains(s.id())).toList();
    }

    // Judging.

    private void judgeMany(Tile.Verdict verdict) {
        boolean some = picked.size() > 1;
        @Nullable
        Policy policy =
                some ? null : asked.map(r -> r.policy(workspace.ontology())).orElse(null);
        judge(verdict == Tile.Verdict.ACCEPT ? acceptable() : meant(), verdict, policy);
    }

    private void judgePicked(Tile.Verdict verdict) {
        judge(shown.stream().filter(s -> picked.contains(s.id())).toList(), verdict, null);
    }

    /// @param policy the rule by which they are accepted, when nobody looked at each
    private void judge(List<Suggestion> which, Tile.Verdict verdict, @Nullable Policy policy) {
        Optional<MediaId> media = workspace.mediaId().get();
        if (which.isEmpty() || media.isEmpty()) {
            return;
        }
        if (verdict == Tile.Verdict.AMEND) {
            Suggestion one = which.getFirst();
            sheets.close();
            model.goTo(one, model::amend);
            return;
        }
        Set<SuggestionId> ids = which.stream().map(Suggestion::id).collect(Collectors.toSet());
        int from = IntStream.range(0, shown.size())
                .filter(i -> ids.contains(shown.get(i).id()))
                .findFirst()
                .orElse(0);
        // A button that has nothing left to do would hand the keyboard on to whatever comes next.
        grid.requestFocus();
        var _ = workspace
                .edit(
                        verdict == Tile.Verdict.ACCEPT
                                ? new Command.AcceptAll(media.get(), ids, policy)
                                : new Command.Reject(media.get(), ids))
                .thenAccept(outcome -> {
                    if (outcome instanceof Outcome.Done) {
                        // The next one is in hand where the first of these was.
                        picked.clear();
                        pick(Math.min(from, shown.size() - 1));
                        workspace
                                .errors()
                                .info(TEXTS.get(
                                        verdict == Tile.Verdict.ACCEPT ? "gallery.accepted" : "gallery.rejected",
                                        ids.size()));
                    }
                });
    }

    // Picking.

    private void pick(int index) {
        picked.clear();
        anchor = index;
        move(index);
    }

    private void move(int index) {
        current = Math.clamp(index, -1, Math.max(-1, shown.size() - 1));
        if (current >= 0) {
            picked.add(shown.get(current).id());
            reveal();
        }
        paint();
        say();
    }

    /// From the place where picking began to this one.
    private void extend(int index) {
        int to = Math.clamp(index, 0, Math.max(0, shown.size() - 1));
        picked.clear();
        int begin = Math.max(0, anchor);
        for (int i = Math.min(begin, to); i <= Math.max(begin, to) && i < shown.size(); i++) {
            picked.add(shown.get(i).id());
        }
        move(to);
    }

    private void toggle(int index) {
        SuggestionId id = shown.get(index).id();
        if (!picked.remove(id)) {
            picked.add(id);
        }
        current = index;
        anchor = index;
        paint();
        say();
    }

    private void reveal() {
        int row = current / columns;
        List<Row> whole = cells.stream()
                .filter(c -> c.getItem() != null && c.isVisible() && c.getItem() == row)
                .filter(c -> {
                    var b = grid.sceneToLocal(c.localToScene(c.getBoundsInLocal()));
                    return b.getMinY() >= -1 && b.getMaxY() <= grid.getHeight() + 1;
                })
                .toList();
        if (whole.isEmpty()) {
            grid.scrollTo(row);
        }
    }

    /// Judges what is picked, where the keyboard is here; the keys of one suggestion on the picture mean that then.
    ///
    /// @return whether it is
    boolean judgeHere(Tile.Verdict verdict) {
        boolean here = isShown() && grid.isFocused();
        if (here) {
            judgePicked(verdict);
        }
        return here;
    }

    private void key(KeyEvent e) {
        boolean again = !down.add(e.getCode());
        if (commandKey(e, again)) {
            e.consume();
            return;
        }
        int page = columns * Math.max(1, (int) (grid.getHeight() / grid.getFixedCellSize()) - 1);
        int last = shown.size() - 1;
        int to = switch (e.getCode()) {
            case LEFT -> current - 1;
            case RIGHT -> current + 1;
            case UP -> current - columns;
            case DOWN -> current < 0 ? 0 : current + columns;
            case PAGE_UP -> current - page;
            case PAGE_DOWN -> current + page;
            case HOME -> 0;
            case END -> last;
            default -> Integer.MIN_VALUE;
        };
        if (last < 0) {
            return;
        }
        if (to != Integer.MIN_VALUE && !e.isShortcutDown() && !e.isAltDown()) {
            int within = Math.clamp(to, 0, last);
            if (e.isShiftDown()) {
                extend(within);
            } else {
                pick(within);
            }
            e.consume();
        } else if (e.getCode() == KeyCode.SPACE && current >= 0) {
            toggle(current);
            e.consume();
        }
    }

    /// The keys that judge one suggestion on the picture judge the picked ones here.
    ///
    /// @param again whether the key was down already: a verdict is said once
    private boolean commandKey(KeyEvent e, boolean again) {
        for (Tile.Verdict verdict : Tile.Verdict.values()) {
            String id = "suggestion."
                    + switch (verdict) {
                        case ACCEPT -> "accept";
                        case AMEND -> "amend";
                        case REJECT -> "reject";
                    };
            if (commands.flatMap(r -> r.find(id)).filter(c -> c.matches(e)).isPresent()) {
                if (!again) {
                    judgePicked(verdict);
                }
                return true;
            }
        }
        return false;
    }

    // Rows of tiles.

    /// Lays tiles out over the width there is.
    private void arrange() {
        double room = grid.getWidth() - 20;
        columns = Math.max(1, (int) (room / (Tile.WIDTH + 4)));
        int needed = (shown.size() + columns - 1) / columns;
        if (rows.size() != needed) {
            rows.setAll(IntStream.range(0, needed).boxed().toList());
        }
        paint();
    }

    /// Fills the tiles that are to be seen, and asks for the crops they lack.
    private void paint() {
        List<Integer> seen = new ArrayList<>();
        for (Row cell : cells) {
            if (cell.getItem() != null && !cell.isEmpty()) {
                cell.fill(cell.getItem());
                seen.add(cell.getItem());
            }
        }
        grid.notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
        want(seen);
    }

    private void want(List<Integer> seen) {
        if (seen.isEmpty() || shown.isEmpty()) {
            return;
        }
        int first = seen.stream().mapToInt(Integer::intValue).min().orElse(0);
        int last = seen.stream().mapToInt(Integer::intValue).max().orElse(0) + AHEAD;
        crops.want(
                shown.subList(Math.min(first * columns, shown.size()), Math.min((last + 1) * columns, shown.size())));
    }

    /// One row of tiles.
    private final class Row extends ListCell<Integer> {

        private final HBox line = new HBox(4);

        Row() {
            cells.add(this);
            getStyleClass().add("suggestion-row");
        }

        List<Tile> tiles() {
            return line.getChildren().stream().map(Tile.class::cast).toList();
        }

        @Override
        protected void updateItem(@Nullable Integer row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            setGraphic(line);
            fill(row);
            List<Integer> seen = cells.stream()
                    .filter(c -> !c.isEmpty() && c.getItem() != null)
                    .map(ListCell::getItem)
                    .toList();
            want(seen);
        }

        void fill(int row) {
            while (line.getChildren().size() > columns) {
                line.getChildren().removeLast();
            }
            while (line.getChildren().size() < columns) {
                Tile tile = new Tile((s, verdict) -> judge(List.of(s), verdict, null));
                tile.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> pressed(tile, e));
                line.getChildren().add(tile);
            }
            for (int i = 0; i < columns; i++) {
                Tile tile = (Tile) line.getChildren().get(i);
                int index = row * columns + i;
                if (index >= shown.size()) {
                    tile.clear();
                    continue;
                }
                Suggestion s = shown.get(index);
                tile.show(
                        s,
                        workspace.ontology().nameOf(s.classId()),
                        LabelNames.colour(workspace.ontology(), s.classId()),
                        crops.of(s.id()),
                        crops.isFailed(s.id()),
                        picked.contains(s.id()),
                        index == current);
            }
        }

        private void pressed(Tile tile, MouseEvent e) {
            @Nullable Suggestion s = tile.suggestion();
            int index = s == null ? -1 : shown.indexOf(s);
            if (s == null || index < 0 || e.getButton() != MouseButton.PRIMARY) {
                return;
            }
            grid.requestFocus();
            if (e.isShiftDown()) {
                extend(index);
            } else if (e.isShortcutDown()) {
                toggle(index);
            } else {
                pick(index);
            }
            if (e.getClickCount() == 2) {
                model.goTo(s, () -> {});
            }
            e.consume();
        }
    }
}
