package limner.app.ui.canvas.tool;

import limner.app.ui.common.ToolKind;
import limner.model.command.Command;
import limner.model.geometry.Point;
import limner.model.id.LabelId;

/// Sets a point with a click.
public final class PointTool implements Tool {

    private final ToolHost host;
    private boolean down;

    public PointTool(ToolHost host) {
        this.host = host;
    }

    @Override
    public ToolKind kind() {
        return ToolKind.POINT;
    }

    @Override
    public void pressed(Pointer p) {
        // The point is set where the button is let go.
        down = host.stage().isPresent();
    }

    @Override
    public void released(Pointer p) {
        if (!cancel()) {
            return;
        }
        host.stage()
                .ifPresent(stage -> host.classForNew().ifPresent(classId -> {
                    Point at = p.clamped(stage.width(), stage.height());
                    LabelId label = LabelId.random();
                    Command draw = new Command.Draw(
                            stage.media().id(),
                            stage.frame(),
                            label,
                            classId,
                            host.workspace().view().newExtent().get(),
                            at);
                    var _ = host.commit(draw, label, classId, at);
                }));
    }

    @Override
    public boolean cancel() {
        boolean any = down;
        down = false;
        return any;
    }
}
