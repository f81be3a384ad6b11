package limner.app.ui.canvas.tool;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.Workspace;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import org.jspecify.annotations.Nullable;

/// Selects, moves and reshapes: click, rubber band, handles, vertices.
public final class SelectTool implements Tool {

    private static final double GRASP = 7;
    private static final double ROOM_FOR_MIDDLE = 34;
    private static final double STILL = 3;

    private final ToolHost host;
    private @Nullable Drag drag;
    private Optional<Grip> inHand = Optional.empty();

    public SelectTool(ToolHost host) {
        this.host = host;
    }

    /// A vertex and what it belongs to.
    private record Grip(Target.Key of, Handle.Vertex vertex) {}

    /// A gesture under way.
    private sealed interface Drag {
        record OfHandle(Target target, Handle handle, Point from) implements Drag {}

        record OfBody(Target target, Point from) implements Drag {}

        record OfBand(Point from, Set<LabelId> before) implements Drag {}
    }

    @Override
    public ToolKind kind() {
        return ToolKind.SELECT;
    }

    @Override
    public void pressed(Pointer p) {
        inHand = Optional.empty();
        Optional<Target> held = host.held();
        Optional<Handle> handle = held.flatMap(t -> grasp(t, p));
        if (held.isPresent() && handle.isPresent()) {
            if (p.alt() && handle.get() instanceof Handle.Vertex vertex) {
                remove(held.get(), vertex);
                return;
            }
            if (handle.get() instanceof Handle.Vertex vertex) {
                inHand = Optional.of(new Grip(held.get().key(), vertex));
            }
            drag = new Drag.OfHandle(held.get(), handle.get(), p.at());
            return;
        }
        Optional<Target> hit = HitTest.at(host.targets(), p.at(), p.screen(GRASP));
        if (hit.isEmpty()) {
            Set<LabelId> before = p.shift() ? workspace().selection().get().labels() : Set.of();
            drag = new Drag.OfBand(p.at(), before);
            return;
        }
        select(hit.get(), p);
        // With Shift, what was hit may have left the selection and something else be the one that is held.
        drag = host.held()
                .filter(t -> t.key().equals(hit.get().key()))
                .map(t -> (Drag) new Drag.OfBody(t, p.at()))
                .orElse(null);
    }

    private void select(Target target, Pointer p) {
        if (host.held().filter(t -> t.key().equals(target.key())).isPresent() && !p.shift()) {
            return;
        }
        switch (target.key()) {
            case Target.Key.OfSuggestion(var id) -> workspace().selection().set(new Selection.OfSuggestion(id));
            case Target.Key.OfLabel(var id) -> {
                Set<LabelId> next =
                        new HashSet<>(p.shift() ? workspace().selection().get().labels() : Set.of());
                if (!next.add(id)) {
                    next.remove(id);
                }
                workspace().selection().set(Selection.of(next));
            }
        }
    }

    @Override
    public void dragged(Pointer p) {
        switch (drag) {
            case null -> {}
            case Drag.OfHandle(Target target, Handle handle, Point from) ->
                draft(target, handle.dragged(target.shape(), place(handle, from, p)));
            case Drag.OfBody(Target target, Point from)
            when beyond(from, p) -> draft(target, moved(target, from, p.at()));
            case Drag.OfBody _ -> {}
            case Drag.OfBand(Point from, Set<LabelId> _) -> host.preview(new Preview.Band(Box.between(from, p.at())));
        }
    }

    @Override
    public void released(Pointer p) {
        Drag ended = drag;
        drag = null;
        host.preview(new Preview.Nothing());
        switch (ended) {
            case null -> {}
            case Drag.OfHandle(Target target, Handle handle, Point from) -> {
                if (beyond(from, p)) {
                    Point to = place(handle, from, p);
                    host.reshape(target, handle.dragged(target.shape(), to));
                    if (handle instanceof Handle.Middle(int ring, int after, Point _)) {
                        inHand = Optional.of(new Grip(target.key(), new Handle.Vertex(ring, after + 1, to)));
                    }
                }
            }
            case Drag.OfBody(Target target, Point from) -> {
                if (beyond(from, p)) {
                    host.reshape(target, moved(target, from, p.at()));
                }
            }
            case Drag.OfBand(Point from, Set<LabelId> before) -> band(Box.between(from, p.at()), before, p);
        }
    }

    private void band(Box box, Set<LabelId> before, Pointer p) {
        Set<LabelId> next = new HashSet<>(before);
        if (box.width() > p.screen(STILL) || box.height() > p.screen(STILL)) {
            for (Target t : host.targets()) {
                if (!t.locked()
                        && t.key() instanceof Target.Key.OfLabel(var id)
                        && meets(t.shape().bounds(), box)) {
                    next.add(id);
                }
            }
        }
        workspace().selection().set(Selection.of(next));
    }

