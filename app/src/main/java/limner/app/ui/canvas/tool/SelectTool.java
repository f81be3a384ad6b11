package limner.app.ui.canvas.tool;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Joint;
import limner.model.geometry.Point;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.LabelId;
import org.jspecify.annotations.Nullable;

/// Selects, moves and reshapes: click, rubber band, handles, vertices. With Alt, vertices go: the one that is clicked,
/// or
/// all over which the pointer is dragged from there.
public final class SelectTool implements Tool {

    private static final double GRASP = 7;
    private static final double ROOM_FOR_MIDDLE = 34;
    private static final double STILL = 3;

    private final ToolHost host;
    private @Nullable Drag drag;
    private final Borders borders;
    private Optional<Grip> inHand = Optional.empty();

    public SelectTool(ToolHost host) {
        this.host = host;
        this.borders = new Borders(host);
    }

    /// What is in hand and what it belongs to.
    ///
    /// @param number of the handle among those of the shape, without the middles of edges
    private record Grip(Target.Key of, int number) {}

    /// A gesture under way.
    private sealed interface Drag {
        record OfHandle(Target target, Handle handle, Point from) implements Drag {}

        /// Vertices go over which the pointer is dragged.
        ///
        /// @param rest what is left by now
        /// @param last where the pointer was
        record OfErasing(Target target, Shape rest, Point last) implements Drag {}

        record OfBody(Target target, Point from) implements Drag {}

        /// Several that are selected move together.
        ///
        /// @param hit the one that was taken hold of, which is selected alone when nothing moves
        record OfSeveral(List<Target> targets, Target hit, Point from) implements Drag {}

        record OfBand(Point from, Set<LabelId> before) implements Drag {}
    }

    @Override
    public ToolKind kind() {
        return ToolKind.SELECT;
    }

    @Override
    public void pressed(Pointer p) {
        inHand = Optional.empty();
        borders.begin();
        Optional<Target> held = free();
        Optional<Handle> handle = held.flatMap(t -> grasp(t, p));
        if (held.isPresent() && handle.isPresent()) {
            if (p.means(Gesture.TAKE) && handle.get() instanceof Handle.Vertex) {
                drag = new Drag.OfErasing(
                        held.get(), erased(held.get().shape(), p.at(), p.at(), p.screen(GRASP)), p.at());
                return;
            }
            if (handle.get() instanceof Handle.Vertex vertex) {
                inHand = grip(held.get().key(), held.get().shape(), vertex);
            }
            drag = new Drag.OfHandle(held.get(), handle.get(), p.at());
            return;
        }
        Optional<Target> hit = host.hit(p.at(), p.screen(GRASP));
        if (hit.isEmpty()) {
            Set<LabelId> before =
                    p.means(Gesture.ADD) ? workspace().selection().get().labels() : Set.of();
            drag = new Drag.OfBand(p.at(), before);
            return;
        }
        List<Target> several = p.means(Gesture.ADD) ? List.of() : alongWith(hit.get());
        if (!several.isEmpty()) {
            drag = new Drag.OfSeveral(several, hit.get(), p.at());
            return;
        }
        select(hit.get(), p);
        // With Shift, what was hit may have left the selection and something else be the one that is held.
        drag = host.held()
                .filter(t -> t.key().equals(hit.get().key()) && edits(t))
                .map(t -> (Drag) new Drag.OfBody(t, p.at()))
                .orElse(null);
    }

    /// All that are selected, where this is one of several; none otherwise.
    private List<Target> alongWith(Target hit) {
        Set<LabelId> selected = workspace().selection().get().labels();
        return selected.size() > 1 && hit.key() instanceof Target.Key.OfLabel(var id) && selected.contains(id)
                ? host.targets().stream()
                        .filter(t -> !t.locked()
                                && edits(t)
                                && t.key() instanceof Target.Key.OfLabel(var other)
                                && selected.contains(other))
                        .toList()
                : List.of();
    }

