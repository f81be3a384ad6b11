package limner.app.ui.events;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.util.StringConverter;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.Icon;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.EventStats;
import limner.app.usecase.PlayClock;
import limner.app.usecase.SaveTable;
import limner.media.pace.PlayTimes;
import limner.model.budget.BudgetRow;
import limner.model.budget.ClassBudget;
import limner.model.budget.EventTable;
import limner.model.budget.FrameClock;
import limner.model.budget.VideoEvents;
import limner.model.check.EventChecks;
import limner.model.check.EventIssue;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.label.EventLink;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import org.jspecify.annotations.Nullable;

/// The events of the current video in a table, to go to, to change and to remove, and what they take of its time.
/// JavaFX thread only.
public final class EventsFeature {

    private static final Texts TEXTS = Texts.beside(EventsFeature.class);

    private final Workspace workspace;
    private final Path project;
    private final Tasks tasks;
    private final Sheets sheets;
    private final BiFunction<String, String, Optional<Path>> newFile;

    private final ListView<Row> list = new ListView<>();
    private final ComboBox<Order> order = new ComboBox<>();
    private final TextField first = new TextField();
    private final TextField last = new TextField();
    private final Label message = new Label();
    private final Button remove = new Button();
    private final Button saveEvents = new Button(TEXTS.get("saveEvents"));
    private final Button saveBudget = new Button(TEXTS.get("saveBudget"));
    private final VBox budget = new VBox(6);
    private final VBox page = new VBox(10);
    private boolean filling;
    private Optional<IntervalEvent> ends = Optional.empty();
    private List<EventIssue> issues = List.of();
    private Optional<CommandRegistry> commands = Optional.empty();
    private final Label wrong = new Label();
    private final EventAbout aboutPane;

    /// @param project the file of the project
    /// @param newFile asks for a place on the disk, by a title and a name
    public EventsFeature(
            Workspace workspace,
            Path project,
            Tasks tasks,
            Sheets sheets,
            BiFunction<String, String, Optional<Path>> newFile) {
        this.workspace = workspace;
        this.project = project;
        this.tasks = tasks;
        this.sheets = sheets;
        this.newFile = newFile;
        this.aboutPane = new EventAbout(workspace);
        build();
        workspace.snapshot().addListener((_, _, _) -> refresh());
        workspace.mediaId().addListener((_, _, _) -> refresh());
        workspace.feed().addListener((_, _, _) -> refresh());
        workspace.selection().addListener((_, _, _) -> follow());
        workspace.openEvents().addListener(_ -> refresh());
    }

    public void register(CommandRegistry registry) {
        registry.add(DeskCommand.of("events.open", CommandGroup.FRAME, TEXTS)
                .icon(Icon.EVENT)
                .keys("Shift+E")
                .enabled(Bindings.createBooleanBinding(
                        () -> workspace.mediaId().get().isPresent(), workspace.mediaId()))
                .action(this::open));
        commands = Optional.of(registry);
        BooleanBinding some = Bindings.createBooleanBinding(
                () -> !workspace.labels().intervals().isEmpty(), workspace.snapshot(), workspace.mediaId());
        registry.add(DeskCommand.of("events.issue", CommandGroup.FRAME, TEXTS)
                .icon(Icon.WARNING)
                .keys("Alt+E")
                .enabled(some)
                .action(this::nextIssue));
        registry.add(DeskCommand.of("events.mend", CommandGroup.FRAME, TEXTS)
                .keys("Alt+Shift+E")
                .once()
                .enabled(some)
                .action(this::mend));
    }

    private String keyOf(String id) {
        return commands.flatMap(c -> c.find(id)).map(DeskCommand::keyText).orElse("");
    }

    // What is wrong.

    private List<EventIssue> look() {
        return EventChecks.of(
                workspace.ontology(), workspace.labels().intervalsInOrder(), workspace.openEvents()::isOpen);
    }

