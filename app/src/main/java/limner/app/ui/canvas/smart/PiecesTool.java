package limner.app.ui.canvas.smart;

import java.util.ArrayDeque;
import java.util.Deque;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.Preview;
import limner.app.ui.canvas.tool.ToolHost;
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
public final class PiecesTool extends HoverTool {

    private @Nullable Cut cut;
    private @Nullable Rle taken;
    private final Deque<Spot> places = new ArrayDeque<>();
    private boolean ended;

    public PiecesTool(ToolHost host, Eye eye) {
        super(host, eye);
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

    @Override
    void look(Spot spot) {
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
    boolean isTaking() {
        return taken != null;
    }

    @Override
    void startTaking(Spot spot) {
        taken = Rle.empty(spot.width(), spot.height());
    }

    @Override
    void stopTaking() {
        taken = null;
        ended = false;
        places.clear();
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
}
