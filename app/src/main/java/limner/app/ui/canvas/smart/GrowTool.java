package limner.app.ui.canvas.smart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.Preview;
import limner.app.ui.canvas.tool.Tool;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.ToolKind;
import limner.model.geometry.Ink;
import limner.model.geometry.Point;
import limner.plugin.api.SuggestedShape;
import limner.plugin.opencv.Area;
import limner.plugin.opencv.RegionGrowing;
import limner.plugin.opencv.Stroke;
import org.jspecify.annotations.Nullable;

/// Grows a region from a stroke: dragging shows it, letting go stores it.
public final class GrowTool implements Tool {

    private final ToolHost host;
    private final Eye eye;
    private final Proposed proposed;
    private final List<Point> points = new ArrayList<>();
    private final Deque<Runnable> behind = new ArrayDeque<>();
    private @Nullable Area area;
    private Ink ink = Ink.PAINT;
    private boolean ended;

    public GrowTool(ToolHost host, Eye eye) {
        this.host = host;
        this.eye = eye;
        this.proposed = new Proposed(host);
    }

    @Override
    public ToolKind kind() {
        return ToolKind.GROW;
    }

    @Override
    public void pressed(Pointer p) {
        inTurn(() -> begin(p));
    }

    /// A stroke that comes while the one before is being grown takes its turn.
    private void inTurn(Runnable part) {
        if (ended) {
            behind.add(part);
        } else {
            part.run();
        }
    }

    private void begin(Pointer p) {
        Spot spot = Spot.under(host, p).orElse(null);
        if (spot == null || !points.isEmpty()) {
            return;
        }
        ink = Proposed.ink(p);
        if (proposed.begin(p, ink)) {
            area = spot.wide();
            points.add(p.at());
            host.workspace().gesture(true);
            look();
        }
    }

    @Override
    public void dragged(Pointer p) {
        inTurn(() -> {
            if (!points.isEmpty()) {
                points.add(p.at());
                look();
            }
        });
    }

    @Override
    public void released(Pointer p) {
        inTurn(() -> {
            if (!points.isEmpty()) {
                ended = true;
                look();
            }
        });
    }

    private void look() {
        Area part = area;
        if (part == null) {
            return;
        }
        double diameter = host.workspace().view().brushSize().get();
        Stroke stroke = new Stroke(
                points.stream().map(q -> new SuggestedShape.Point(q.x(), q.y())).toList(), diameter);
        double spreads = host.workspace().view().smart().spread().get() / 10.0;
        Preview.Guides guides =
                new Preview.Guides(Optional.empty(), List.of(new Preview.Guides.Line(points, diameter, ink)));
        eye.ask(
                (retina, patience) -> RegionGrowing.from(retina.region(part), stroke, spreads, patience),
                mask -> {
                    proposed.show(mask, guides);
                    if (ended) {
                        points.clear();
                        ended = false;
                        host.workspace().gesture(false);
                        proposed.commit();
                        while (!ended && !behind.isEmpty()) {
                            behind.remove().run();
                        }
                    }
                },
                this::cancel);
    }

    @Override
    public boolean cancel() {
        boolean any = !points.isEmpty();
        points.clear();
        behind.clear();
        ended = false;
        eye.forget();
        host.workspace().gesture(false);
        proposed.drop();
        return any;
    }

    @Override
    public Cue cue(Pointer p) {
        return Cue.BRUSH;
    }
}
