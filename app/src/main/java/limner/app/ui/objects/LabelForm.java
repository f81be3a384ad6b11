package limner.app.ui.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.ClassButton;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Neighbours;
import limner.app.ui.common.Rows;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Styles;
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
import limner.model.label.Keyframe;
import limner.model.label.Placement;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;
import limner.model.provenance.Run;
import org.jspecify.annotations.Nullable;

/// What is known about one label, and the controls that change it. It is kept for another label, or another frame, as
/// long as that has the same rows. JavaFX thread only.
final class LabelForm extends VBox {

    private static final Texts TEXTS = Texts.beside(LabelForm.class);
    private static final List<String> BETWEEN =
            List.of("track.linear", "track.held", "track.allLinear", "track.allHeld");

    private final Workspace workspace;
    private final Neighbours neighbours;
    private final Runnable again;
    private final Asked rows;
    private final List<Runnable> shows = new ArrayList<>();
    private final Optional<PlaceNumbers> numbers;
    private final AttributesPane attributes;
    private limner.model.label.Label label;
    private int frame;

    /// All that decides which rows there are.
    record Asked(
            Ontology ontology, Optional<Media> media, boolean tracked, List<String> numbers, List<Attribute> asked) {}

    /// @param history comes last
    /// @param again has what is stored shown once more
    LabelForm(
            Workspace workspace,
            Neighbours neighbours,
            CommandRegistry registry,
            limner.model.label.Label label,
            VBox history,
            Runnable again) {
        super(6);
        this.workspace = workspace;
        this.neighbours = neighbours;
        this.again = again;
        this.label = label;
        this.frame = frame(workspace, label);
        this.rows = rowsOf(workspace, label);
        setMinHeight(Region.USE_PREF_SIZE);
        GridPane grid = grid();
        row(grid, "class", classes());
        row(grid, "place", told(() -> placed().map(p -> place(p.shape())).orElse(TEXTS.get("gone"))));
        numbers = placed().filter(_ -> !rows.numbers().isEmpty()).flatMap(p -> numbers(p.shape()));
        // Over both columns: what the numbers take, the list of objects loses.
        numbers.ifPresent(n -> grid.add(n, 0, grid.getRowCount(), 2, 1));
        row(grid, "extent", told(() -> extent(this.label)));
        attributes = new AttributesPane(workspace, List.of(label), frame, again);
        getChildren().addAll(grid, attributes);
        CheckBox occluded = check(
                registry,
                "label.occluded",
                () -> placed().map(Placement::occluded).orElse(false));
        if (label.tracked()) {
            CheckBox outside = check(registry, "label.outside", () -> LabelCommands.outside(this.label, frame));
            CheckBox keyframe = check(
                    registry, "label.keyframe", () -> this.label.keyframe(frame).isPresent());
            // Wraps where the panel is narrow, instead of pushing everything under the scroll bar.
            getChildren().add(new FlowPane(12, 6, keyframe, occluded, outside));
            GridPane way = grid();
            row(way, "between", between(registry));
            getChildren().add(way);
        } else {
            Button track = registry.bind(new Button(TEXTS.get("makeTrack")), registry.get("label.track"));
            track.setGraphic(null);
            getChildren().add(new HBox(12, occluded, track));
        }
        GridPane origin = grid();
        row(origin, "origin", told(() -> origin(this.label.origin())));
        getChildren().addAll(origin, history);
        shows.forEach(Runnable::run);
    }

    /// Which rows it has.
    Asked rows() {
        return rows;
    }

    /// Which rows a label has on the frame that is shown.
    static Asked rowsOf(Workspace workspace, limner.model.label.Label label) {
        int frame = frame(workspace, label);
        // Where nothing may move it the numbers are not offered.
        boolean fixed = workspace.view().pinned().contains(label.id())
                || workspace.view().locked().contains(label.id());
        return new Asked(
                workspace.ontology(),
                workspace.state().media(label.media()),
                label.tracked(),
                label.at(frame)
                        .filter(_ -> !fixed)
                        .map(p -> PlaceNumbers.names(p.shape()))
                        .orElse(List.of()),
                AttributesPane.asked(workspace, List.of(label), frame));
    }

