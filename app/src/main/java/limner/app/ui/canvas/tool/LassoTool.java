package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.app.ui.common.PaintOptions;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.model.command.Command;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Simplifier;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import org.jspecify.annotations.Nullable;

/// Draws an outline freehand. While the button is held down the outline is seen as it will be: with as few corners as
/// the
/// tolerance allows, which may be changed meanwhile. Letting go draws a polygon, or where that was chosen changes a
/// mask
/// as [PatchTool] does.
public final class LassoTool implements Tool {
    private static final Texts TEXTS = Texts.beside(LassoTool.class);

    /// Nearer than this, in screen pixels, is no other place.
    private static final double STEP = 0.5;

    private static final double LEAST = 4;

    private final ToolHost host;
    private final Outline outline;
    private final PaintOptions options;
    private final List<Point> way = new ArrayList<>();
    private MaskInHand.@Nullable Change change;
    private @Nullable ClassId classId;
    private @Nullable Pointer last;

    public LassoTool(ToolHost host) {
        this.host = host;
        this.outline = new Outline(host);
        this.options = host.workspace().view().paint();
        options.lassoTolerance().addListener((_, _, _) -> show());
    }

    @Override
    public ToolKind kind() {
        return ToolKind.LASSO;
    }

    @Override
    public void pressed(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (stage.isEmpty()) {
            return;
        }
        if (options.lassoPaints().get()) {
            change = outline.begin(p).orElse(null);
            classId = change == null ? null : change.classId();
        } else {
            classId = host.classForNew().orElse(null);
        }
        if (classId != null) {
            last = p;
            way.add(p.clamped(stage.get().width(), stage.get().height()));
            host.workspace().gesture(true);
        }
    }

    @Override
    public void dragged(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (way.isEmpty() || stage.isEmpty()) {
            return;
        }
        last = p;
        Point at = p.clamped(stage.get().width(), stage.get().height());
        Point before = way.getLast();
        if (Math.hypot(at.x() - before.x(), at.y() - before.y()) >= p.screen(STEP)) {
            way.add(at);
        }
        show();
    }

    private void show() {
        if (classId != null && !way.isEmpty()) {
            host.preview(new Preview.Chain(corners(), way.getLast(), Preview.Chain.Closing.YES, classId));
        }
    }

    private List<Point> corners() {
        Pointer at = last;
        double tolerance = options.lassoTolerance().get() / 10.0;
        return Simplifier.line(way, at == null ? tolerance : at.screen(tolerance));
    }

    @Override
    public void released(Pointer p) {
        ClassId drawn = classId;
        if (drawn == null || way.isEmpty()) {
            return;
        }
        List<Point> corners = corners();
        MaskInHand.Change ended = change;
        double reach = way.stream()
                .mapToDouble(q -> Math.hypot(
                        q.x() - way.getFirst().x(), q.y() - way.getFirst().y()))
                .max()
                .orElse(0);
        forget();
        if (corners.size() < 3) {
            if (reach >= p.screen(LEAST)) {
                host.workspace().errors().info(TEXTS.get("lasso.flat"));
            }
        } else if (ended != null) {
            outline.commit(ended, corners);
        } else {
            draw(drawn, Polygon.of(corners));
        }
        host.preview(new Preview.Nothing());
    }

    private void draw(ClassId drawn, Polygon shape) {
        host.stage().ifPresent(stage -> {
            LabelId label = LabelId.random();
            var _ = host.commit(
                    new Command.Draw(
                            stage.media().id(),
                            stage.frame(),
                            label,
                            drawn,
                            host.workspace().view().newExtent().get(),
                            shape),
                    label,
                    drawn,
                    shape);
        });
    }

    private void forget() {
        way.clear();
        change = null;
        classId = null;
        last = null;
        host.workspace().gesture(false);
    }

    @Override
    public boolean cancel() {
        boolean any = !way.isEmpty();
        forget();
        outline.forget();
        host.preview(new Preview.Nothing());
        return any;
    }
}
