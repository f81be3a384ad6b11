package limner.app.ui.canvas.smart;

import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.Preview;
import limner.app.ui.canvas.tool.Tool;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.SmartOptions;
import limner.app.ui.common.ToolKind;
import limner.plugin.opencv.MagicWand;
import org.jspecify.annotations.Nullable;

/// Takes the pixels that look like the one under the pointer: hovering shows them, a click stores them.
public final class WandTool implements Tool {

    private final ToolHost host;
    private final Eye eye;
    private final Proposed proposed;
    private final SmartOptions options;
    private @Nullable Pointer last;
    private boolean clicked;

    public WandTool(ToolHost host, Eye eye) {
        this.host = host;
        this.eye = eye;
        this.proposed = new Proposed(host);
        this.options = host.workspace().view().smart();
        options.tolerance().addListener((_, _, _) -> again());
        options.everywhere().addListener((_, _, _) -> again());
    }

    @Override
    public ToolKind kind() {
        return ToolKind.WAND;
    }

    /// Looks again where the pointer was last: the sliders are beside the picture.
    private void again() {
        if (last != null && host.workspace().tool().get() == kind()) {
            moved(last);
        }
    }

    @Override
    public void moved(Pointer p) {
        if (clicked) {
            return;
        }
        last = p;
        Spot spot = Spot.under(host, p).orElse(null);
        if (spot == null || !proposed.hover(p, Proposed.ink(p))) {
            left();
            return;
        }
        look(spot);
    }

    private void look(Spot spot) {
        int tolerance = options.tolerance().get();
        MagicWand.Reach reach = options.everywhere().get() ? MagicWand.Reach.EVERYWHERE : MagicWand.Reach.CONNECTED;
        eye.ask(
                (retina, patience) ->
                        MagicWand.at(retina.region(spot.wide()), spot.x(), spot.y(), tolerance, reach, patience),
                mask -> {
                    proposed.show(mask, Preview.Guides.NONE);
                    if (clicked) {
                        clicked = false;
                        host.workspace().gesture(false);
                        proposed.commit();
                    }
                },
                this::cancel);
    }

    @Override
    public void pressed(Pointer p) {
        Spot spot = Spot.under(host, p).orElse(null);
        if (spot != null && !clicked && proposed.begin(p, Proposed.ink(p))) {
            last = p;
            clicked = true;
            host.workspace().gesture(true);
            look(spot);
        }
    }

    @Override
    public void left() {
        if (!clicked) {
            eye.forget();
            proposed.drop();
        }
    }

    @Override
    public boolean cancel() {
        boolean any = clicked;
        clicked = false;
        last = null;
        eye.forget();
        host.workspace().gesture(false);
        proposed.drop();
        return any;
    }
}
