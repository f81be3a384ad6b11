package limner.app.ui.canvas;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.IntegerProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.PaintOptions;
import limner.app.ui.common.Rows;
import limner.app.ui.common.SmartOptions;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;

/// The part of the line of options that belongs to tools which look at pixels.
final class SmartLine {

    private static final Texts TEXTS = Texts.beside(SmartLine.class);

    /// How many values one step is, as for the other end of the range.
    private static final int BRIGHTER = 2;

    private final HBox line = new HBox(8);
    private final Map<ToolKind, HBox> parts = new EnumMap<>(ToolKind.class);

    private final SmartOptions options;
    private final PaintOptions paint;

    SmartLine(SmartOptions options, PaintOptions paint) {
        this.options = options;
        this.paint = paint;
        ToggleButton paints = new ToggleButton(TEXTS.get("options.lassoPaints"));
        paints.setId("lasso-paints");
        paints.setTooltip(new Tooltip(TEXTS.get("options.lassoPaints.tip")));
        paints.setFocusTraversable(false);
        paints.setMinWidth(Region.USE_PREF_SIZE);
        paints.selectedProperty().bindBidirectional(paint.lassoPaints());
        add(
                ToolKind.LASSO,
                paints,
                slider("lasso", 0, PaintOptions.LARGEST_LASSO_TOLERANCE, paint.lassoTolerance(), "%.1f", 10));
        ToggleButton everywhere = new ToggleButton(TEXTS.get("options.everywhere"));
        everywhere.setId("wand-everywhere");
        everywhere.setTooltip(new Tooltip(TEXTS.get("options.everywhere.tip")));
        everywhere.setFocusTraversable(false);
        everywhere.setMinWidth(Region.USE_PREF_SIZE);
        everywhere.selectedProperty().bindBidirectional(options.everywhere());
        add(
                ToolKind.WAND,
                slider("tolerance", 0, SmartOptions.LARGEST_TOLERANCE, options.tolerance(), "%.0f", 1),
                everywhere);
        add(ToolKind.GROW, slider("spread", 1, SmartOptions.LARGEST_SPREAD, options.spread(), "%.1f", 10));
        add(
                ToolKind.RANGE,
                slider("darkest", 0, 255, options.darkest(), "%.0f", 1),
                slider("brightest", 0, 255, options.brightest(), "%.0f", 1));
        add(
                ToolKind.PIECES,
                slider(
                        "piece",
                        SmartOptions.SMALLEST_PIECE,
                        SmartOptions.LARGEST_PIECE,
                        options.piece(),
                        "%.0f px",
                        1));
        line.setAlignment(Pos.CENTER_LEFT);
        show(ToolKind.SELECT);
    }

    Node node() {
        return line;
    }

    void register(CommandRegistry commands, ObservableValue<ToolKind> tool) {
        commands.add(DeskCommand.of("wand.everywhere", CommandGroup.TOOL, TEXTS)
                .under(Submenu.OPTIONS)
                .selected(options.everywhere())
                .action(() -> options.everywhere().set(!options.everywhere().get())));
        commands.add(DeskCommand.of("lasso.paints", CommandGroup.TOOL, TEXTS)
                .under(Submenu.OPTIONS)
                .selected(paint.lassoPaints())
                .action(() -> paint.lassoPaints().set(!paint.lassoPaints().get())));
        BooleanBinding ranging = Bindings.createBooleanBinding(() -> tool.getValue() == ToolKind.RANGE, tool);
        for (int by : List.of(-BRIGHTER, BRIGHTER)) {
            commands.add(DeskCommand.of(
                            by < 0 ? "range.brightest.less" : "range.brightest.more", CommandGroup.TOOL, TEXTS)
                    .under(Submenu.OPTIONS)
                    .enabled(ranging)
                    .action(() -> options.brightest()
                            .set(Math.clamp(
                                    (long) options.brightest().get() + by,
                                    options.darkest().get(),
                                    255))));
        }
    }

    /// Shows what a tool is set by.
    void show(ToolKind tool) {
        HBox part = parts.get(tool);
        line.getChildren().clear();
        if (part != null) {
            line.getChildren().addAll(new Separator(Orientation.VERTICAL), part);
        }
        line.setVisible(part != null);
        line.setManaged(part != null);
    }

    private void add(ToolKind tool, Node... nodes) {
        HBox part = new HBox(8, nodes);
        part.setAlignment(Pos.CENTER_LEFT);
        parts.put(tool, part);
    }

    private static HBox slider(
            String name, double least, double most, IntegerProperty value, String format, double shownAs) {
        return slider("smart-" + name, TEXTS.get("options." + name), least, most, value, format, shownAs);
    }

    /// A slider with its name before and its number behind it.
    ///
    /// @param shownAs how many of the value make one that is shown
    static HBox slider(
            String id, String words, double least, double most, IntegerProperty value, String format, double shownAs) {
        Slider slider = new Slider(least, most, value.get());
        slider.setId(id);
        slider.setPrefWidth(120);
        slider.setMinWidth(48);
        slider.setFocusTraversable(false);
        slider.setAccessibleText(words);
        slider.valueProperty().addListener((_, _, now) -> value.set((int) Math.rint(now.doubleValue())));
        value.addListener((_, _, now) -> {
            if (Math.rint(slider.getValue()) != now.intValue()) {
                slider.setValue(now.doubleValue());
            }
        });
        Label number = new Label();
        number.textProperty().bind(Bindings.createStringBinding(() -> format.formatted(value.get() / shownAs), value));
        number.getStyleClass().add(Styles.MONO);
        number.setMinWidth(40);
        HBox box = new HBox(8, Rows.fixed(words, Styles.QUIET), slider, number);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
