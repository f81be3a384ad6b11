package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.ToolKind;
import limner.model.command.Command;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import org.jspecify.annotations.Nullable;

/// Sets several points that are one object, click by click; Shift adds a point to the selected ones. Points of the
/// selected ones are moved where they are.
public final class PointSetTool implements Tool {
    private final ToolHost host;
    private final SelectTool select;
    private final List<Point> points = new ArrayList<>();
    private @Nullable ClassId classId;
    private boolean editing;
    private boolean justFinished;

    /// @param select what moves points
    public PointSetTool(ToolHost host, SelectTool select) {
        this.host = host;
        this.select = select;
    }

    @Override
    public ToolKind kind() {
        return ToolKind.POINTS;
    }

    @Override
    public boolean edits(Target target) {
        return points.isEmpty() && target.shape() instanceof PointSet && select.edits(target);
    }

    @Override
    public void pressed(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        // The second click of a double click begins nothing.
        boolean again = justFinished && p.clicks() > 1;
        justFinished = again;
        if (stage.isEmpty() || again) {
            return;
        }
        Point at = p.clamped(stage.get().width(), stage.get().height());
        Optional<Target> held = host.held().filter(t -> points.isEmpty() && t.shape() instanceof PointSet);
        if (held.isPresent() && p.means(Gesture.ADD)) {
            List<Point> more = new ArrayList<>(((PointSet) held.get().shape()).points());
            more.add(at);
            host.reshape(held.get(), new PointSet(more));
            return;
        }
        if (held.isPresent() && select.grasps(p)) {
            editing = true;
            select.pressed(p);
            return;
        }
        if (p.clicks() > 1 && !points.isEmpty()) {
            justFinished = finish();
            return;
        }
        if (points.isEmpty()) {
            classId = host.classForNew().orElse(null);
        }
        if (classId != null) {
            points.add(Snap.to(host, p, Optional.empty()).orElse(at));
            host.workspace().gesture(true);
            show();
        }
    }

    @Override
    public void dragged(Pointer p) {
        if (editing) {
            select.dragged(p);
        }
    }

    @Override
    public void released(Pointer p) {
        if (editing) {
            editing = false;
            select.released(p);
        }
    }

    @Override
    public void moved(Pointer p) {
        if (points.isEmpty()) {
            select.moved(p);
        }
    }

    private void show() {
        ClassId of = classId;
        if (of != null && !points.isEmpty()) {
            host.preview(new Preview.Draft(new PointSet(points), of, Optional.empty()));
        }
    }

    @Override
    public boolean finish() {
        ClassId of = classId;
        Optional<ToolHost.Stage> stage = host.stage();
        if (points.isEmpty() || of == null || stage.isEmpty()) {
            return false;
        }
        PointSet set = new PointSet(points.stream().distinct().toList());
        cancel();
        LabelId label = LabelId.random();
        Command draw = new Command.Draw(
                stage.get().media().id(),
                stage.get().frame(),
                label,
                of,
                host.workspace().view().newExtent().get(),
                set);
        var _ = host.commit(draw, label, of, set);
        return true;
    }

    @Override
    public boolean stepBack() {
        if (points.isEmpty()) {
            return false;
        }
        points.removeLast();
        if (points.isEmpty()) {
            cancel();
        } else {
            show();
        }
        return true;
    }

    @Override
    public boolean deletePart() {
        return points.isEmpty() && select.deletePart();
    }

    @Override
    public boolean cancel() {
        boolean any = !points.isEmpty();
        points.clear();
        classId = null;
        if (editing) {
            editing = false;
            return select.cancel();
        }
        host.workspace().gesture(false);
        host.preview(new Preview.Nothing());
        return any;
    }

    @Override
    public Cue cue(Pointer p) {
        boolean grasps = points.isEmpty()
                && host.held()
                        .filter(t -> t.shape() instanceof PointSet && select.grasps(p))
                        .isPresent();
        return grasps ? Cue.HAND : Cue.CROSS;
    }
}
