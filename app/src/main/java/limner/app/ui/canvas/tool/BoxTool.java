package limner.app.ui.canvas.tool;

import java.util.Optional;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.ToolKind;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Point;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import org.jspecify.annotations.Nullable;

/// Draws a box from corner to corner, or the ellipse within it; Shift makes it square. A click without a drag selects;
/// a
/// box may be thin when it is long enough not to be a click that slipped.
public final class BoxTool implements Tool {

    private static final double LEAST = 4;
    private static final double MEANT = 16;

    private final ToolHost host;
    private final Tool select;
    private final ToolKind kind;
    private @Nullable Point from;
    private @Nullable ClassId classId;

    /// @param select what a click does
    public BoxTool(ToolHost host, Tool select) {
        this(host, select, ToolKind.BOX);
    }

    /// @param select what a click does
    /// @param kind [ToolKind#BOX] or [ToolKind#ELLIPSE]
    public BoxTool(ToolHost host, Tool select, ToolKind kind) {
        if (kind != ToolKind.BOX && kind != ToolKind.ELLIPSE) {
            throw new IllegalArgumentException("not drawn from corner to corner: " + kind);
        }
        this.host = host;
        this.select = select;
        this.kind = kind;
    }

    @Override
    public ToolKind kind() {
        return kind;
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
        host.preview(new Preview.Draft(shape(box), classId, Optional.empty()));
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
        if (chosen == null || !meant(box, p)) {
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
                shape(box));
        var _ = host.commit(draw, label, chosen, shape(box));
    }

    private Shape shape(Box box) {
        return kind == ToolKind.ELLIPSE ? Ellipse.in(box) : box;
    }

    private static boolean meant(Box box, Pointer p) {
        double shorter = Math.min(box.width(), box.height());
        double longer = Math.max(box.width(), box.height());
        return shorter >= p.screen(LEAST) || (shorter > 0 && longer >= p.screen(MEANT));
    }

    private @Nullable Box box(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (from == null || stage.isEmpty()) {
            return null;
        }
        double width = stage.get().width();
        double height = stage.get().height();
        Point to = p.clamped(width, height);
        if (p.means(Gesture.CONSTRAIN)) {
            double across = to.x() - from.x();
            double down = to.y() - from.y();
            double room = Math.min(across < 0 ? from.x() : width - from.x(), down < 0 ? from.y() : height - from.y());
            double side = Math.min(room, Math.max(Math.abs(across), Math.abs(down)));
            to = new Point(from.x() + Math.copySign(side, across), from.y() + Math.copySign(side, down));
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
