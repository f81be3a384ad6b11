package limner.app.ui.objects;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.collections.SetChangeListener;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
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
import limner.app.ui.common.Rows;
import limner.app.ui.common.Section;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Soon;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.LabelId;
import limner.model.id.RunId;
import limner.model.label.Placement;
import limner.model.media.Media;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;
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
    private static final List<String> BETWEEN =
            List.of("track.linear", "track.held", "track.allLinear", "track.allHeld");

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
    private List<limner.model.label.Label> seen = List.of();
    private Optional<PlaceNumbers> placeNumbers = Optional.empty();

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
        workspace.view().pinned().addListener((SetChangeListener<LabelId>) _ -> refreshing.ask());
        workspace.view().locked().addListener((SetChangeListener<LabelId>) _ -> refreshing.ask());
        refresh();
    }

    @Override
    public void close() {
        refreshing.close();
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

    private void refresh() {
        if (workspace.playing().get() || commands == null) {
            return;
        }
        Shown now = toShow(commands);
        if (shown.equals(Optional.of(now))) {
            workspace.selectedLabel().ifPresent(this::askHistory);
            return;
        }
        shown = Optional.of(now);
        seen = now.labels();
        Optional<String> keyboard = keyboard();
        // Only of the same object on the same frame is it still meant.
        Object about = List.of(workspace.selection().get(), workspace.shown().get());
        Optional<Draft> draft = about.equals(shows) ? Draft.below(content) : Optional.empty();
        // Enter takes all numbers at once, so those wait as well that have not the keyboard any more.
        Map<String, String> written =
                about.equals(shows) ? placeNumbers.map(PlaceNumbers::written).orElse(Map.of()) : Map.of();
        shows = about;
        content.getChildren().clear();
        placeNumbers = Optional.empty();
        Selection selection = workspace.selection().get();
        Optional<limner.model.label.Label> label = workspace.selectedLabel();
        if (label.isPresent()) {
            inspect(label.get(), commands);
        } else if (selection.labels().size() > 1) {
            content.getChildren()
                    .addAll(quiet(TEXTS.get("inspector.many", selection.labels().size())), together(commands));
            List<limner.model.label.Label> several = selected();
            if (!several.isEmpty()) {
                content.getChildren().add(attributes(several));
            }
        } else if (workspace.selectedSuggestion().isPresent()) {
            workspace.selectedSuggestion().ifPresent(s -> {
                GridPane grid = grid();
                row(grid, "class", new Label(workspace.ontology().nameOf(s.classId())));
                row(grid, "score", new Label(LabelNames.score(s.score())));
                row(grid, "place", wrapped(place(s.shape())));
                row(grid, "origin", wrapped(run(workspace.state().runs().get(s.run()))));
                content.getChildren().add(grid);
            });
        } else {
            content.getChildren().add(quiet(TEXTS.get("inspector.empty")));
        }
        keyboard.map(id -> content.lookup("#" + id)).ifPresent(Node::requestFocus);
        placeNumbers.ifPresent(p -> p.goOn(written));
        draft.ifPresent(d -> d.goOn(content));
    }

    /// The numbers of where it is, to be written; where nothing may move it they are not offered.
    private void numbers(GridPane grid, limner.model.label.Label label, int frame, Shape shape) {
        boolean fixed = workspace.view().pinned().contains(label.id())
                || workspace.view().locked().contains(label.id());
        workspace.state().media(label.media()).filter(_ -> !fixed).ifPresent(media -> {
            PlaceNumbers numbers = new PlaceNumbers(
                    shape,
                    media,
                    next -> {
                        if (!neighbours.reshape(label.id(), next)) {
                            workspace.submit(new Command.Reshape(label.media(), frame, label.id(), next));
                        }
                    },
                    workspace.errors());
            // Over both columns: what the numbers take, the list of objects loses.
            grid.add(numbers, 0, grid.getRowCount(), 2, 1);
            placeNumbers = Optional.of(numbers);
        });
    }

    /// Gives the keyboard to the first number of the selected object.
    private void write() {
        refreshing.now();
        placeNumbers
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

    private void inspect(limner.model.label.Label label, CommandRegistry registry) {
        int frame = workspace.shown().get().map(ShownFrame::frame).orElse(label.firstFrame());
        GridPane grid = grid();
        row(grid, "class", classes(label));
        Optional<Placement> placed = label.at(frame);
        row(grid, "place", wrapped(placed.map(p -> place(p.shape())).orElse(TEXTS.get("gone"))));
        placed.ifPresent(p -> numbers(grid, label, frame, p.shape()));
        row(grid, "extent", wrapped(extent(label)));
        content.getChildren().addAll(grid, attributes(List.of(label)));
        CheckBox occluded = check(
                registry, "label.occluded", placed.map(Placement::occluded).orElse(false));
        if (label.tracked()) {
            CheckBox outside = check(registry, "label.outside", LabelCommands.outside(label, frame));
            CheckBox keyframe =
                    check(registry, "label.keyframe", label.keyframe(frame).isPresent());
            // Wraps where the panel is narrow, instead of pushing everything under the scroll bar.
            content.getChildren().add(new FlowPane(12, 6, keyframe, occluded, outside));
            GridPane way = grid();
            row(way, "between", between(label, frame, registry));
            content.getChildren().add(way);
        } else {
            Button track = registry.bind(new Button(TEXTS.get("makeTrack")), registry.get("label.track"));
            track.setGraphic(null);
            content.getChildren().add(new HBox(12, occluded, track));
        }
        GridPane origin = grid();
        row(origin, "origin", wrapped(origin(label.origin())));
        content.getChildren().addAll(origin, history);
        askHistory(label);
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

    private AttributesPane attributes(List<limner.model.label.Label> labels) {
        int frame = workspace
                .shown()
                .get()
                .map(ShownFrame::frame)
                .orElse(labels.getFirst().firstFrame());
        AttributesPane pane = new AttributesPane(workspace, labels, frame);
        pane.setDisable(!workspace.writable());
        pane.setId("attributes");
        boolean any = !pane.getChildren().isEmpty();
        pane.setVisible(any);
        pane.setManaged(any);
        return pane;
    }

    /// Gives the keyboard to the first attribute of what is selected.
    private void answer() {
        refreshing.now();
        section.open().set(true);
        Optional<Node> first = content.getChildren().stream()
                .flatMap(n -> n instanceof AttributesPane pane ? pane.first().stream() : Stream.empty())
                .findFirst();
        if (first.isPresent()) {
            first.get().requestFocus();
            return;
        }
        workspace.errors().info(TEXTS.get("attribute.unasked"));
    }

    private static CheckBox check(CommandRegistry registry, String id, boolean on) {
        DeskCommand command = registry.get(id);
        CheckBox box = new CheckBox(TEXTS.get("short." + command.id()));
        box.setId("inspect-" + command.id().replace('.', '-'));
        box.setSelected(on);
        box.setDisable(!command.enabled().get());
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(command.tipText());
        box.setTooltip(tip);
        box.setOnAction(_ -> registry.ask(command));
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    /// How the track goes on from the keyframe before this frame, and what that can be changed to.
    private static MenuButton between(limner.model.label.Label label, int frame, CommandRegistry registry) {
        MenuButton button = new MenuButton(TEXTS.get("between." + label.interpolation(frame)));
        button.setId("inspect-between");
        for (String id : BETWEEN) {
            button.getItems().add(registry.menuItem(registry.get(id)));
        }
        return button;
    }

    private MenuButton classes(limner.model.label.Label label) {
        MenuButton button = new MenuButton(
                workspace.ontology().nameOf(label.classId()) + " " + label.number(),
                new Swatch(LabelNames.colour(workspace.ontology(), label.classId())));
        button.setId("inspect-class");
        // An underscore of a name is no mark of a mnemonic.
        button.setMnemonicParsing(false);
        for (LabelClass c : workspace.ontology().classes()) {
            if (c.kind().drawn() && !c.retired()) {
                MenuItem item = new MenuItem(c.name(), new Swatch(LabelNames.colour(workspace.ontology(), c.id())));
                item.setMnemonicParsing(false);
                item.setOnAction(
                        _ -> workspace.submit(new Command.Reclassify(label.media(), Set.of(label.id()), c.id())));
                button.getItems().add(item);
            }
        }
        return button;
    }

    private static String place(Shape shape) {
        Box b = shape.bounds();
        String at = number(b.x()) + ", " + number(b.y());
        String size = number(b.width()) + " × " + number(b.height());
        return switch (shape) {
            case Box _ -> TEXTS.get("place.box", size, at);
            case RotatedBox r ->
                TEXTS.get(
                        "place.rotatedBox",
                        number(r.width()) + " × " + number(r.height()),
                        number(r.x()) + ", " + number(r.y()),
                        number(r.angle()));
            case Ellipse e ->
                TEXTS.get(
                        "place.ellipse",
                        number(e.radiusX()) + " × " + number(e.radiusY()),
                        number(e.x()) + ", " + number(e.y()),
                        number(e.angle()));
            case PointSet set -> TEXTS.get("place.points", set.points().size());
            case Skeleton s ->
                TEXTS.get("place.skeleton", s.present().size(), s.joints().size(), size);
            case Polygon p ->
                TEXTS.get(
                        "place.polygon",
                        p.rings().stream().mapToInt(r -> r.points().size()).sum(),
                        size);
            case Polyline p -> TEXTS.get("place.polyline", p.points().size());
            case Point _ -> TEXTS.get("place.point", at);
            case Mask m -> TEXTS.get("place.mask", m.rle().area());
        };
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String extent(limner.model.label.Label label) {
        if (!label.tracked()) {
            return TEXTS.get("extent.frame", label.firstFrame());
        }
        Map.Entry<Integer, ?> last = label.keyframes().lastEntry();
        return TEXTS.get("extent.track", label.keyframes().size(), label.firstFrame(), last.getKey());
    }

    private String origin(Origin origin) {
        return switch (origin) {
            case Origin.Manual() -> TEXTS.get("origin.manual");
            case Origin.Imported(String source, var _) -> TEXTS.get("origin.imported", source);
            case Origin.Suggested s -> {
                String model = run(workspace.state().runs().get(s.run()));
                String how = switch (s.how()) {
                    case ACCEPTED -> s.policy() == null ? "origin.accepted" : "origin.policy";
                    case AMENDED -> "origin.amended";
                };
                yield TEXTS.get(how, model, LabelNames.score(s.score()));
            }
        };
    }

    private static String run(@Nullable Run run) {
        return run == null ? TEXTS.get("unknownModel") : run.model() + " " + run.modelVersion();
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

    private static GridPane grid() {
        GridPane grid = new GridPane(8, 4);
        ColumnConstraints names = new ColumnConstraints(56);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        return grid;
    }

    private static void row(GridPane grid, String name, Node value) {
        Label label = Rows.fixed(TEXTS.get(name), Styles.QUIET);
        GridPane.setValignment(label, value instanceof MenuButton ? VPos.CENTER : VPos.TOP);
        grid.addRow(grid.getRowCount(), label, value);
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label quiet(String text) {
        Label label = wrapped(text);
        label.getStyleClass().add(Styles.QUIET);
        return label;
    }
}
