package limner.app.ui.canvas.tool;

import java.util.Optional;
import limner.app.ui.common.ToolKind;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import org.jspecify.annotations.Nullable;

/// Draws a box from corner to corner; Shift makes it square. A click without a drag selects.
public final class BoxTool implements Tool {

    private static final double LEAST = 4;

    private final ToolHost host;
    private final Tool select;
    private @Nullable Point from;
    private @Nullable ClassId classId;

    /// @param select what a click does
    public BoxTool(ToolHost host, Tool select) {
        this.host = host;
        this.select = select;
    }

    @Override
    public ToolKind kind() {
        return ToolKind.BOX;
    }

    @Override
    public void pressed(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (stage.isEmpty()) {
            return;
        }
        from = p.clamped(stage.get().width(), stage.get().height());
        classId = null;
    }

    @Override
    public void dragged(Pointer p) {
        Box box = box(p);
        if (box == null || Math.max(box.width(), box.height()) < p.screen(LEAST)) {
            return;
        }
        if (classId == null) {
            classId = host.classForNew().orElse(null);
        }
        if (classId == null) {
            from = null;
            return;
        }
        host.preview(new Preview.Draft(box, classId, Optional.empty()));
    }

    @Override
    public void released(Pointer p) {
        Box box = box(p);
        ClassId chosen = classId;
        cancel();
        Optional<ToolHost.Stage> stage = host.stage();
        if (box == null || stage.isEmpty()) {
            return;
        }
        if (chosen == null || box.width() < p.screen(LEAST) || box.height() < p.screen(LEAST)) {
            select.pressed(p);
            select.released(p);
            return;
        }
        LabelId label = LabelId.random();
        Command draw = new Command.Draw(
                stage.get().media().id(),
                stage.get().frame(),
                label,
                chosen,
                host.workspace().view().newExtent().get(),
                box);
        host.commit(draw, label, chosen, box);
    }

    private @Nullable Box box(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (from == null || stage.isEmpty()) {
            return null;
        }
        double width = stage.get().width();
        double height = stage.get().height();
        Point to = p.clamped(width, height);
        if (p.shift()) {
            double side = Math.max(Math.abs(to.x() - from.x()), Math.abs(to.y() - from.y()));
            double right = from.x() + Math.copySign(side, to.x() - from.x());
            double bottom = from.y() + Math.copySign(side, to.y() - from.y());
            to = new Point(Math.clamp(right, 0, width), Math.clamp(bottom, 0, height));
        }
        return Box.between(from, to);
    }

    @Override
    public void moved(Pointer p) {
        select.moved(p);
    }

    @Override
    public boolean cancel() {
        boolean any = from != null;
        from = null;
        classId = null;
        host.preview(new Preview.Nothing());
        return any;
    }
}