    @Override
    public void moved(Pointer p) {
        Optional<LabelId> over = HitTest.at(host.targets(), p.at(), p.screen(GRASP))
                .map(Target::key)
                .filter(Target.Key.OfLabel.class::isInstance)
                .map(k -> ((Target.Key.OfLabel) k).id());
        if (!over.equals(workspace().hovered().get())) {
            workspace().hovered().set(over);
        }
    }

    @Override
    public boolean cancel() {
        boolean any = drag != null;
        drag = null;
        inHand = Optional.empty();
        host.preview(new Preview.Nothing());
        return any;
    }

    @Override
    public boolean deletePart() {
        Optional<Target> held = host.held();
        Optional<Handle.Vertex> grasped = held.flatMap(this::inHand);
        inHand = Optional.empty();
        if (held.isEmpty() || grasped.isEmpty()) {
            return false;
        }
        Handle.Vertex vertex = grasped.get();
        boolean still = Handle.of(held.get().shape(), Double.POSITIVE_INFINITY).stream()
                .anyMatch(
                        h -> h instanceof Handle.Vertex v && v.ring() == vertex.ring() && v.index() == vertex.index());
        return still && remove(held.get(), vertex);
    }

    private boolean remove(Target target, Handle.Vertex vertex) {
        Optional<Shape> rest = Vertices.without(target.shape(), vertex);
        rest.ifPresent(s -> host.reshape(target, s));
        return rest.isPresent();
    }

    /// The vertex of what is held that Delete would take.
    public Optional<Handle.Vertex> inHand(Target held) {
        return inHand.filter(g -> g.of().equals(held.key())).map(Grip::vertex);
    }

    /// The handles that the held shape has at this zoom.
    ///
    /// @param pixel size of a screen pixel in picture pixels
    public static List<Handle> handles(Target held, double pixel) {
        return Handle.of(held.shape(), ROOM_FOR_MIDDLE * pixel);
    }

    private static Optional<Handle> grasp(Target held, Pointer p) {
        return Handle.at(handles(held, p.pixel()), p.at(), p.screen(GRASP));
    }

    private void draft(Target target, Shape shape) {
        host.preview(new Preview.Draft(shape, target.classId(), Optional.of(target.key())));
    }

    /// Moved with the pointer, without leaving the picture; masks by whole pixels.
    private Shape moved(Target target, Point from, Point to) {
        Box b = target.shape().bounds();
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        Optional<ToolHost.Stage> stage = host.stage();
        if (stage.isPresent()) {
            dx = within(dx, b.x(), b.right(), stage.get().width());
            dy = within(dy, b.y(), b.bottom(), stage.get().height());
        }
        return target.shape().translated(dx, dy);
    }

    private static double within(double d, double low, double high, double size) {
        return Math.clamp(d, Math.min(0, -low), Math.max(0, size - high));
    }

    /// Where a handle goes: as far as the pointer went, so that it does not jump when it is grasped beside its middle.
    private Point place(Handle handle, Point from, Pointer p) {
        double x = handle.at().x() + p.at().x() - from.x();
        double y = handle.at().y() + p.at().y() - from.y();
        return host.stage()
                .map(s -> new Point(Math.clamp(x, 0, s.width()), Math.clamp(y, 0, s.height())))
                .orElseGet(() -> new Point(x, y));
    }

    private static boolean beyond(Point from, Pointer p) {
        return Math.hypot(p.at().x() - from.x(), p.at().y() - from.y()) > p.screen(STILL);
    }

    private static boolean meets(Box a, Box b) {
        return a.x() <= b.right() && b.x() <= a.right() && a.y() <= b.bottom() && b.y() <= a.bottom();
    }

    private Workspace workspace() {
        return host.workspace();
    }

    @Override
    public Cue cue(Pointer p) {
        Optional<Handle> handle = host.held().flatMap(t -> grasp(t, p));
        if (handle.isPresent()) {
            return switch (handle.get()) {
                case Handle.Side(int across, int down, Point _) -> side(across, down);
                case Handle.Vertex _, Handle.Middle _ -> Cue.HAND;
            };
        }
        Optional<Target> hit = HitTest.at(host.targets(), p.at(), p.screen(GRASP));
        return hit.isPresent()
                        && host.held()
                                .filter(h -> h.key().equals(hit.get().key()))
                                .isPresent()
                ? Cue.MOVE
                : Cue.ARROW;
    }

    private static Cue side(int across, int down) {
        Cue[][] cues = {
            {Cue.SIZE_NW, Cue.SIZE_N, Cue.SIZE_NE},
            {Cue.SIZE_W, Cue.ARROW, Cue.SIZE_E},
            {Cue.SIZE_SW, Cue.SIZE_S, Cue.SIZE_SE}
        };
        return cues[down + 1][across + 1];
    }
}
