package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.model.geometry.Point;
import org.jspecify.annotations.Nullable;

/// Adds a polygon to the selected mask, or with Alt takes it away: click its corners; the first of them, a double click
/// or
/// Enter closes it, Backspace takes a corner back. Without a mask, or with Shift, a new one begins.
public final class PatchTool implements Tool {
    private static final Texts TEXTS = Texts.beside(PatchTool.class);
    private static final double NEAR_START = 9;
    private static final double FREEHAND_STEP = 6;

    private final ToolHost host;
    private final Outline outline;
    private final List<Point> points = new ArrayList<>();
    private MaskInHand.@Nullable Change change;
    private boolean justFinished;

    public PatchTool(ToolHost host) {
        this.host = host;
        this.outline = new Outline(host);
    }

    @Override
    public ToolKind kind() {
        return ToolKind.PATCH;
    }

    @Override
    public void pressed(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        // A double click on the first point closes with its first click; the second one begins nothing.
        boolean again = justFinished && p.clicks() > 1;
        justFinished = again;
        if (stage.isEmpty() || again) {
            return;
        }
        Point at = p.clamped(stage.get().width(), stage.get().height());
        if (change == null) {
            change = outline.begin(p).orElse(null);
            if (change == null) {
                return;
            }
            host.workspace().gesture(true);
        } else if (p.clicks() > 1 || closes(p)) {
            justFinished = finish();
            return;
        }
        if (points.isEmpty() || !points.getLast().equals(at)) {
            points.add(at);
        }
        show(p);
    }

    @Override
    public void dragged(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (points.isEmpty() || stage.isEmpty()) {
            return;
        }
        Point at = p.clamped(stage.get().width(), stage.get().height());
        Point last = points.getLast();
        if (Math.hypot(at.x() - last.x(), at.y() - last.y()) >= p.screen(FREEHAND_STEP)) {
            points.add(at);
        }
        show(p);
    }

    @Override
    public void moved(Pointer p) {
        show(p);
    }

    private void show(Pointer p) {
        if (change != null) {
            Point at = host.stage().map(s -> p.clamped(s.width(), s.height())).orElse(p.at());
            Preview.Chain.Closing closing = closes(p) ? Preview.Chain.Closing.YES : Preview.Chain.Closing.NO;
            host.preview(new Preview.Chain(points, at, closing, change.classId()));
        }
    }

    private boolean closes(Pointer p) {
        return points.size() >= 3
                && Math.hypot(
                                p.at().x() - points.getFirst().x(),
                                p.at().y() - points.getFirst().y())
                        <= p.screen(NEAR_START);
    }

    @Override
    public boolean finish() {
        MaskInHand.Change ended = change;
        if (ended == null) {
            return false;
        }
        if (points.size() < 3) {
            host.workspace().errors().info(TEXTS.get("polygon.short"));
            return true;
        }
        List<Point> corners = List.copyOf(points);
        forget();
        outline.commit(ended, corners);
        host.preview(new Preview.Nothing());
        return true;
    }

    @Override
    public boolean stepBack() {
        if (points.isEmpty()) {
            return false;
        }
        points.removeLast();
        if (points.isEmpty() || change == null) {
            cancel();
        } else {
            host.preview(new Preview.Chain(points, points.getLast(), Preview.Chain.Closing.NO, change.classId()));
        }
        return true;
    }

    private void forget() {
        points.clear();
        change = null;
        host.workspace().gesture(false);
    }

    @Override
    public boolean cancel() {
        boolean any = change != null;
        forget();
        outline.forget();
        host.preview(new Preview.Nothing());
        return any;
    }
}
