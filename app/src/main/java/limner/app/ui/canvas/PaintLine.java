package limner.app.ui.canvas;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.IntegerProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.PaintOptions;
import limner.app.ui.common.PaintPolicy;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.Workspace;
import limner.app.usecase.Channel;
import limner.model.id.LabelId;

/// What paint may do, in the line of options of every tool that makes mask pixels, and a second line for the range of
/// values while one is set.
final class PaintLine {

    private static final Texts TEXTS = Texts.beside(PaintLine.class);

    private final Workspace workspace;
    private final PaintOptions options;
    private final MenuButton policies = new MenuButton();
    private final Tooltip tip = new Tooltip();
    private final ToggleButton gate = new ToggleButton(TEXTS.get("options.gate"));
    private final HBox line;
    private final HBox range;
    private boolean shown;

    PaintLine(Workspace workspace) {
        this.workspace = workspace;
        this.options = workspace.view().paint();
        policies.setId("paint-policy");
        policies.setTooltip(tip);
        policies.setFocusTraversable(false);
        policies.setMinWidth(Region.USE_PREF_SIZE);
        policies.setOnShowing(_ -> fill());
        gate.setId("paint-gate");
        gate.setTooltip(new Tooltip(TEXTS.get("options.gate.tip")));
        gate.setFocusTraversable(false);
        gate.setMinWidth(Region.USE_PREF_SIZE);
        gate.selectedProperty().bindBidirectional(options.gated());
        line = new HBox(8, policies, gate);
        line.setAlignment(Pos.CENTER_LEFT);
        range = range();
        options.policy().addListener((_, _, _) -> refresh());
        options.inside().addListener((_, _, _) -> refresh());
        options.gated().addListener((_, _, _) -> refresh());
        workspace.snapshot().addListener((_, _, _) -> refresh());
        fill();
        refresh();
    }

    Node node() {
        return line;
    }

    /// The second line; takes no room while no range is set.
    Node rangeNode() {
        return range;
    }

    /// Shows or hides what belongs to tools that make pixels.
    void show(ToolKind tool) {
        shown = tool.makesPixels();
        refresh();
    }

    void register(CommandRegistry commands) {
        commands.add(DeskCommand.of("paint.policy", CommandGroup.TOOL, TEXTS)
                .under(Submenu.OPTIONS)
                .keys("Shift+C")
                .action(this::next));
        BooleanBinding inside = Bindings.createBooleanBinding(
                () -> object().isPresent(), workspace.selection(), workspace.snapshot(), options.inside());
        for (PaintPolicy p : PaintPolicy.values()) {
            DeskCommand.Builder command = DeskCommand.of(
                            "paint.policy." + p.name().toLowerCase(Locale.ROOT), CommandGroup.TOOL, TEXTS)
                    .under(Submenu.OPTIONS)
                    .selected(options.policy().isEqualTo(p));
            commands.add((p == PaintPolicy.INSIDE ? command.enabled(inside) : command).action(() -> {
                choose(p);
                workspace.errors().info(TEXTS.get("policy.now", words()));
            }));
        }
        commands.add(DeskCommand.of("paint.gate", CommandGroup.TOOL, TEXTS)
                .under(Submenu.OPTIONS)
                .keys("Alt+Shift+G")
                .selected(options.gated())
                .action(() -> options.gated().set(!options.gated().get())));
        registerRange(commands);
    }

    /// What the range is made of, while there is one.
    private void registerRange(CommandRegistry commands) {
        commands.add(DeskCommand.of("paint.channel", CommandGroup.TOOL, TEXTS)
                .under(Submenu.OPTIONS)
                .enabled(options.gated())
                .action(() -> {
                    Channel[] all = Channel.values();
                    options.channel().set(all[(options.channel().get().ordinal() + 1) % all.length]);
                }));
        for (boolean low : List.of(true, false)) {
            IntegerProperty end = low ? options.low() : options.high();
            for (int by : List.of(-1, 1)) {
                String id = "paint." + (low ? "low" : "high") + (by < 0 ? ".less" : ".more");
                commands.add(DeskCommand.of(id, CommandGroup.TOOL, TEXTS)
                        .under(Submenu.OPTIONS)
                        .enabled(options.gated())
                        .action(() -> end.set(Math.clamp((long) end.get() + by, 0, 255))));
            }
        }
    }