    /// Selects the next event that something is wrong with, and goes to its first frame; after the last the first.
    private void nextIssue() {
        List<EventIssue> all = look();
        if (all.isEmpty()) {
            workspace.errors().info(TEXTS.get("noIssue"));
            return;
        }
        Optional<IntervalId> selected = workspace.selection().get().interval();
        int at = -1;
        for (int i = 0; i < all.size(); i++) {
            at = selected.filter(all.get(i).event().id()::equals).isPresent() ? i : at;
        }
        int frame = workspace.wanted().get();
        int next = at >= 0
                ? (at + 1) % all.size()
                : (int) all.stream()
                                .filter(i -> i.event().range().first() < frame)
                                .count()
                        % all.size();
        EventIssue issue = all.get(next);
        workspace.playing().set(false);
        workspace.goTo(issue.event().range().first());
        workspace.selection().set(new Selection.OfInterval(issue.event().id()));
        workspace
                .errors()
                .info(TEXTS.get(
                        "issue.says." + issue.kind(),
                        workspace.ontology().nameOf(issue.event().classId())));
    }

    /// Mends what is wrong with the selected event, on the frame that is looked at.
    private void mend() {
        Optional<IntervalId> selected = workspace.selection().get().interval();
        Optional<EventIssue> issue = look().stream()
                .filter(i -> selected.filter(i.event().id()::equals).isPresent())
                .findFirst();
        if (issue.isEmpty()) {
            nextIssue();
            return;
        }
        int frame = workspace
                .shown()
                .get()
                .map(ShownFrame::frame)
                .orElse(issue.get().event().range().first());
        issue.get()
                .repair(frame)
                .ifPresentOrElse(workspace::submit, () -> workspace.errors().info(TEXTS.get("goFurther")));
    }

    /// In which order the table is.
    private enum Order {
        TIME,
        CLASS,
        LENGTH
    }

    /// @param about for whom it is coded, and which labels it is about
    /// @param chip what is not as usual about it
    private record Row(
            IntervalId id,
            int rgb,
            String name,
            String about,
            String frames,
            String start,
            String length,
            String chip) {}

