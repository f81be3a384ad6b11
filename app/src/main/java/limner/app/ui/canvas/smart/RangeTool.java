package limner.app.ui.canvas.smart;

import java.util.List;
import java.util.Optional;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.Preview;
import limner.app.ui.canvas.tool.Tool;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.SmartOptions;
import limner.app.ui.common.ToolKind;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.plugin.opencv.Area;
import limner.plugin.opencv.IntensityRange;
import org.jspecify.annotations.Nullable;

/// Takes the pixels whose brightness lies in a range: hovering shows those of the whole picture and a click stores
/// them;
/// a box drawn first limits them to it, until Enter or a click inside stores them.
public final class RangeTool implements Tool {

    private static final double DRAG = 4;

    private final ToolHost host;
    private final Eye eye;
    private final Proposed proposed;
    private final SmartOptions options;
    private @Nullable Pointer last;
    private @Nullable Point from;
    private @Nullable Box box;
    private boolean agreed;

    public RangeTool(ToolHost host, Eye eye) {
        this.host = host;
        this.eye = eye;
        this.proposed = new Proposed(host);
        this.options = host.workspace().view().smart();
        options.darkest().addListener((_, _, _) -> again());
        options.brightest().addListener((_, _, _) -> again());
    }

    @Override
    public ToolKind kind() {
        return ToolKind.RANGE;
    }

    private void again() {
        if (last == null || host.workspace().tool().get() != kind()) {
            return;
        }
        if (box != null) {
            look(last);
        } else {
            moved(last);
        }
    }

    @Override
    public void moved(Pointer p) {
        if (agreed || from != null || box != null) {
            return;
        }
        last = p;
        if (Spot.under(host, p).isEmpty() || !proposed.hover(p, Proposed.ink(p))) {
            left();
            return;
        }
        look(p);
    }

    private void look(Pointer p) {
        Spot spot = Spot.nearest(host, p).orElse(null);
        if (spot == null) {
            return;
        }
        Area wide = spot.wide();
        Box limit = box;
        Area within = limit == null ? wide : Spot.pixels(limit, spot.width(), spot.height());
        Area part = limit == null ? wide : within;
        int low = Math.min(options.darkest().get(), options.brightest().get());
        int high = Math.max(options.darkest().get(), options.brightest().get());
        Preview.Guides guides = new Preview.Guides(Optional.ofNullable(limit), List.of());
        eye.ask(
                (retina, patience) -> IntensityRange.between(retina.region(part), within, low, high, patience),
                mask -> {
                    proposed.show(mask, guides);
                    if (agreed) {
                        store();
                    }
                },
                this::cancel);
    }

    @Override
    public void pressed(Pointer p) {
        if (agreed) {
            return;
        }
        if (box != null
                && box.x() <= p.at().x()
                && p.at().x() <= box.right()
                && box.y() <= p.at().y()
                && p.at().y() <= box.bottom()) {
            finish();
            return;
        }
        if (Spot.under(host, p).isPresent() && proposed.begin(p, Proposed.ink(p))) {
            from = p.at();
            box = null;
            last = p;
        }
    }

    @Override
    public void dragged(Pointer p) {
        Point start = from;
        if (start == null
                || (box == null && Math.hypot(p.at().x() - start.x(), p.at().y() - start.y()) < p.screen(DRAG))) {
            return;
        }
        host.stage().ifPresent(s -> {
            Box next = Box.between(start, p.clamped(s.width(), s.height()));
            if (next.width() > 0 && next.height() > 0) {
                box = next;
                last = p;
                host.workspace().gesture(true);
                look(p);
            }
        });
    }

    @Override
    public void released(Pointer p) {
        if (from != null && box == null) {
            agreed = true;
            host.workspace().gesture(true);
            look(p);
        }
        from = null;
    }

    @Override
    public boolean finish() {
        if (box == null || last == null) {
            return false;
        }
        agreed = true;
        look(last);
        return true;
    }

    private void store() {
        agreed = false;
        box = null;
        host.workspace().gesture(false);
        proposed.commit();
    }

    @Override
    public void left() {
        if (!agreed && from == null && box == null) {
            eye.forget();
            proposed.drop();
        }
    }

    @Override
    public boolean cancel() {
        boolean any = agreed || box != null || from != null;
        agreed = false;
        box = null;
        from = null;
        last = null;
        eye.forget();
        host.workspace().gesture(false);
        proposed.drop();
        return any;
    }
}