    private void refresh() {
        policies.setText(TEXTS.get("policy." + options.policy().get()));
        tip.setText(words() + "\n" + TEXTS.get("options.policy"));
        line.setVisible(shown);
        line.setManaged(shown);
        boolean gated = shown && options.gated().get();
        range.setVisible(gated);
        range.setManaged(gated);
    }

    private String words() {
        return TEXTS.get(
                "policy.long." + options.policy().get(),
                options.inside().get().map(this::name).orElse(TEXTS.get("policy.none")));
    }

    private String name(LabelId id) {
        return workspace
                .labels()
                .label(id)
                .map(l -> LabelNames.of(workspace.ontology(), l))
                .orElse(TEXTS.get("policy.gone"));
    }

    private void fill() {
        ToggleGroup group = new ToggleGroup();
        List<RadioMenuItem> items = List.of(PaintPolicy.values()).stream()
                .map(p -> {
                    Optional<LabelId> object = object();
                    RadioMenuItem item = new RadioMenuItem(
                            TEXTS.get("policy.long." + p, object.map(this::name).orElse(TEXTS.get("policy.none"))));
                    item.setId("policy-" + p);
                    item.setToggleGroup(group);
                    item.setSelected(options.policy().get() == p);
                    item.setDisable(p == PaintPolicy.INSIDE && object.isEmpty());
                    item.setOnAction(_ -> choose(p));
                    return item;
                })
                .toList();
        policies.getItems().setAll(items);
    }

    /// The selected object, or the one that was chosen before.
    private Optional<LabelId> object() {
        return workspace
                .selection()
                .get()
                .label()
                .filter(id -> workspace
                        .labels()
                        .label(id)
                        .filter(l -> l.keyframes().values().stream()
                                .anyMatch(k -> k.shape().hasArea()))
                        .isPresent())
                .or(() -> options.inside().get());
    }

    private void choose(PaintPolicy policy) {
        if (policy == PaintPolicy.INSIDE) {
            object().ifPresent(options::chooseInside);
            // What is painted next is an object of its own.
            workspace.selection().set(Selection.nothing());
        } else {
            options.choose(policy);
        }
    }

    private void next() {
        PaintPolicy next = options.policy().get().next();
        choose(next == PaintPolicy.INSIDE && object().isEmpty() ? next.next() : next);
        workspace.errors().info(TEXTS.get("policy.now", words()));
    }

    private HBox range() {
        MenuButton channels = new MenuButton();
        channels.setId("gate-channel");
        channels.setFocusTraversable(false);
        channels.setMinWidth(Region.USE_PREF_SIZE);
        ToggleGroup group = new ToggleGroup();
        for (Channel c : Channel.values()) {
            RadioMenuItem item = new RadioMenuItem(TEXTS.get("channel." + c));
            item.setToggleGroup(group);
            item.setSelected(options.channel().get() == c);
            item.setOnAction(_ -> options.channel().set(c));
            options.channel().addListener((_, _, now) -> item.setSelected(now == c));
            channels.getItems().add(item);
        }
        channels.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> TEXTS.get("channel." + options.channel().get()), options.channel()));
        Label under = new Label();
        under.setId("gate-under");
        under.getStyleClass().add(Styles.MONO);
        under.setMinWidth(Region.USE_PREF_SIZE);
        under.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> under(options.under().get()), options.under(), options.low(), options.high()));
        HBox box = new HBox(
                8,
                Rows.fixed(TEXTS.get("options.only"), Styles.QUIET),
                channels,
                end("low", options.low()),
                end("high", options.high()),
                new Separator(Orientation.VERTICAL),
                under);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().addAll(Styles.TOOL_OPTIONS, Styles.BAR);
        return box;
    }

    private String under(OptionalInt value) {
        if (value.isEmpty()) {
            return TEXTS.get("gate.nothing");
        }
        int low = Math.min(options.low().get(), options.high().get());
        int high = Math.max(options.low().get(), options.high().get());
        boolean in = value.getAsInt() >= low && value.getAsInt() <= high;
        return TEXTS.get(in ? "gate.in" : "gate.out", value.getAsInt());
    }

    private static HBox end(String name, IntegerProperty value) {
        return SmartLine.slider("gate-" + name, TEXTS.get("gate." + name), 0, 255, value, "%.0f", 1);
    }
}
