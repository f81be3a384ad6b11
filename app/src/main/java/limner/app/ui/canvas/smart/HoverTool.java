package limner.app.ui.canvas.smart;

import java.util.ArrayDeque;
import java.util.Deque;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.Tool;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.SmartOptions;
import org.jspecify.annotations.Nullable;

/// A tool that proposes something for the pixel under the pointer while that only hovers, and takes it from a press on:
/// what is under the pointer then is asked for once more, and nothing else until it is stored.
abstract class HoverTool implements Tool {

    final ToolHost host;
    final Eye eye;
    final Proposed proposed;
    final SmartOptions options;
    private final Deque<Pointer> behind = new ArrayDeque<>();
    private @Nullable Pointer last;

    HoverTool(ToolHost host, Eye eye) {
        this.host = host;
        this.eye = eye;
        this.proposed = new Proposed(host);
        this.options = host.workspace().view().smart();
    }

    /// Finds what there is at a pixel.
    abstract void look(Spot spot);

    /// Whether a press is being dealt with.
    abstract boolean isTaking();

    abstract void startTaking(Spot spot);

    abstract void stopTaking();

    /// Looks again where the pointer was last: the sliders are beside the picture.
    final void again() {
        if (last != null && host.workspace().tool().get() == kind()) {
            moved(last);
        }
    }

    /// Makes one event of what is proposed.
    final void store() {
        stopTaking();
        host.workspace().gesture(false);
        proposed.commit();
        while (!isTaking() && !behind.isEmpty()) {
            pressed(behind.remove());
        }
    }

    @Override
    public final void moved(Pointer p) {
        if (isTaking()) {
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

    @Override
    public final void pressed(Pointer p) {
        if (isTaking()) {
            // A click that comes while the one before is being looked at takes its turn.
            behind.add(p);
            return;
        }
        Spot spot = Spot.under(host, p).orElse(null);
        if (spot != null && proposed.begin(p, Proposed.ink(p))) {
            last = p;
            startTaking(spot);
            host.workspace().gesture(true);
            look(spot);
        }
    }

    @Override
    public final void left() {
        if (!isTaking()) {
            eye.forget();
            proposed.drop();
        }
    }

    @Override
    public final boolean cancel() {
        boolean any = isTaking();
        behind.clear();
        stopTaking();
        last = null;
        eye.forget();
        host.workspace().gesture(false);
        proposed.drop();
        return any;
    }
}
