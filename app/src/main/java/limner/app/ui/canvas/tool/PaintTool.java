package limner.app.ui.canvas.tool;

import limner.app.ui.common.Gesture;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.ViewOptions;
import limner.model.geometry.Ink;
import limner.model.geometry.Point;
import org.jspecify.annotations.Nullable;

/// Brush and eraser on a mask. Each stroke is one change: the first one draws a label, the next ones reshape it. Shift
/// begins a new label although one is selected; Alt turns the brush into the eraser and the other way round.
public final class PaintTool implements Tool {

    private final ToolHost host;
    private final ToolKind kind;
    private final MaskInHand hand;
    private @Nullable Stroke stroke;

    /// @param kind [ToolKind#BRUSH] or [ToolKind#ERASER]
    public PaintTool(ToolHost host, ToolKind kind) {
        if (kind != ToolKind.BRUSH && kind != ToolKind.ERASER) {
            throw new IllegalArgumentException("not for painting: " + kind);
        }
        this.host = host;
        this.kind = kind;
        this.hand = new MaskInHand(host);
    }

    /// A stroke under way.
    private static final class Stroke {
        final MaskInHand.Change change;
        final Ink ink;
        Point last;

        Stroke(MaskInHand.Change change, Ink ink, Point last) {
            this.change = change;
            this.ink = ink;
            this.last = last;
        }
    }

    @Override
    public ToolKind kind() {
        return kind;
    }

    @Override
    public void moved(Pointer p) {
        hand.prepare();
    }

    @Override
    public void pressed(Pointer p) {
        Ink ink = (kind == ToolKind.BRUSH) != p.means(Gesture.ERASE) ? Ink.PAINT : Ink.ERASE;
        MaskInHand.Begin begin = p.means(Gesture.NEW_MASK) ? MaskInHand.Begin.NEW : MaskInHand.Begin.SELECTED;
        hand.take(begin, ink, p.at()).ifPresent(change -> {
            change.limit();
            stroke = new Stroke(change, ink, p.at());
            host.workspace().gesture(true);
            ViewOptions view = host.workspace().view();
            change.editor()
                    .dab(
                            p.at().x(),
                            p.at().y(),
                            view.brushSize().get(),
                            view.brushTip().get(),
                            ink);
            host.preview(change.preview());
        });
    }

    @Override
    public void dragged(Pointer p) {
        if (stroke == null) {
            return;
        }
        ViewOptions view = host.workspace().view();
        stroke.change
                .editor()
                .stroke(
                        stroke.last,
                        p.at(),
                        view.brushSize().get(),
                        view.brushTip().get(),
                        stroke.ink);
        stroke.last = p.at();
        host.preview(stroke.change.preview());
    }

    @Override
    public void released(Pointer p) {
        Stroke ended = stroke;
        stroke = null;
        host.workspace().gesture(false);
        if (ended != null) {
            hand.commit(ended.change, ended.change.editor().covered());
        }
        host.preview(new Preview.Nothing());
    }

    @Override
    public boolean cancel() {
        boolean any = stroke != null;
        stroke = null;
        hand.forget();
        host.workspace().gesture(false);
        host.preview(new Preview.Nothing());
        return any;
    }

    @Override
    public Cue cue(Pointer p) {
        return Cue.BRUSH;
    }
}
