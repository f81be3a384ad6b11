package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskShaping;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.media.Media;
import org.jspecify.annotations.Nullable;

/// Draws polygons and polylines point by point; dragging draws freehand. Enter or a double click finishes, Backspace
/// takes a point back. With Alt, the first click inside the selected polygon begins a hole in it. A line may also be
/// the
/// one along which the selected object is cut.
public final class ChainTool implements Tool {
    private static final Texts TEXTS = Texts.beside(ChainTool.class);

    private static final double NEAR_START = 9;
    private static final double FREEHAND_STEP = 6;

    private final ToolHost host;
    private final ToolKind kind;
    private final List<Point> points = new ArrayList<>();
    private @Nullable ClassId classId;
    private @Nullable Target around;
    private boolean justFinished;

    /// @param kind [ToolKind#POLYGON], [ToolKind#POLYLINE] or [ToolKind#CUT]
    public ChainTool(ToolHost host, ToolKind kind) {
        if (kind != ToolKind.POLYGON && kind != ToolKind.POLYLINE && kind != ToolKind.CUT) {
            throw new IllegalArgumentException("not a chain of points: " + kind);
        }
        this.host = host;
        this.kind = kind;
    }

    @Override
    public ToolKind kind() {
        return kind;
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
        if (points.isEmpty()) {
            begin(p, at);
            return;
        }
        if (p.clicks() > 1 || closes(p)) {
            justFinished = finish();
            return;
        }
        points.add(at);
        show(p);
    }

    private void begin(Pointer p, Point at) {
        if (kind == ToolKind.CUT) {
            around = host.held()
                    .filter(t ->
                            t.key() instanceof Target.Key.OfLabel && t.shape().hasArea())
                    .orElse(null);
            if (around == null) {
                host.workspace().errors().info(TEXTS.get("cut.nothing"));
            }
            classId = around == null ? null : around.classId();
        } else {
            around = p.alt() && kind == ToolKind.POLYGON
                    ? host.held()
                            .filter(t -> t.shape() instanceof Polygon && HitTest.inside(t.shape(), at))
                            .orElse(null)
                    : null;
            classId = around != null ? around.classId() : host.classForNew().orElse(null);
        }
        if (classId != null) {
            points.add(at);
            host.workspace().gesture(true);
            show(p);
        }
    }

    @Override
    public void dragged(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (points.isEmpty() || stage.isEmpty() || justFinished) {
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
        if (!points.isEmpty()) {
            show(p);
        }
    }

    private void show(Pointer p) {
        if (classId == null) {
            return;
        }
        Point at = host.stage().map(s -> p.clamped(s.width(), s.height())).orElse(p.at());
        Preview.Chain.Closing closing = closes(p) ? Preview.Chain.Closing.YES : Preview.Chain.Closing.NO;
        host.preview(new Preview.Chain(points, at, closing, classId));
    }

    private boolean closes(Pointer p) {
        return kind == ToolKind.POLYGON
                && points.size() >= 3
                && Math.hypot(
                                p.at().x() - points.getFirst().x(),
                                p.at().y() - points.getFirst().y())
                        <= p.screen(NEAR_START);
    }

    @Override
    public boolean finish() {
        if (points.isEmpty()) {
            return false;
        }
        List<Point> line = withoutRepeats();
        ClassId chosen = classId;
        Target outer = around;
        if (line.size() < (kind == ToolKind.POLYGON ? 3 : 2) || chosen == null) {
            host.workspace().errors().info(TEXTS.get(kind == ToolKind.POLYGON ? "polygon.short" : "line.short"));
            return true;
        }
        cancel();
        if (outer != null) {
            if (kind == ToolKind.CUT) {
                cut(outer, new Polyline(line));
            } else {
                hole(outer, new Ring(line));
            }
            return true;
        }
        Shape shape = kind == ToolKind.POLYGON ? Polygon.of(line) : new Polyline(line);
        host.stage().ifPresent(stage -> {
            LabelId label = LabelId.random();
            Command draw = new Command.Draw(
                    stage.media().id(),
                    stage.frame(),
                    label,
                    chosen,
                    host.workspace().view().newExtent().get(),
                    shape);
            host.commit(draw, label, chosen, shape);
        });
        return true;
    }

    /// Cuts what was selected in pieces: the largest stays the label it was, the others are new labels of its class.
    private void cut(Target whole, Polyline line) {
        Optional<ToolHost.Stage> stage = host.stage();
        Optional<Target> now = asItIs(whole);
        if (stage.isEmpty() || now.isEmpty() || !(whole.key() instanceof Target.Key.OfLabel(var id))) {
            host.workspace().errors().info(TEXTS.get("cut.homeless"));
            return;
        }
        Media media = stage.get().media();
        Rle pixels = Rasterizer.rasterize(now.get().shape(), media.width(), media.height());
        List<Rle> pieces = MaskShaping.split(pixels, line);
        if (pieces.size() == 1) {
            host.workspace().errors().info(TEXTS.get("cut.whole"));
            return;
        }
        SequencedMap<LabelId, Shape> rest = new LinkedHashMap<>();
        rest.put(id, new Mask(pieces.getFirst()));
        host.workspace()
                .submit(new Command.Recut(
                        Command.Recut.How.SPLIT,
                        media.id(),
                        stage.get().frame(),
                        rest,
                        pieces.stream()
                                .skip(1)
                                .map(piece -> new Command.Recut.Piece(LabelId.random(), id, new Mask(piece)))
                                .toList(),
                        Set.of()));
    }

    private Optional<Target> asItIs(Target before) {
        return host.targets().stream().filter(t -> t.key().equals(before.key())).findFirst();
    }

    /// Cuts a hole into the polygon as it is by now.
    private void hole(Target outer, Ring ring) {
        Optional<Target> now = asItIs(outer);
        if (now.isPresent() && now.get().shape() instanceof Polygon(List<Ring> rings)) {
            List<Ring> next = new ArrayList<>(rings);
            next.add(ring);
            host.reshape(now.get(), new Polygon(next));
        } else {
            host.workspace().errors().info(TEXTS.get("hole.homeless"));
        }
    }

    /// A double click would leave its place twice.
    private List<Point> withoutRepeats() {
        List<Point> line = new ArrayList<>();
        for (Point p : points) {
            if (line.isEmpty() || !line.getLast().equals(p)) {
                line.add(p);
            }
        }
        return line;
    }

    @Override
    public boolean stepBack() {
        if (points.isEmpty()) {
            return false;
        }
        points.removeLast();
        if (points.isEmpty()) {
            cancel();
        } else if (classId != null) {
            host.preview(new Preview.Chain(points, points.getLast(), Preview.Chain.Closing.NO, classId));
        }
        return true;
    }

    @Override
    public boolean cancel() {
        boolean any = !points.isEmpty();
        points.clear();
        classId = null;
        around = null;
        host.workspace().gesture(false);
        host.preview(new Preview.Nothing());
        return any;
    }
}
