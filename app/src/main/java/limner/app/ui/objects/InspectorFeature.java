package limner.app.ui.objects;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.collections.SetChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Draft;
import limner.app.ui.common.Feature;
import limner.app.ui.common.FxThread;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.LatestWins;
import limner.app.ui.common.Neighbours;
import limner.app.ui.common.Section;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Soon;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.id.LabelId;
import limner.model.id.RunId;
import limner.model.media.Media;
import limner.model.ontology.Ontology;
import limner.model.provenance.Run;
import limner.model.suggestion.Suggestion;
import org.jspecify.annotations.Nullable;

/// What is known about the selected label: class, place, extent in time, whether it is hidden or gone here, who or what
/// said so, and what was done to it.
public final class InspectorFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(InspectorFeature.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final int LINES = 6;

    private static final List<String> CHECKED = List.of("label.occluded", "label.outside", "label.keyframe");

    private static final List<String> TOGETHER =
            List.of("mask.unite", "mask.intersect", "mask.exclude", "mask.subtract", "mask.cutOut");

    private final Workspace workspace;
    private final Executor background;
    private final LatestWins<Story> stories;
    private final Soon refreshing;
    private final VBox content = new VBox(6);
    private final Section section = new Section(TEXTS.get("inspector"), content);
    private final VBox history = new VBox(2);
    private @Nullable CommandRegistry commands;
    private Optional<LabelId> told = Optional.empty();
    private long toldAt = -1;
    private Object shows = List.of();
    private Optional<Shown> shown = Optional.empty();
    /// Whether a control may show what is not stored.
    private boolean again;
    private List<limner.model.label.Label> seen = List.of();
    private Optional<LabelForm> form = Optional.empty();
    private Optional<AttributesPane> attributes = Optional.empty();

    private final Neighbours neighbours;

    /// @param background a thread for reading the log
    public InspectorFeature(Workspace workspace, FxThread ui, Executor background, Neighbours neighbours) {
        this.workspace = workspace;
        this.neighbours = neighbours;
        this.background = background;
        this.stories = new LatestWins<>(ui, this::tell);
        this.refreshing = new Soon(ui::later, this::refresh);
        content.getStyleClass().add("inspector");
        content.setMinHeight(Region.USE_PREF_SIZE);
        section.setMinHeight(Region.USE_PREF_SIZE);
        // A click or a change is on the picture first, and makes several of these tell.
        workspace.selection().addListener((_, _, _) -> refreshing.ask());
        workspace.snapshot().addListener((_, _, _) -> {
            // What was changed and taken back before anything is made anew was changed: a control may show it.
            if (!selected().equals(seen)) {
                shown = Optional.empty();
            }
            refreshing.ask();
        });
        workspace.shown().addListener((_, _, _) -> refreshing.ask());
        workspace.playing().addListener((_, _, _) -> refreshing.ask());
        workspace.refusals().addListener((_, _, _) -> again());
        workspace.view().pinned().addListener((SetChangeListener<LabelId>) _ -> refreshing.ask());
        workspace.view().locked().addListener((SetChangeListener<LabelId>) _ -> refreshing.ask());
        refresh();
    }

    @Override
    public void close() {
        refreshing.close();
    }

    /// What was asked for in a control did not come to be: it shows what is stored again.
    private void again() {
        shown = Optional.empty();
        again = true;
        refreshing.ask();
    }

    /// All that decides what the controls say; while it stays, so do they, with whoever stands in them.
    private record Shown(
            Selection selection,
            Optional<ShownFrame> frame,
            List<limner.model.label.Label> labels,
            Optional<Suggestion> suggestion,
            Ontology ontology,
            Optional<Media> media,
            Map<RunId, Run> runs,
            boolean writable,
            List<Boolean> asked) {}

    private Shown toShow(CommandRegistry registry) {
        List<limner.model.label.Label> labels = selected();
        return new Shown(
                workspace.selection().get(),
                workspace.shown().get(),
                labels,
                workspace.selectedSuggestion(),
                workspace.ontology(),
                workspace.media(),
                workspace.state().runs(),
                workspace.writable(),
                Stream.concat(
                                CHECKED.stream()
                                        .map(id -> registry.find(id)
                                                .filter(c -> c.enabled().get())
                                                .isPresent()),
                                labels.stream()
                                        .map(l -> workspace.view().pinned().contains(l.id())
                                                || workspace.view().locked().contains(l.id())))
                        .toList());
    }

    private List<limner.model.label.Label> selected() {
        return workspace.selection().get().labels().stream()
                .flatMap(id -> workspace.labels().label(id).stream())
                .toList();
    }

    private record Story(LabelId label, List<String> lines) {}

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
        commands = registry;
        registry.add(DeskCommand.of("label.attributes", CommandGroup.LABEL, TEXTS)
                .keys("Alt+A")
                .once()
                .action(this::answer));
        registry.add(DeskCommand.of("label.numbers", CommandGroup.LABEL, TEXTS)
                .keys("Alt+Shift+D")
                .once()
                .action(this::write));
        refresh();
    }

    /// What flies past is not followed, but a control that says what is not so does not wait until it stands.
    private void refresh() {
        if ((workspace.playing().get() && !again) || commands == null) {
            return;
        }
        again = false;
        Shown now = toShow(commands);
        if (shown.equals(Optional.of(now))) {
            workspace.selectedLabel().ifPresent(this::askHistory);
            return;
        }
        shown = Optional.of(now);
        seen = now.labels();
        // Only of the same object on the same frame is it still meant.
        Object about = List.of(workspace.selection().get(), workspace.shown().get());
        boolean goesOn = about.equals(shows);
        shows = about;
        Optional<limner.model.label.Label> label = workspace.selectedLabel();
        if (label.isPresent()
                && form.isPresent()
                && form.get().rows().equals(LabelForm.rowsOf(workspace, label.get()))) {
            form.get().show(label.get(), goesOn);
            askHistory(label.get());
            return;
        }
        Optional<String> keyboard = keyboard();
        Optional<Draft> draft = goesOn ? Draft.below(content) : Optional.empty();
        // Enter takes all numbers at once, so those wait as well that have not the keyboard any more.
        Map<String, String> written =
                goesOn ? numbers().map(PlaceNumbers::written).orElse(Map.of()) : Map.of();
        content.getChildren().clear();
        form = Optional.empty();
        attributes = Optional.empty();
        Selection selection = workspace.selection().get();
        if (label.isPresent()) {
            LabelForm made = new LabelForm(workspace, neighbours, commands, label.get(), history, this::again);
            form = Optional.of(made);
            attributes = Optional.of(made.attributes());
            content.getChildren().add(made);
            askHistory(label.get());
        } else if (selection.labels().size() > 1) {
            content.getChildren()
                    .addAll(quiet(TEXTS.get("inspector.many", selection.labels().size())), together(commands));
            List<limner.model.label.Label> several = selected();
            if (!several.isEmpty()) {
                int frame = LabelForm.frame(workspace, several.getFirst());
                AttributesPane pane = new AttributesPane(workspace, several, frame, this::again);
                attributes = Optional.of(pane);
                content.getChildren().add(pane);
            }
        } else if (workspace.selectedSuggestion().isPresent()) {
            workspace.selectedSuggestion().ifPresent(s -> {
                GridPane grid = LabelForm.grid();
                LabelForm.row(grid, "class", new Label(workspace.ontology().nameOf(s.classId())));
                LabelForm.row(grid, "score", new Label(LabelNames.score(s.score())));
                LabelForm.row(grid, "place", LabelForm.wrapped(LabelForm.place(s.shape())));
                LabelForm.row(
                        grid,
                        "origin",
                        LabelForm.wrapped(LabelForm.run(workspace.state().runs().get(s.run()))));
                content.getChildren().add(grid);
            });
        } else {
            content.getChildren().add(quiet(TEXTS.get("inspector.empty")));
        }
        keyboard.map(id -> content.lookup("#" + id)).ifPresent(Node::requestFocus);
        numbers().ifPresent(p -> p.goOn(written));
        draft.ifPresent(d -> d.goOn(content));
    }

    private Optional<PlaceNumbers> numbers() {
        return form.flatMap(LabelForm::numbers);
    }

    /// Gives the keyboard to the first number of the selected object.
    private void write() {
        refreshing.now();
        numbers()
                .map(PlaceNumbers::first)
                .ifPresentOrElse(Node::requestFocus, () -> workspace.errors().info(TEXTS.get("number.nothing")));
    }

    /// The control in here that has the keyboard, to give it back to the one that takes its place.
    private Optional<String> keyboard() {
        return Optional.ofNullable(content.getScene())
                .map(Scene::getFocusOwner)
                .filter(_ -> content.isFocusWithin())
                .map(Node::getId);
    }

    /// What can be made of several that are selected.
    private static FlowPane together(CommandRegistry registry) {
        FlowPane row = new FlowPane(6, 6);
        for (String id : TOGETHER) {
            registry.find(id).ifPresent(c -> {
                Button button = registry.bind(new Button(c.name().get()), c);
                button.setId("inspect-" + id.replace('.', '-'));
                button.setGraphic(null);
                button.setText(c.name().get());
                row.getChildren().add(button);
            });
        }
        return row;
    }

    /// Gives the keyboard to the first attribute of what is selected.
    private void answer() {
        refreshing.now();
        section.open().set(true);
        Optional<Node> first = attributes.flatMap(AttributesPane::first);
        if (first.isPresent()) {
            first.get().requestFocus();
            return;
        }
        workspace.errors().info(TEXTS.get("attribute.unasked"));
    }

    private void askHistory(limner.model.label.Label label) {
        long now = workspace.snapshot().get().lastEvent();
        if (told.filter(label.id()::equals).isEmpty()) {
            history.getChildren().clear();
        }
        if (told.filter(label.id()::equals).isPresent() && toldAt == now) {
            return;
        }
        told = Optional.of(label.id());
        toldAt = now;
        background.execute(() -> {
            stories.offer(new Story(label.id(), lines(label.id())));
        });
    }

    /// Reads the store, on a thread that may wait for it.
    private List<String> lines(LabelId label) {
        try {
            return LabelStory.of(workspace.session().eventsOf(label)).stream()
                    .map(s -> TIME.format(s.at()) + "  " + s.what())
                    .toList();
        } catch (RuntimeException e) {
            return List.of(workspace.errors().words(e));
        }
    }

    private void tell(Story story) {
        if (told.filter(story.label()::equals).isEmpty()) {
            return;
        }
        history.getChildren().clear();
        List<String> lines = story.lines();
        for (String line :
                lines.subList(Math.max(0, lines.size() - LINES), lines.size()).reversed()) {
            history.getChildren().add(quiet(line));
        }
    }

    private static Label quiet(String text) {
        Label label = LabelForm.wrapped(text);
        label.getStyleClass().add(Styles.QUIET);
        return label;
    }
}
