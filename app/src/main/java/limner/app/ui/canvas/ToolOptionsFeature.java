package limner.app.ui.canvas;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.ClassButton;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.KeyText;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.ViewOptions;
import limner.app.ui.common.Workspace;
import limner.model.geometry.Tip;
import limner.model.id.ClassId;
import limner.model.label.Extent;

/// One line under the canvas that changes with the tool: class and extent of new labels, size and tip of the brush.
public final class ToolOptionsFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(ToolOptionsFeature.class);

    /// Of the insides of labels: more would hide the picture.
    private static final double MOST_FILL = 0.6;

    private static final double FILL_STEP = 0.06;

    private final Workspace workspace;
    private final TextField written = new TextField();
    private final HBox line = new HBox(8);
    private final ClassButton classes;
    private final HBox extent;
    private final HBox brush;
    private final SmartLine smart;
    private final PaintLine paint;
    private final VBox lines;

    public ToolOptionsFeature(Workspace workspace) {
        this.workspace = workspace;
        this.classes = new ClassButton(workspace, id -> workspace.currentClass().set(Optional.of(id)));
        this.extent = extent();
        this.brush = brush();
        this.smart = new SmartLine(workspace.view().smart(), workspace.view().paint());
        this.paint = new PaintLine(workspace);
        this.lines = new VBox(line, paint.rangeNode());
        classes.setId("current-class");
        classes.setTooltip(new Tooltip(TEXTS.get("options.class")));
        classes.setFocusTraversable(false);
        classes.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        line.getChildren().addAll(classes, extent, brush, smart.node(), paint.node(), gap, opacity());
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll(Styles.TOOL_OPTIONS, Styles.BAR);
        workspace.tool().addListener((_, _, _) -> refresh());
        workspace.currentClass().addListener((_, _, _) -> refresh());
        workspace.snapshot().addListener((_, before, now) -> {
            if (!before.state().ontology().equals(now.state().ontology())) {
                refresh();
            }
        });
        refresh();
    }

    @Override
    public Slot slot() {
        return Slot.TOOL_OPTIONS;
    }

    @Override
    public Node view() {
        return lines;
    }

    /// Whose keys the hints name, from the second place on.
    private static final List<Gesture> HINTED = List.of(
            Gesture.NEW_MASK,
            Gesture.ERASE,
            Gesture.CONSTRAIN,
            Gesture.FOLLOW,
            Gesture.HOLE,
            Gesture.TAKE,
            Gesture.ADD,
            Gesture.POSSIBLY,
            Gesture.HIDDEN,
            Gesture.ABSENT);

    /// What the tool in hand understands, for the status bar.
    public static ObservableStringValue hint(Workspace workspace) {
        return Bindings.createStringBinding(
                () -> workspace.amendment().get().isPresent()
                        ? TEXTS.get("hint.AMEND")
                        : TEXTS.get(
                                "hint." + workspace.tool().get(),
                                Stream.concat(
                                                Stream.of(KeyText.wheel(
                                                        workspace.view().hold(Gesture.SIZE))),
                                                HINTED.stream()
                                                        .map(g -> KeyText.of(
                                                                workspace.view().hold(g))))
                                        .toArray()),
                workspace.tool(),
                workspace.view().holds(),
                workspace.amendment());
    }

    private void refresh() {
        Optional<ClassId> current = workspace.currentClass().get();
        current.ifPresentOrElse(
                id -> classes.say(workspace.ontology().nameOf(id), id),
                () -> classes.say(TEXTS.get("options.noClass")));
        ToolKind tool = workspace.tool().get();
        boolean tip = tool.hasTip() || tool == ToolKind.CUT_OUT;
        brush.setVisible(tip);
        brush.setManaged(tip);
        smart.show(tool);
        paint.show(tool);
    }

    private HBox extent() {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        ViewOptions options = workspace.view();
        for (Extent e : Extent.values()) {
            ToggleButton button = new ToggleButton(TEXTS.get("options.extent." + e));
            button.setToggleGroup(group);
            button.setFocusTraversable(false);
            button.setTooltip(new Tooltip(TEXTS.get("options.extent.tip")));
            button.setSelected(options.newExtent().get() == e);
            button.setOnAction(_ -> {
                button.setSelected(true);
                options.newExtent().set(e);
            });
            options.newExtent().addListener((_, _, now) -> button.setSelected(now == e));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.getStyleClass().add(e == Extent.FRAME ? "left-pill" : "right-pill");
            button.setId("extent-" + e);
            box.getChildren().add(button);
        }
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private HBox brush() {
        ViewOptions options = workspace.view();
        // By powers: among small sizes a pixel more is much, among large ones little.
        Slider size = new Slider(
                0,
                Math.log10(ViewOptions.LARGEST_BRUSH),
                onSlider(options.brushSize().get()));
        size.setId("brush-slider");
        size.setPrefWidth(140);
        size.setMinWidth(48);
        size.setFocusTraversable(false);
        size.setAccessibleText(TEXTS.get("options.size"));
        size.valueProperty().addListener((_, _, now) -> {
            double before = options.brushSize().get();
            double whole = Math.rint(Math.pow(10, now.doubleValue()));
            // What only follows the size must not change it.
            if (onSlider(before) != now.doubleValue() && before != whole) {
                options.brushSize().set(whole);
            }
        });
        TextField value = written;
        value.setId("brush-size");
        value.setPrefColumnCount(3);
        value.setMinWidth(44);
        value.setAccessibleText(TEXTS.get("options.size"));
        value.setTooltip(new Tooltip(TEXTS.get("options.size.tip")));
        value.getStyleClass().add(Styles.MONO);
        value.setOnAction(_ -> take(value));
        value.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                take(value);
            }
        });
        options.brushSize().subscribe(now -> {
            size.setValue(onSlider(now.doubleValue()));
            value.setText(number(now.doubleValue()));
        });
        Label unit = Rows.fixed(TEXTS.get("options.size.unit"), Styles.QUIET);
        HBox tips = new HBox();
        ToggleGroup group = new ToggleGroup();
        for (Tip tip : Tip.values()) {
            ToggleButton button = new ToggleButton(TEXTS.get("options.tip." + tip));
            String words = TEXTS.get("options.tip." + tip + ".tip");
            button.setTooltip(new Tooltip(words));
            button.setAccessibleText(words);
            button.setToggleGroup(group);
            button.setFocusTraversable(false);
            button.setSelected(options.brushTip().get() == tip);
            button.setOnAction(_ -> {
                button.setSelected(true);
                options.brushTip().set(tip);
            });
            options.brushTip().addListener((_, _, now) -> button.setSelected(now == tip));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.getStyleClass().add(tip == Tip.ROUND ? "left-pill" : "right-pill");
            tips.getChildren().add(button);
        }
        tips.setAlignment(Pos.CENTER_LEFT);
        HBox box = new HBox(8, new Separator(Orientation.VERTICAL), size, value, unit, tips);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static double onSlider(double size) {
        return Math.log10(size);
    }

    private static String number(double size) {
        return String.format(Locale.ROOT, "%.0f", size);
    }

    /// Takes the size that is written, as near as a brush comes to it; what is no number goes again.
    private void take(TextField field) {
        ViewOptions options = workspace.view();
        try {
            double written =
                    Math.rint(Double.parseDouble(field.getText().strip().replace(',', '.')));
            if (!Double.isFinite(written)) {
                throw new NumberFormatException("a brush has a size");
            }
            options.brushSize().set(Math.clamp(written, 1, ViewOptions.LARGEST_BRUSH));
        } catch (NumberFormatException e) {
            workspace
                    .errors()
                    .info(TEXTS.get("options.size.none", field.getText().strip()));
        }
        field.setText(number(options.brushSize().get()));
    }

    @Override
    public void register(CommandRegistry commands) {
        ToggleButton display = commands.bind(new ToggleButton(), commands.get("view.display"));
        display.getStyleClass().add(Styles.QUIET_BUTTON);
        display.setFocusTraversable(false);
        line.getChildren().add(display);
        ViewOptions options = workspace.view();
        commands.add(DeskCommand.of("paint.size", CommandGroup.TOOL, TEXTS)
                .under(Submenu.OPTIONS)
                .once()
                .enabled(brush.visibleProperty())
                .action(() -> {
                    written.requestFocus();
                    written.selectAll();
                }));
        commands.add(DeskCommand.of("paint.square", CommandGroup.TOOL, TEXTS)
                .under(Submenu.OPTIONS)
                .selected(options.brushTip().isEqualTo(Tip.SQUARE))
                .action(() -> options.brushTip().set(options.brushTip().get() == Tip.SQUARE ? Tip.ROUND : Tip.SQUARE)));
        paint.register(commands);
        smart.register(commands, workspace.tool());
        for (double by : List.of(-FILL_STEP, FILL_STEP)) {
            commands.add(DeskCommand.of(by < 0 ? "view.fill.less" : "view.fill.more", CommandGroup.TOOL, TEXTS)
                    .under(Submenu.OPTIONS)
                    .action(() -> options.fillOpacity()
                            .set(Math.clamp(options.fillOpacity().get() + by, 0, MOST_FILL))));
        }
    }

    private HBox opacity() {
        Slider fill = new Slider(0, MOST_FILL, workspace.view().fillOpacity().get());
        fill.setPrefWidth(90);
        fill.setMinWidth(40);
        fill.setFocusTraversable(false);
        fill.setAccessibleText(TEXTS.get("options.opacity"));
        fill.valueProperty().bindBidirectional(workspace.view().fillOpacity());
        Label name = Rows.fixed(TEXTS.get("options.opacity"), Styles.QUIET);
        HBox box = new HBox(8, name, fill);
        box.setAlignment(Pos.CENTER_LEFT);
        // Where a tool has many options in a narrow window this gives way to them.
        box.setMinWidth(0);
        box.visibleProperty()
                .bind(box.widthProperty()
                        .greaterThanOrEqualTo(name.widthProperty().add(box.getSpacing() + fill.getMinWidth())));
        return box;
    }
}