    /// The frame on which a label is looked at.
    static int frame(Workspace workspace, limner.model.label.Label label) {
        return workspace.shown().get().map(ShownFrame::frame).orElse(label.firstFrame());
    }

    /// Shows another label with the same rows.
    ///
    /// @param goesOn whether it is the same one on the same frame: then what is being written stays
    void show(limner.model.label.Label next, boolean goesOn) {
        label = next;
        frame = frame(workspace, next);
        shows.forEach(Runnable::run);
        placed().ifPresent(p -> numbers.ifPresent(n -> n.show(p.shape(), goesOn)));
        attributes.show(List.of(next), frame, goesOn);
    }

    /// The numbers of where it is, where it may be moved.
    Optional<PlaceNumbers> numbers() {
        return numbers;
    }

    AttributesPane attributes() {
        return attributes;
    }

    private Optional<Placement> placed() {
        return label.at(frame);
    }

    private Optional<PlaceNumbers> numbers(Shape shape) {
        return rows.media()
                .map(media -> new PlaceNumbers(
                        shape,
                        media,
                        next -> {
                            if (!neighbours.reshape(label.id(), next)) {
                                workspace.submit(new Command.Reshape(label.media(), frame, label.id(), next));
                            }
                        },
                        workspace.errors()));
    }

    private CheckBox check(CommandRegistry registry, String id, BooleanSupplier on) {
        DeskCommand command = registry.get(id);
        CheckBox box = new CheckBox(TEXTS.get("short." + command.id()));
        box.setId("inspect-" + command.id().replace('.', '-'));
        shows.add(() -> {
            box.setSelected(on.getAsBoolean());
            box.setDisable(!command.enabled().get());
        });
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(command.tipText());
        box.setTooltip(tip);
        box.setOnAction(_ -> {
            registry.ask(command);
            if (workspace.waiting().get() == 0) {
                // There was nothing to do, and nothing will be told.
                again.run();
            }
        });
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    /// How the track goes on from the keyframe before this frame, and what that can be changed to.
    private MenuButton between(CommandRegistry registry) {
        MenuButton button = new MenuButton();
        shows.add(() -> button.setText(TEXTS.get("between." + label.interpolation(frame))));
        button.setId("inspect-between");
        for (String id : BETWEEN) {
            button.getItems().add(registry.menuItem(registry.get(id)));
        }
        return button;
    }

    private MenuButton classes() {
        ClassButton button = new ClassButton(
                workspace, id -> workspace.submit(new Command.Reclassify(label.media(), Set.of(label.id()), id)));
        shows.add(
                () -> button.say(workspace.ontology().nameOf(label.classId()) + " " + label.number(), label.classId()));
        button.setId("inspect-class");
        return button;
    }

    static String place(Shape shape) {
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
        Map.Entry<Integer, Keyframe> last = label.keyframes().lastEntry();
        int keyframes = label.keyframes().size();
        return last.getValue().outside()
                ? TEXTS.get(
                        "extent.track", keyframes, label.firstFrame(), Math.max(label.firstFrame(), last.getKey() - 1))
                : TEXTS.get("extent.open", keyframes, label.firstFrame());
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

    static String run(@Nullable Run run) {
        return run == null ? TEXTS.get("unknownModel") : run.model() + " " + run.modelVersion();
    }

    private Label told(Supplier<String> words) {
        Label line = wrapped("");
        shows.add(() -> line.setText(words.get()));
        return line;
    }

    static GridPane grid() {
        GridPane grid = new GridPane(8, 4);
        // As wide as most names; a longer one has the room it needs.
        ColumnConstraints names = new ColumnConstraints(56, Region.USE_COMPUTED_SIZE, Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        return grid;
    }

    static void row(GridPane grid, String name, Node value) {
        Label label = Rows.fixed(TEXTS.get(name), Styles.QUIET);
        GridPane.setValignment(label, value instanceof MenuButton ? VPos.CENTER : VPos.TOP);
        grid.addRow(grid.getRowCount(), label, value);
    }

    static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
