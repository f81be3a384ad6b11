package limner.app.ui.canvas.smart;

import limner.app.ui.canvas.tool.Preview;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.ToolKind;
import limner.plugin.opencv.MagicWand;

/// Takes the pixels that look like the one under the pointer: hovering shows them, a click stores them.
public final class WandTool extends HoverTool {

    private boolean clicked;

    public WandTool(ToolHost host, Eye eye) {
        super(host, eye);
        options.tolerance().addListener((_, _, _) -> again());
        options.everywhere().addListener((_, _, _) -> again());
    }

    @Override
    public ToolKind kind() {
        return ToolKind.WAND;
    }

    @Override
    void look(Spot spot) {
        int tolerance = options.tolerance().get();
        MagicWand.Reach reach = options.everywhere().get() ? MagicWand.Reach.EVERYWHERE : MagicWand.Reach.CONNECTED;
        eye.ask(
                (retina, patience) ->
                        MagicWand.at(retina.region(spot.wide()), spot.x(), spot.y(), tolerance, reach, patience),
                mask -> {
                    proposed.show(mask, Preview.Guides.NONE);
                    if (clicked) {
                        store();
                    }
                },
                this::cancel);
    }

    @Override
    boolean isTaking() {
        return clicked;
    }

    @Override
    void startTaking(Spot spot) {
        clicked = true;
    }

    @Override
    void stopTaking() {
        clicked = false;
    }
}
