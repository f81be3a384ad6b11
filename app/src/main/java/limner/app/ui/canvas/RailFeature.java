package limner.app.ui.canvas;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Styles;

/// The rail of tools at the left; in a low window it takes a second column.
public final class RailFeature implements Feature {

    private static final List<String> TOOLS = List.of(
            "tool.select",
            "tool.box",
            "tool.rotated_box",
            "tool.ellipse",
            "tool.polygon",
            "tool.lasso",
            "tool.brush",
            "tool.eraser",
            "tool.patch",
            "tool.polyline",
            "tool.point",
            "tool.points",
            "tool.skeleton",
            "tool.cut",
            "tool.wand",
            "tool.grow",
            "tool.range",
            "tool.cut_out",
            "tool.scissors",
            "tool.pieces");

    private final FlowPane rail = new FlowPane(Orientation.VERTICAL, 2, 2);

    public RailFeature() {
        rail.getStyleClass().add(Styles.RAIL);
        // As many columns as its height asks for.
        rail.prefWrapLengthProperty().bind(rail.heightProperty());
    }

    @Override
    public Slot slot() {
        return Slot.RAIL;
    }

    @Override
    public Node view() {
        return rail;
    }

    @Override
    public void register(CommandRegistry commands) {
        for (String id : TOOLS) {
            ToggleButton button = commands.bind(new ToggleButton(), commands.get(id));
            button.getStyleClass().add(Styles.RAIL_BUTTON);
            button.setFocusTraversable(false);
            rail.getChildren().add(button);
        }
    }
}