    private void build() {
        page.getStyleClass().add("form");
        list.setId("events");
        list.setAccessibleText(TEXTS.get("events.open"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(_ -> Rows.cell(EventsFeature::row));
        Label empty = new Label(TEXTS.get("empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add(Styles.QUIET);
        list.setPlaceholder(empty);
        list.setMinHeight(140);
        VBox.setVgrow(list, Priority.ALWAYS);
        list.getSelectionModel().selectedItemProperty().addListener((_, _, now) -> picked(now));
        list.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.DELETE) {
                removeSelected();
                e.consume();
            }
        });
        order.setId("events-order");
        order.getItems().setAll(Order.values());
        order.setValue(Order.TIME);
        order.setAccessibleText(TEXTS.get("order"));
        order.setMaxWidth(Double.MAX_VALUE);
        order.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Order value) {
                return value == null ? "" : TEXTS.get("order." + value);
            }

            @Override
            public Order fromString(String text) {
                return Order.TIME;
            }
        });
        order.valueProperty().addListener((_, _, _) -> fill());
        first.setId("event-first");
        last.setId("event-last");
        first.setAccessibleText(TEXTS.get("first"));
        last.setAccessibleText(TEXTS.get("last"));
        for (TextField end : List.of(first, last)) {
            end.setPrefColumnCount(6);
            end.setOnAction(_ -> move());
        }
        Rows.quiet(remove, Icon.DELETE, TEXTS.get("remove"), this::removeSelected);
        remove.setFocusTraversable(true);
        remove.setId("event-remove");
        HBox ends = new HBox(
                6,
                Rows.fixed(TEXTS.get("first"), Styles.QUIET),
                first,
                Rows.fixed(TEXTS.get("last"), Styles.QUIET),
                last,
                remove);
        ends.setAlignment(Pos.CENTER_LEFT);
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        message.getStyleClass().add(Styles.ERROR);
        message.managedProperty().bind(message.textProperty().isNotEmpty());
        budget.setId("event-budget");
        budget.setMinHeight(Region.USE_PREF_SIZE);
        saveEvents.setId("events-save");
        saveEvents.setOnAction(_ -> saveEvents());
        saveBudget.setId("budget-save");
        saveBudget.setOnAction(_ -> saveBudget());
        Label title = Rows.fixed(TEXTS.get("budget"), Styles.STRONG);
        wrong.setId("event-issues");
        wrong.setWrapText(true);
        wrong.setMinHeight(Region.USE_PREF_SIZE);
        wrong.managedProperty().bind(wrong.textProperty().isNotEmpty());
        page.getChildren()
                .setAll(
                        order,
                        list,
                        wrong,
                        ends,
                        aboutPane,
                        message,
                        title,
                        budget,
                        new HBox(8, saveEvents, saveBudget));
    }

    private static Node row(Row row) {
        Color colour = Color.rgb((row.rgb() >> 16) & 0xff, (row.rgb() >> 8) & 0xff, row.rgb() & 0xff);
        HBox line = Rows.of(new Swatch(colour), Rows.text(row.name()), Rows.fixed(row.frames()));
        if (row.chip().isEmpty()) {
            line.getChildren().addAll(Rows.fixed(row.start(), Styles.QUIET), Rows.fixed(row.length(), Styles.QUIET));
        } else {
            line.getChildren().add(Rows.fixed(row.chip(), Styles.CHIP));
        }
        if (row.about().isEmpty()) {
            return line;
        }
        Label about = Rows.text(row.about());
        about.getStyleClass().add(Styles.QUIET);
        VBox both = new VBox(line, about);
        both.setMinWidth(0);
        both.setPrefWidth(0);
        return both;
    }

    private void open() {
        fill();
        sheets.open(new Sheets.Sheet(TEXTS.get("events.open"), page, list));
        follow();
    }

    private boolean shown() {
        return page.getScene() != null;
    }

    private void refresh() {
        if (shown()) {
            fill();
        }
    }

    /// When frames are shown, once the index of the video is there.
    private Optional<PlayTimes> times() {
        int frames = workspace.media().map(Media::frameCount).orElse(0);
        return workspace.feed().get().map(FrameFeed::times).filter(t -> t.count() == frames);
    }

    private Optional<FrameClock> clock() {
        return times().map(PlayClock::new);
    }

    private Optional<VideoEvents> events() {
        return workspace.media().flatMap(m -> times().map(t -> EventStats.of(workspace.labels(), m, t)));
    }

    private void fill() {
        Optional<FrameClock> clock = clock();
        Ontology ontology = workspace.ontology();
        Collection<IntervalEvent> events = workspace.labels().intervalsInOrder();
        issues = EventChecks.of(ontology, events, workspace.openEvents()::isOpen);
        List<Row> rows = events.stream()
                .sorted(comparator(ontology, clock))
                .map(e -> row(ontology, e, clock))
                .toList();
        if (!rows.equals(list.getItems())) {
            List<IntervalId> kept = selected().stream().map(Row::id).toList();
            filling = true;
            list.getItems().setAll(rows);
            list.getSelectionModel().clearSelection();
            for (int i = 0; i < rows.size(); i++) {
                if (kept.contains(rows.get(i).id())) {
                    list.getSelectionModel().select(i);
                }
            }
            filling = false;
        }
        showEnds();
        showBudget();
        wrong.setText(
                issues.isEmpty()
                        ? ""
                        : TEXTS.get("issues", issues.size(), keyOf("events.issue"), keyOf("events.mend")));
        saveEvents.setDisable(clock.isEmpty());
        saveBudget.setDisable(clock.isEmpty());
    }

    private Comparator<IntervalEvent> comparator(Ontology ontology, Optional<FrameClock> clock) {
        Comparator<IntervalEvent> byTime =
                Comparator.comparing(IntervalEvent::range).thenComparing(IntervalEvent::id);
        return switch (order.getValue()) {
            case TIME -> byTime;
            case CLASS ->
                Comparator.comparing((IntervalEvent e) -> ontology.nameOf(e.classId()), String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(byTime);
            case LENGTH ->
                Comparator.comparingDouble((IntervalEvent e) -> -clock.map(c -> ClassBudget.seconds(e.range(), c))
                                .orElse((double) e.range().length()))
                        .thenComparing(byTime);
        };
    }

    private Row row(Ontology ontology, IntervalEvent e, Optional<FrameClock> clock) {
        boolean moment = isMoment(e);
        FrameRange r = e.range();
        String chip = workspace.openEvents().isOpen(e.id())
                ? TEXTS.get("running")
                : issues.stream()
                        .filter(i -> i.event().id().equals(e.id()))
                        .findFirst()
                        .map(i -> TEXTS.get("issue." + i.kind()))
                        .orElse("");
        return new Row(
                e.id(),
                LabelNames.rgb(ontology, e.classId()),
                ontology.nameOf(e.classId()),
                about(e),
                moment ? Integer.toString(r.first()) : r.first() + "–" + r.last(),
                clock.map(c -> seconds(c.start(r.first()) - c.start(0))).orElse(""),
                moment ? "" : clock.map(c -> seconds(ClassBudget.seconds(r, c))).orElse(""),
                chip);
    }

    private String about(IntervalEvent e) {
        String subject = e.subject().map(workspace.ontology()::nameOf).orElse("");
        String actors = names(e, EventLink.Role.ACTOR);
        String targets = names(e, EventLink.Role.TARGET);
        String links = targets.isEmpty() ? actors : (actors + " \u2192 " + targets).strip();
        return subject.isEmpty() || links.isEmpty() ? subject + links : subject + ", " + links;
    }

    private String names(IntervalEvent e, EventLink.Role role) {
        return e.details().links().stream()
                .filter(l -> l.role() == role)
                .map(l -> workspace
                        .labels()
                        .label(l.label())
                        .map(label -> LabelNames.of(workspace.ontology(), label))
                        .orElseGet(() -> TEXTS.get("gone")))
                .collect(Collectors.joining(", "));
    }

    private boolean isMoment(IntervalEvent e) {
        return workspace
                .ontology()
                .find(e.classId())
                .map(LabelClass::kind)
                .filter(k -> k == ClassKind.POINT_EVENT)
                .isPresent();
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f\u00a0s", value);
    }

    // The table.

    private List<Row> selected() {
        return List.copyOf(list.getSelectionModel().getSelectedItems());
    }

    private Optional<IntervalEvent> only() {
        List<Row> rows = selected();
        return rows.size() == 1
                ? Optional.ofNullable(
                        workspace.labels().intervals().get(rows.getFirst().id()))
                : Optional.empty();
    }

    /// Selects the event on the desk and goes to its first frame.
    private void picked(@Nullable Row now) {
        if (filling) {
            return;
        }
        message.setText("");
        showEnds();
        if (now != null && selected().size() == 1) {
            workspace.selection().set(new Selection.OfInterval(now.id()));
            only().ifPresent(e -> {
                workspace.playing().set(false);
                workspace.goTo(e.range().first());
            });
        }
    }

    /// Shows which event was selected elsewhere.
    private void follow() {
        if (!shown() || selected().size() > 1) {
            return;
        }
        workspace.selection().get().interval().ifPresent(id -> {
            for (int i = 0; i < list.getItems().size(); i++) {
                if (list.getItems().get(i).id().equals(id)
                        && !list.getSelectionModel().isSelected(i)) {
                    filling = true;
                    list.getSelectionModel().clearAndSelect(i);
                    list.scrollTo(i);
                    filling = false;
                    showEnds();
                }
            }
        });
    }

    private void showEnds() {
        Optional<IntervalEvent> event = only();
        first.setDisable(event.isEmpty());
        last.setDisable(event.filter(e -> !isMoment(e)).isEmpty());
        remove.setDisable(list.getSelectionModel().isEmpty());
        aboutPane.show(selected().stream()
                .map(row -> Optional.ofNullable(workspace.labels().intervals().get(row.id())))
                .flatMap(Optional::stream)
                .toList());
        // What is being written stays until the event itself moves or another one is selected.
        if (!event.equals(ends)) {
            ends = event;
            first.setText(event.map(e -> Integer.toString(e.range().first())).orElse(""));
            last.setText(event.map(e -> Integer.toString(e.range().last())).orElse(""));
        }
    }

    private void move() {
        Optional<IntervalEvent> event = only();
        Optional<Media> media = workspace.media();
        if (event.isEmpty() || media.isEmpty()) {
            return;
        }
        IntervalEvent e = event.get();
        int end = media.get().frameCount() - 1;
        try {
            int from = Integer.parseInt(first.getText().strip());
            int to = isMoment(e) ? from : Integer.parseInt(last.getText().strip());
            if (from >= 0 && from <= to && to <= end) {
                message.setText("");
                FrameRange range = new FrameRange(from, to);
                if (!range.equals(e.range())) {
                    workspace.submit(new Command.MoveInterval(e.media(), e.id(), range));
                }
                return;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, as for a number that is too large.
        }
        message.setText(TEXTS.get("wrongEnds", end));
    }

    private void removeSelected() {
        List<IntervalEvent> gone = selected().stream()
                .map(row -> Optional.ofNullable(workspace.labels().intervals().get(row.id())))
                .flatMap(Optional::stream)
                .toList();
        if (gone.size() == 1) {
            workspace.submit(new Command.RemoveInterval(
                    gone.getFirst().media(), gone.getFirst().id()));
        } else if (!gone.isEmpty()) {
            workspace.submit(new Command.RemoveIntervals(
                    gone.getFirst().media(),
                    gone.stream().map(IntervalEvent::id).collect(Collectors.toSet())));
        }
    }

    // The budget.

    private List<BudgetRow> budgets() {
        return events().map(e -> BudgetRow.of(workspace.ontology(), List.of(e))).orElse(List.of());
    }

    /// Of all events, then under the name of each individual.
    private void showBudget() {
        List<Node> lines = new ArrayList<>();
        Optional<ClassId> of = Optional.empty();
        for (BudgetRow r : budgets()) {
            if (!r.subject().equals(of)) {
                of = r.subject();
                of.ifPresent(s -> lines.add(Rows.fixed(workspace.ontology().nameOf(s), Styles.STRONG)));
            }
            lines.add(budget(r.budget()));
        }
        budget.getChildren().setAll(lines);
    }

    private Node budget(ClassBudget b) {
        List<String> words = new ArrayList<>();
        b.mean().ifPresent(s -> words.add(TEXTS.get("mean", seconds(s))));
        b.median().ifPresent(s -> words.add(TEXTS.get("median", seconds(s))));
        OptionalDouble latency = b.latency();
        latency.ifPresent(s -> words.add(TEXTS.get("latency", seconds(s))));
        boolean lasts = b.mean().isPresent();
        String amount = lasts
                ? TEXTS.get(
                        "amount", b.count(), seconds(b.seconds()), String.format(Locale.ROOT, "%.1f", b.share() * 100))
                : TEXTS.get("count", b.count());
        HBox head = Rows.of(
                new Swatch(LabelNames.colour(workspace.ontology(), b.classId())),
                Rows.text(workspace.ontology().nameOf(b.classId())),
                Rows.fixed(amount));
        Label more = new Label(String.join(" · ", words));
        more.setWrapText(true);
        more.setMinHeight(Region.USE_PREF_SIZE);
        more.getStyleClass().add(Styles.QUIET);
        return words.isEmpty() ? head : new VBox(1, head, more);
    }

    // Tables for other programs.

    private void saveEvents() {
        events().ifPresent(e -> save("saveEvents", "eventsFile", EventTable.events(workspace.ontology(), e)));
    }

    private void saveBudget() {
        save("saveBudget", "budgetFile", EventTable.budgets(workspace.ontology(), budgets()));
    }

    private void save(String title, String name, String table) {
        String video = workspace.media().map(Media::name).orElse("");
        newFile.apply(TEXTS.get(title), TEXTS.get(name, video))
                .ifPresent(file -> tasks.io(
                        TEXTS.get("saving"),
                        _ -> {
                            SaveTable.save(project, file, table);
                            return file;
                        },
                        saved -> workspace.errors().info(TEXTS.get("saved", saved))));
    }
}
