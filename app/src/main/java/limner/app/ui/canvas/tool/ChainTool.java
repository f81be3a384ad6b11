package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.Workspace;
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
import limner.model.session.Outcome;
import org.jspecify.annotations.Nullable;

/// Draws polygons and polylines point by point; dragging draws freehand. Enter or a double click finishes, Backspace
/// takes a point back. With Alt, the first click inside the selected polygon begins a hole in it, and one on its
/// outline
/// draws a stretch of that anew, up to where the outline is met again. With Shift, clicks on outlines of anything keep
/// to
/// them, and from one such place to the next the outline between them is taken over (Alt as well: the longer way
/// round).
/// A line may also be the one along which the selected object is cut.
public final class ChainTool implements Tool {
    private static final Texts TEXTS = Texts.beside(ChainTool.class);

    private static final double NEAR_START = 9;
    private static final double FREEHAND_STEP = 6;

    private final ToolHost host;
    private final ToolKind kind;
    private final List<Point> points = new ArrayList<>();
    private @Nullable ClassId classId;
    private @Nullable Target around;
    private @Nullable Redrawing redrawing;
    private Contour.@Nullable Place traced;
    private Contour.@Nullable Place begun;
    private final Borders borders;
    private boolean justFinished;

    /// A stretch of an outline that is drawn anew.
    private record Redrawing(Target target, Contour.Place from) {}

    /// @param kind [ToolKind#POLYGON], [ToolKind#POLYLINE] or [ToolKind#CUT]
    public ChainTool(ToolHost host, ToolKind kind) {
        if (kind != ToolKind.POLYGON && kind != ToolKind.POLYLINE && kind != ToolKind.CUT) {
            throw new IllegalArgumentException("not a chain of points: " + kind);
        }
        this.host = host;
        this.borders = new Borders(host);
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
        Optional<Contour.Place> rejoined = rejoined(p);
        if (p.clicks() > 1 || closes(p) || rejoined.isPresent()) {
            rejoined.ifPresent(place -> points.add(place.at()));
            justFinished = finish();
            return;
        }
        Optional<Contour.Place> place = outline(p);
        if (place.isPresent()) {
            points.addAll(taken(p, place.get()));
            points.add(place.get().at());
        } else {
            points.add(snapped(p).orElse(at));
        }
        traced = place.orElse(null);
        show(p);
    }

    /// The place of an outline that a click with Shift means.
    private Optional<Contour.Place> outline(Pointer p) {
        boolean follows = p.means(Gesture.FOLLOW) || borders.shared() && kind == ToolKind.POLYGON && around == null;
        if (!follows || kind == ToolKind.CUT || redrawing != null) {
            return Optional.empty();
        }
        // Borders meet in vertices where there are any.
        return Snap.onOutline(host, p)
                .map(place -> borders.shared()
                        ? place.contour()
                                .vertex(p.at(), p.screen(NEAR_START))
                                .map(place.contour()::nearest)
                                .orElse(place)
                        : place);
    }

    private Optional<Point> snapped(Pointer p) {
        return kind == ToolKind.CUT ? Optional.empty() : Snap.to(host, p, Optional.empty());
    }

    /// What lies between the last place of an outline and this one of the same outline, without either.
    private List<Point> taken(Pointer p, Contour.Place to) {
        Contour.Place from = traced;
        if (from == null || !from.contour().equals(to.contour())) {
            return List.of();
        }
        List<Point> way = p.means(Gesture.HOLE)
                ? from.contour().longer(from, to)
                : from.contour().shorter(from, to);
        return way.size() < 3 ? List.of() : way.subList(1, way.size() - 1);
    }

    /// Where a stretch drawn anew meets the outline again; empty while the pointer is still near where it began.
    private Optional<Contour.Place> rejoined(Pointer p) {
        Redrawing now = redrawing;
        if (now == null) {
            return Optional.empty();
        }
        double near = p.screen(NEAR_START);
        boolean away = away(now.from().at(), p.at(), near)
                || points.stream().anyMatch(point -> away(now.from().at(), point, 2 * near));
        return away ? Contour.nearest(List.of(now.from().contour()), p.at(), near) : Optional.empty();
    }

