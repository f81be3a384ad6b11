package limner.app.ui.canvas.smart;

import java.util.ArrayDeque;
import java.util.Deque;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.Preview;
import limner.app.ui.canvas.tool.Tool;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.SmartOptions;
import limner.app.ui.common.ToolKind;
import limner.model.geometry.Rle;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import limner.plugin.opencv.Area;
import limner.plugin.opencv.Patience;
import limner.plugin.opencv.Superpixels;
import org.jspecify.annotations.Nullable;

/// Takes pieces of even colour: hovering shows the one under the pointer, a click or a drag stores those it touches, as
/// one event.
public final class PiecesTool implements Tool {

    private final ToolHost host;
    private final Eye eye;
    private final Proposed proposed;
    private final SmartOptions options;
    private @Nullable Cut cut;
    private @Nullable Pointer last;
    private @Nullable Rle taken;
    private final Deque<Spot> places = new ArrayDeque<>();
    private boolean ended;

    public PiecesTool(ToolHost host, Eye eye) {
        this.host = host;
        this.eye = eye;
        this.proposed = new Proposed(host);
        this.options = host.workspace().view().smart();
        options.piece().addListener((_, _, _) -> again());
    }

    /// Pieces of one size of one picture.
    private record Cut(Sight of, int side, Superpixels pieces) {}

    /// An answer for one place.
    private record Found(Cut cut, Rle piece) {}

    @Override
    public ToolKind kind() {
        return ToolKind.PIECES;
    }

    private void again() {
        if (last != null && host.workspace().tool().get() == kind()) {
            moved(last);
        }
    }

    @Override
    public void moved(Pointer p) {
        if (taken != null) {
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
        int side = options.piece().get();
        Cut known = cut;
        eye.ask(
                (retina, patience) -> {
                    Cut right = known != null && fits(known, retina, spot, side)
                            ? known
                            : new Cut(retina.sight(), side, cut(retina, spot, side, patience));
                    SuggestedShape.Mask mask =
                            right.pieces().piece(right.pieces().pieceAt(spot.x(), spot.y()));
                    return new Found(right, Rle.ofCounts(mask.width(), mask.height(), mask.runs()));
                },
                found -> {
                    cut = found.cut();
                    Rle before = taken;
                    Rle now = before == null ? found.piece() : before.union(found.piece());
                    proposed.show(now, Preview.Guides.NONE);
                    if (before != null) {
                        taken = now;
                        next();
                    }
                },
                this::cancel);
    }

    /// Takes the piece at the next place that the pointer came by, or stores all of them at the end.
    private void next() {
        Rle already = taken;
        while (already != null && !places.isEmpty()) {
            Spot spot = places.removeFirst();
            if (!already.contains(spot.x(), spot.y())) {
                look(spot);
                return;
            }
        }
        if (ended) {
            store();
        }
    }

    private static Superpixels cut(Retina retina, Spot spot, int side, Patience patience) throws PluginException {
        Area around = Superpixels.around(spot.x(), spot.y(), spot.width(), spot.height());
        return Superpixels.of(retina.region(around), side, patience);
    }

    /// Whether the pieces are those of this picture, and the piece here is not cut by the edge of the part.
    private static boolean fits(Cut known, Retina retina, Spot spot, int side) {
        Area area = known.pieces().area();
        int margin = 2 * side;
        return known.side() == side
                && retina.sight().isLike(known.of())
                && spot.x() >= (area.x() == 0 ? 0 : area.x() + margin)
                && spot.y() >= (area.y() == 0 ? 0 : area.y() + margin)
                && spot.x() < area.x() + area.width() - (area.x() + area.width() == spot.width() ? 0 : margin)
                && spot.y() < area.y() + area.height() - (area.y() + area.height() == spot.height() ? 0 : margin);
    }

    @Override
    public void pressed(Pointer p) {
        Spot spot = Spot.under(host, p).orElse(null);
        if (spot != null && taken == null && proposed.begin(p, Proposed.ink(p))) {
            last = p;
            taken = Rle.empty(spot.width(), spot.height());
            host.workspace().gesture(true);
            look(spot);
        }
    }

    @Override
    public void dragged(Pointer p) {
        if (taken != null && !ended) {
            Spot.under(host, p).ifPresent(places::add);
            if (!eye.isWaiting()) {
                next();
            }
        }
    }

    @Override
    public void released(Pointer p) {
        if (taken != null && !ended) {
            ended = true;
            if (!eye.isWaiting()) {
                next();
            }
        }
    }

    private void store() {
        taken = null;
        ended = false;
        places.clear();
        host.workspace().gesture(false);
        proposed.commit();
    }

    @Override
    public void left() {
        if (taken == null) {
            eye.forget();
            proposed.drop();
        }
    }

    @Override
    public boolean cancel() {
        boolean any = taken != null;
        taken = null;
        ended = false;
        places.clear();
        last = null;
        eye.forget();
        host.workspace().gesture(false);
        proposed.drop();
        return any;
    }
}