    /// As far as all of them stay on the picture.
    private Point way(List<Target> targets, Point from, Point to) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        Optional<ToolHost.Stage> stage = host.stage();
        for (Target t : targets) {
            Box b = t.shape().bounds();
            if (stage.isPresent()) {
                dx = within(dx, b.x(), b.right(), stage.get().width());
                dy = within(dy, b.y(), b.bottom(), stage.get().height());
            }
        }
        return new Point(dx, dy);
    }

    private void move(List<Target> targets, Point way) {
        Set<LabelId> ids = targets.stream()
                .flatMap(t -> t.key() instanceof Target.Key.OfLabel(var id) ? Stream.of(id) : Stream.empty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        borders.forget();
        if (borders.move(ids, way.x(), way.y())) {
            return;
        }
        borders.propose(targets, way);
        host.stage().ifPresent(s -> {
            var _ = workspace()
                    .edit(new Command.Nudge(s.media().id(), s.frame(), ids, way.x(), way.y()))
                    .whenComplete((_, _) -> workspace().proposal().set(Optional.empty()));
        });
    }

    /// What is held, unless it is pinned: that is selected and has nothing to take hold of.
    private Optional<Target> free() {
        return host.held().filter(this::edits);
    }

    @Override
    public boolean edits(Target target) {
        return !(target.key() instanceof Target.Key.OfLabel(var id)
                && workspace().view().pinned().contains(id));
    }

    private void select(Target target, Pointer p) {
        if (host.held().filter(t -> t.key().equals(target.key())).isPresent() && !p.means(Gesture.ADD)) {
            return;
        }
        switch (target.key()) {
            case Target.Key.OfSuggestion(var id) -> workspace().selection().set(new Selection.OfSuggestion(id));
            case Target.Key.OfLabel(var id) -> {
                Set<LabelId> next = new LinkedHashSet<>(
                        p.means(Gesture.ADD) ? workspace().selection().get().labels() : Set.of());
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
                draft(target, dragged(target, handle, from, p));
            case Drag.OfErasing(Target target, Shape rest, Point last) -> {
                Shape next = erased(rest, last, p.at(), p.screen(GRASP));
                drag = new Drag.OfErasing(target, next, p.at());
                draft(target, next);
            }
            case Drag.OfBody(Target target, Point from)
            when beyond(from, p) -> draft(target, moved(target, from, p.at()));
            case Drag.OfBody _ -> {}
            case Drag.OfSeveral(var targets, Target _, Point from)
            when beyond(from, p) -> borders.propose(targets, way(targets, from, p.at()));
            case Drag.OfSeveral _ -> {}
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
                    borders.reshape(target, dragged(target, handle, from, p));
                    if (handle instanceof Handle.Middle(int ring, int after, Point _)) {
                        Point to = place(handle, from, p);
                        Shape now = handle.dragged(target.shape(), to);
                        inHand = grip(target.key(), now, new Handle.Vertex(ring, after + 1, to));
                    }
                }
            }
            case Drag.OfErasing(Target target, Shape rest, Point last) -> {
                Shape next = erased(rest, last, p.at(), p.screen(GRASP));
                if (!next.equals(target.shape())) {
                    borders.reshape(target, next);
                }
            }
            case Drag.OfBody(Target target, Point from) -> {
                if (beyond(from, p)) {
                    borders.reshape(target, moved(target, from, p.at()));
                }
            }
            case Drag.OfSeveral(var targets, Target hit, Point from) -> {
                if (beyond(from, p)) {
                    move(targets, way(targets, from, p.at()));
                } else {
                    select(hit, p);
                }
            }
            case Drag.OfBand(Point from, Set<LabelId> before) -> band(Box.between(from, p.at()), before, p);
        }
    }

    private void band(Box box, Set<LabelId> before, Pointer p) {
        Set<LabelId> next = new LinkedHashSet<>(before);
        if (box.width() > p.screen(STILL) || box.height() > p.screen(STILL)) {
            for (Target t : host.targets(box)) {
                if (!t.locked() && t.key() instanceof Target.Key.OfLabel(var id)) {
                    next.add(id);
                }
            }
        }
        workspace().selection().set(Selection.of(next));
    }

    @Override
    public void moved(Pointer p) {
        Optional<LabelId> over = host.hit(p.at(), p.screen(GRASP))
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
        if (any) {
            borders.forget();
        }
        if (drag instanceof Drag.OfSeveral) {
            workspace().proposal().set(Optional.empty());
        }
        drag = null;
        inHand = Optional.empty();
        host.preview(new Preview.Nothing());
        return any;
    }

    @Override
    public boolean deletePart() {
        Optional<Target> held = host.held();
        Optional<Handle> grasped = held.flatMap(this::inHand);
        inHand = Optional.empty();
        return held.isPresent()
                && grasped.isPresent()
                && grasped.get() instanceof Handle.Vertex vertex
                && remove(held.get(), vertex);
    }

    /// The shape without the vertices that lie near the way from one place to another; as many stay as a shape needs.
    private static Shape erased(Shape shape, Point from, Point to, double near) {
        Shape rest = shape;
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        int steps = (int) Math.ceil(length / (near / 2));
        for (int i = 0; i <= steps; i++) {
            double t = steps == 0 ? 0 : i / (double) steps;
            Point at = new Point(from.x() + (to.x() - from.x()) * t, from.y() + (to.y() - from.y()) * t);
            boolean more = true;
            while (more) {
                Shape now = rest;
                Optional<Shape> less = Handle.at(Handle.of(now, Double.POSITIVE_INFINITY), at, near)
                        .filter(Handle.Vertex.class::isInstance)
                        .flatMap(h -> Vertices.without(now, (Handle.Vertex) h));
                rest = less.orElse(now);
                more = less.isPresent() && !less.get().equals(now);
            }
        }
        return rest;
    }

    private boolean remove(Target target, Handle.Vertex vertex) {
        Optional<Shape> rest = Vertices.without(target.shape(), vertex);
        rest.ifPresent(s -> borders.reshape(target, s));
        return rest.isPresent();
    }

    /// Whether the pointer is on a handle of what is held.
    boolean grasps(Pointer p) {
        return free().flatMap(t -> grasp(t, p)).isPresent();
    }

    @Override
    public boolean turnJoint() {
        Optional<Target> held = host.held();
        if (held.isPresent()
                && held.get().shape() instanceof Skeleton skeleton
                && inHand(held.get()).orElse(null) instanceof Handle.Vertex(int _, int index, Point _)) {
            Joint joint = skeleton.joints().get(index);
            borders.reshape(
                    held.get(),
                    skeleton.with(index, joint.withState(joint.state().next())));
            return true;
        }
        return false;
    }

    /// The handle of what is held that Delete would take and keys move.
    public Optional<Handle> inHand(Target held) {
        List<Handle> all = corners(held.shape());
        return inHand.filter(g -> g.of().equals(held.key()) && g.number() < all.size())
                .map(g -> all.get(g.number()));
    }

    /// Takes the next handle of what is held into the hand, or the one before (-1).
    ///
    /// @return where it is; empty when nothing with handles is held
    public Optional<Point> walk(int by) {
        Optional<Target> held = host.held();
        List<Handle> all = held.map(t -> corners(t.shape())).orElse(List.of());
        if (held.isEmpty() || all.isEmpty()) {
            return Optional.empty();
        }
        int now = inHand(held.get()).isPresent() ? inHand.map(Grip::number).orElse(-1) : (by > 0 ? -1 : all.size());
        int next = Math.floorMod(now + by, all.size());
        inHand = Optional.of(new Grip(held.get().key(), next));
        host.preview(new Preview.Nothing());
        return Optional.of(all.get(next).at());
    }

    /// Moves what is in hand by so many pixels of the picture.
    ///
    /// @return where it is then; empty when nothing is in hand
    public Optional<Point> nudge(double dx, double dy) {
        Optional<Target> held = host.held();
        Optional<Handle> handle = held.flatMap(this::inHand);
        Optional<ToolHost.Stage> stage = host.stage();
        if (held.isEmpty() || handle.isEmpty() || stage.isEmpty()) {
            return Optional.empty();
        }
        Point at = handle.get().at();
        Point to = new Point(
                Math.clamp(at.x() + dx, 0, stage.get().width()),
                Math.clamp(at.y() + dy, 0, stage.get().height()));
        if (!to.equals(at)) {
            borders.reshape(held.get(), handle.get().dragged(held.get().shape(), to));
        }
        return Optional.of(to);
    }

    /// Adds a vertex in the middle of the edge after the one in hand, and takes it into the hand.
    ///
    /// @return where it is; empty when no vertex is in hand, or no edge comes after it
    public Optional<Point> insert() {
        Optional<Target> held = host.held();
        if (held.isEmpty() || !(inHand(held.get()).orElse(null) instanceof Handle.Vertex vertex)) {
            return Optional.empty();
        }
        Optional<Handle.Middle> edge = Handle.of(held.get().shape(), 0).stream()
                .filter(Handle.Middle.class::isInstance)
                .map(Handle.Middle.class::cast)
                .filter(m -> m.ring() == vertex.ring() && m.after() == vertex.index())
                .findFirst();
        edge.ifPresent(m -> {
            Shape next = m.dragged(held.get().shape(), m.at());
            inHand = grip(held.get().key(), next, new Handle.Vertex(m.ring(), m.after() + 1, m.at()));
            borders.reshape(held.get(), next);
        });
        return edge.map(Handle.Middle::at);
    }

    private static List<Handle> corners(Shape shape) {
        // What turns a shape stands where there is room for it, which the hand alone sees.
        return Handle.of(shape, Double.POSITIVE_INFINITY).stream()
                .filter(h -> !(h instanceof Handle.Rotor))
                .toList();
    }

    private static Optional<Grip> grip(Target.Key of, Shape shape, Handle.Vertex vertex) {
        List<Handle> all = corners(shape);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Handle.Vertex v && v.ring() == vertex.ring() && v.index() == vertex.index()) {
                return Optional.of(new Grip(of, i));
            }
        }
        return Optional.empty();
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
        borders.propose(target, shape);
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

    /// The shape with the handle where the pointer took it; with Shift, angles go by whole steps.
    private Shape dragged(Target target, Handle handle, Point from, Pointer p) {
        Shape next = handle.dragged(target.shape(), place(handle, from, p));
        return handle instanceof Handle.Rotor && p.means(Gesture.CONSTRAIN) ? Handle.Rotor.stepped(next) : next;
    }

    /// Where a handle goes: as far as the pointer went, so that it does not jump when it is grasped beside its middle.
    private Point place(Handle handle, Point from, Pointer p) {
        boolean vertex = handle instanceof Handle.Vertex || handle instanceof Handle.Middle;
        Optional<Point> snapped =
                vertex ? Snap.to(host, p, host.held().map(Target::key), borders.along(handle.at())) : Optional.empty();
        if (snapped.isPresent()) {
            return snapped.get();
        }
        double x = handle.at().x() + p.at().x() - from.x();
        double y = handle.at().y() + p.at().y() - from.y();
        return host.stage()
                .filter(_ -> !(handle instanceof Handle.Rotor))
                .map(s -> new Point(Math.clamp(x, 0, s.width()), Math.clamp(y, 0, s.height())))
                .orElseGet(() -> new Point(x, y));
    }

    private static boolean beyond(Point from, Pointer p) {
        return Math.hypot(p.at().x() - from.x(), p.at().y() - from.y()) > p.screen(STILL);
    }

    private Workspace workspace() {
        return host.workspace();
    }

    @Override
    public Cue cue(Pointer p) {
        Optional<Handle> handle = free().flatMap(t -> grasp(t, p));
        if (handle.isPresent()) {
            return switch (handle.get()) {
                case Handle.Side(int across, int down, Point _) -> side(across, down);
                case Handle.Vertex _, Handle.Middle _, Handle.Edge _, Handle.Rotor _ -> Cue.HAND;
            };
        }
        Optional<Target> hit = host.hit(p.at(), p.screen(GRASP));
        return hit.isPresent()
                        && free().filter(h -> h.key().equals(hit.get().key())).isPresent()
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