    private static boolean away(Point a, Point b, double distance) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y()) > distance;
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
        } else if (p.means(Gesture.HOLE) && redraws(p)) {
            host.workspace().gesture(true);
            show(p);
            return;
        } else {
            around = p.means(Gesture.HOLE) && kind == ToolKind.POLYGON
                    ? host.held()
                            .filter(t -> t.shape() instanceof Polygon && HitTest.inside(t.shape(), at))
                            .orElse(null)
                    : null;
            classId = around != null ? around.classId() : host.classForNew().orElse(null);
        }
        if (classId != null) {
            Optional<Contour.Place> place = outline(p);
            traced = place.orElse(null);
            begun = traced;
            points.add(place.map(Contour.Place::at).or(() -> snapped(p)).orElse(at));
            host.workspace().gesture(true);
            show(p);
        }
    }

    /// Begins a stretch drawn anew, where the pointer is on the outline of what is selected.
    private boolean redraws(Pointer p) {
        Optional<Target> held = host.held().filter(t -> t.shape() instanceof Polygon || t.shape() instanceof Polyline);
        Optional<Contour.Place> place =
                held.flatMap(t -> Contour.nearest(Contour.of(t.shape()), p.at(), p.screen(NEAR_START)));
        if (held.isEmpty() || place.isEmpty()) {
            return false;
        }
        redrawing = new Redrawing(held.get(), place.get());
        classId = held.get().classId();
        points.add(place.get().at());
        return true;
    }

    @Override
    public void released(Pointer p) {
        // Drawn freehand up to the outline; a click there ends it when it is pressed.
        Optional<Contour.Place> rejoined = points.size() > 2 ? rejoined(p) : Optional.empty();
        if (rejoined.isPresent()) {
            points.add(rejoined.get().at());
            finish();
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
        } else if (kind != ToolKind.CUT) {
            host.preview(outline(p)
                    .map(Contour.Place::at)
                    .or(() -> snapped(p))
                    .<Preview>map(Preview.Mark::new)
                    .orElseGet(Preview.Nothing::new));
        }
    }

    private void show(Pointer p) {
        if (classId == null) {
            return;
        }
        Point at = host.stage().map(s -> p.clamped(s.width(), s.height())).orElse(p.at());
        Preview.Chain.Closing closing = closes(p) ? Preview.Chain.Closing.YES : Preview.Chain.Closing.NO;
        Optional<Contour.Place> place = outline(p);
        Optional<Point> held =
                place.or(() -> rejoined(p)).map(Contour.Place::at).or(() -> snapped(p));
        List<Point> taken = place.map(to -> taken(p, to)).orElse(List.of());
        host.preview(new Preview.Chain(points, held.orElse(at), closing, classId, taken, held));
    }

    private boolean closes(Pointer p) {
        return kind == ToolKind.POLYGON
                && redrawing == null
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
        Redrawing now = redrawing;
        if (now != null) {
            redraw(now, withoutRepeats());
            return true;
        }
        List<Point> line = closedAlong(withoutRepeats());
        ClassId chosen = classId;
        Target outer = around;
        if (line.size() < (kind == ToolKind.POLYGON ? 3 : 2) || chosen == null) {
            host.workspace().errors().info(TEXTS.get(kind == ToolKind.POLYGON ? "polygon.short" : "line.short"));
            return true;
        }
        if (kind == ToolKind.POLYGON && new Ring(line).isFlat()) {
            host.workspace().errors().info(TEXTS.get("polygon.flat"));
            return true;
        }
        if (kind == ToolKind.POLYGON && outer == null && !borders.free(Polygon.of(line))) {
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
            var _ = host.commit(draw, label, chosen, shape);
        });
        return true;
    }

    /// Puts what was drawn in the place of the stretch of the outline that lies nearest to it.
    private void redraw(Redrawing from, List<Point> drawn) {
        cancel();
        Optional<Target> now =
                asItIs(from.target()).filter(t -> t.shape().equals(from.target().shape()));
        Contour contour = from.from().contour();
        Contour.Place to = contour.nearest(drawn.getLast());
        if (now.isEmpty()) {
            host.workspace().errors().info(TEXTS.get("redraw.homeless"));
            return;
        }
        List<Point> line = new ArrayList<>(drawn);
        line.add(to.at());
        List<Point> next = contour.redrawn(from.from(), line, to);
        if (drawn.size() < 2 || next.size() < (contour.closed() ? 3 : 2)) {
            host.workspace().errors().info(TEXTS.get("redraw.short"));
            return;
        }
        borders.reshape(now.get(), Vertices.with(now.get().shape(), contour.ring(), points -> {
            points.clear();
            points.addAll(next);
        }));
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
        Workspace workspace = host.workspace();
        Optional<String> track =
                workspace.labels().label(id).filter(l -> l.tracked()).map(l -> LabelNames.of(workspace.ontology(), l));
        int frame = stage.get().frame();
        var _ = workspace
                .edit(new Command.Recut(
                        Command.Recut.How.SPLIT,
                        media.id(),
                        frame,
                        rest,
                        pieces.stream()
                                .skip(1)
                                .map(piece -> new Command.Recut.Piece(LabelId.random(), id, new Mask(piece)))
                                .toList(),
                        Set.of()))
                .thenAccept(outcome -> {
                    if (outcome instanceof Outcome.Done && track.isPresent()) {
                        workspace.errors().info(TEXTS.get("cut.here", track.get(), frame));
                    }
                });
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
            borders.reshape(now.get(), new Polygon(next));
        } else {
            host.workspace().errors().info(TEXTS.get("hole.homeless"));
        }
    }

    /// While borders are shared, what was begun and ended on the same outline is closed along it.
    private List<Point> closedAlong(List<Point> line) {
        Contour.Place first = begun;
        Contour.Place last = traced;
        if (!borders.shared()
                || kind != ToolKind.POLYGON
                || around != null
                || first == null
                || last == null
                || !first.contour().equals(last.contour())) {
            return line;
        }
        List<Point> way = last.contour().shorter(last, first);
        List<Point> closed = new ArrayList<>(line);
        if (way.size() > 2) {
            way.subList(1, way.size() - 1).stream()
                    .filter(p -> !closed.contains(p))
                    .forEach(closed::add);
        }
        return closed;
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
        traced = null;
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
        redrawing = null;
        traced = null;
        begun = null;
        host.workspace().gesture(false);
        host.preview(new Preview.Nothing());
        return any;
    }
}
