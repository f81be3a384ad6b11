package limner.app.ui.canvas.tool;

import java.util.List;
import java.util.Optional;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.Texts;
import limner.model.geometry.Ink;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;

/// Adds the inside of an outline to a mask, or takes it away: Shift begins a new mask, Alt takes away. JavaFX thread
/// only.
final class Outline {
    private static final Texts TEXTS = Texts.beside(Outline.class);

    private final ToolHost host;
    private final MaskInHand hand;

    Outline(ToolHost host) {
        this.host = host;
        this.hand = new MaskInHand(host);
    }

    /// Begins; where nothing can be changed the user is told why.
    Optional<MaskInHand.Change> begin(Pointer p) {
        return hand.take(
                p.means(Gesture.NEW_MASK) ? MaskInHand.Begin.NEW : MaskInHand.Begin.SELECTED,
                p.means(Gesture.ERASE) ? Ink.ERASE : Ink.PAINT,
                p.at());
    }

    /// Makes one change of the pixels inside.
    void commit(MaskInHand.Change change, List<Point> points) {
        Rle inside = Rasterizer.rasterize(
                Polygon.of(points), change.editor().width(), change.editor().height());
        if (inside.isEmpty()) {
            host.workspace().errors().info(TEXTS.get("patch.empty"));
            return;
        }
        Rle allowed = change.allowed(inside);
        change.editor().fill(allowed, change.ink());
        host.preview(change.preview());
        hand.commit(change, allowed);
    }

    void forget() {
        hand.forget();
    }
}
