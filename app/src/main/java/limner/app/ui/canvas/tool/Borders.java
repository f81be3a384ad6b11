package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Neighbours;
import limner.app.ui.common.Proposal;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Shape;
import limner.model.geometry.SharedBorders;
import limner.model.geometry.SharedBorders.Result;
import limner.model.id.LabelId;
import limner.model.label.Placement;
import limner.model.project.PlacedLabel;
import org.jspecify.annotations.Nullable;

/// Changes shapes; while borders are shared, with all that have the border. JavaFX thread only.
public final class Borders implements Neighbours {

    /// How far from the outline of a polygon what is taken hold of still lies on it, in picture pixels.
    private static final double ON = 1e-6;

    private static final Texts TEXTS = Texts.beside(Borders.class);

    private final ToolHost host;
    /// The field as the gesture under way found it.
    private @Nullable Field found;

    public Borders(ToolHost host) {
        this.host = host;
    }

    /// The polygons of the frame, those that are not shown as well.
    private record Field(List<LabelId> labels, List<Polygon> polygons) {}

    boolean shared() {
        return host.workspace().view().sharing().get();
    }

    private Field field() {
        SequencedMap<LabelId, Polygon> all = new LinkedHashMap<>();
        host.stage().ifPresent(stage -> {
            for (PlacedLabel p : host.workspace().labels().on(stage.frame())) {
                if (p.placement().shape() instanceof Polygon polygon) {
                    all.put(p.label().id(), polygon);
                }
            }
        });
        // What is on its way to the disk is newer; what is only proposed is not there.
        Set<LabelId> proposed =
                workspace().proposal().get().map(p -> p.shapes().keySet()).orElse(Set.of());
        for (Target t : host.targets()) {
            if (t.key() instanceof Target.Key.OfLabel(var id) && !proposed.contains(id)) {
                if (t.shape() instanceof Polygon polygon) {
                    all.put(id, polygon);
                } else {
                    all.remove(id);
                }
            }
        }
        return new Field(List.copyOf(all.keySet()), List.copyOf(all.values()));
    }

    /// A gesture begins.
    void begin() {
        found = null;
    }

    private Field found() {
        Field now = found == null ? field() : found;
        found = now;
        return now;
    }

    /// Those on whose outline a place lies, which go where it goes: nothing of them is there to snap to.
    Set<LabelId> along(Point place) {
        if (!shared()) {
            return Set.of();
        }
        Set<LabelId> along = new HashSet<>();
        Field field = found();
        for (int i = 0; i < field.labels().size(); i++) {
            if (HitTest.distance(field.polygons().get(i), place) <= ON) {
                along.add(field.labels().get(i));
            }
        }
        return along;
    }

    /// What would come of giving a label another shape; empty where nobody shares anything.
    private Optional<Result> result(Field field, Target target, Shape next) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (!shared()
                || stage.isEmpty()
                || !(target.key() instanceof Target.Key.OfLabel(var id))
                || !(target.shape() instanceof Polygon before)
                || !(next instanceof Polygon polygon)) {
            return Optional.empty();
        }
        int edited = field.labels().indexOf(id);
        List<Polygon> all = new ArrayList<>(field.polygons());
        if (edited < 0) {
            return Optional.empty();
        }
        all.set(edited, before);
        return Optional.of(SharedBorders.edit(
                all,
                edited,
                polygon,
                stage.get().media().width(),
                stage.get().media().height()));
    }

    /// Shows what the others would be while a border is on the move.
    void propose(Target target, Shape next) {
        if (!shared()) {
            return;
        }
        Field field = found();
        if (result(field, target, next).orElse(null) instanceof Result.Changed(var changed)) {
            Map<LabelId, Shape> shapes = new HashMap<>();
            changed.forEach((i, polygon) -> shapes.put(field.labels().get(i), polygon));
            if (target.key() instanceof Target.Key.OfLabel(var own)) {
                shapes.remove(own);
            }
            host.stage().ifPresent(s -> workspace().proposal().set(Optional.of(new Proposal(s.frame(), shapes))));
        } else {
            workspace().proposal().set(Optional.empty());
        }
    }

    /// Shows where several would be, with what they would take along.
    void propose(List<Target> targets, Point way) {
        Map<LabelId, Shape> shapes = new HashMap<>();
        for (Target t : targets) {
            if (t.key() instanceof Target.Key.OfLabel(var id)) {
                shapes.put(id, t.shape().translated(way.x(), way.y()));
            }
        }
        if (shared()) {
            Field field = found();
            if (moved(field, shapes.keySet(), way.x(), way.y()).orElse(null) instanceof Result.Changed(var changed)) {
                changed.forEach((i, polygon) -> shapes.put(field.labels().get(i), polygon));
            }
        }
        host.stage().ifPresent(s -> workspace().proposal().set(Optional.of(new Proposal(s.frame(), shapes))));
    }

    /// What would come of moving labels; empty where none of them has a border.
    private Optional<Result> moved(Field field, Set<LabelId> labels, double dx, double dy) {
        SortedMap<Integer, Polygon> edited = new TreeMap<>();
        for (int i = 0; i < field.labels().size(); i++) {
            if (labels.contains(field.labels().get(i))) {
                edited.put(i, (Polygon) field.polygons().get(i).translated(dx, dy));
            }
        }
        Optional<ToolHost.Stage> stage = host.stage();
        if (edited.isEmpty() || stage.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(SharedBorders.edit(
                field.polygons(),
                edited,
                stage.get().media().width(),
                stage.get().media().height()));
    }

    @Override
    public boolean reshape(LabelId label, Shape next) {
        Optional<Target> target = !shared()
                ? Optional.empty()
                : host.targets().stream()
                        .filter(t -> t.key().equals(new Target.Key.OfLabel(label)))
                        .findFirst();
        target.ifPresent(t -> reshape(t, next));
        return target.isPresent();
    }

    @Override
    public boolean move(Set<LabelId> labels, double dx, double dy) {
        found = null;
        Optional<ToolHost.Stage> stage = host.stage();
        if (!shared() || stage.isEmpty()) {
            return false;
        }
        Set<LabelId> free = new LinkedHashSet<>(labels);
        free.removeAll(workspace().view().locked());
        free.removeAll(workspace().view().pinned());
        Set<LabelId> masks = new LinkedHashSet<>(free);
        masks.removeIf(id -> !(workspace()
                        .labels()
                        .label(id)
                        .flatMap(l -> l.at(stage.get().frame()))
                        .map(Placement::shape)
                        .orElse(null)
                instanceof Mask));
        free.removeAll(masks);
        if (!masks.isEmpty()) {
            workspace().errors().info(TEXTS.get("border.mask"));
        }
        if (free.isEmpty()) {
            return !masks.isEmpty();
        }
        Field field = field();
        switch (moved(field, free, dx, dy).orElse(null)) {
            case null ->
                workspace()
                        .submit(new Command.Nudge(
                                stage.get().media().id(), stage.get().frame(), free, dx, dy));
            case Result.Refused refused -> refuse(field, refused);
            case Result.Changed(var changed) -> {
                SequencedMap<LabelId, Shape> shapes = new LinkedHashMap<>();
                changed.forEach((i, polygon) -> shapes.put(field.labels().get(i), polygon));
                free.removeAll(shapes.keySet());
                store(
                        shapes,
                        free.isEmpty()
                                ? List.of()
                                : List.of(new Command.Nudge(
                                        stage.get().media().id(), stage.get().frame(), free, dx, dy)));
            }
        }
        return true;
    }

    private void refuse(Field field, Result.Refused refused) {
        workspace()
                .errors()
                .info(TEXTS.get(
                        "border." + refused.reason(), name(field.labels().get(refused.with()))));
    }

    void forget() {
        found = null;
        if (shared()) {
            workspace().proposal().set(Optional.empty());
        }
    }

    /// Gives a label another shape, or says why not.
    void reshape(Target target, Shape next) {
        forget();
        if (shared() && next instanceof Mask) {
            workspace().errors().info(TEXTS.get("border.mask"));
            return;
        }
        Field field = field();
        switch (result(field, target, next).orElse(null)) {
            case null -> host.reshape(target, next);
            case Result.Refused refused -> refuse(field, refused);
            case Result.Changed(var changed) -> {
                SequencedMap<LabelId, Shape> shapes = new LinkedHashMap<>();
                changed.forEach((i, polygon) -> shapes.put(field.labels().get(i), polygon));
                if (target.key() instanceof Target.Key.OfLabel(var own)
                        && shapes.keySet().equals(Set.of(own))) {
                    host.reshape(target, shapes.firstEntry().getValue());
                } else {
                    store(shapes, List.of());
                }
            }
        }
    }

    /// Hands over what shapes there are now, with more that belongs to the same step.
    private void store(SequencedMap<LabelId, Shape> shapes, List<Command> more) {
        Optional<LabelId> fixed = shapes.keySet().stream()
                .filter(id -> workspace().view().locked().contains(id)
                        || workspace().view().pinned().contains(id))
                .findFirst();
        Optional<ToolHost.Stage> stage = host.stage();
        if (fixed.isPresent()) {
            workspace().errors().info(TEXTS.get("border.locked", name(fixed.get())));
        } else if (!shapes.isEmpty() && stage.isPresent()) {
            workspace().proposal().set(Optional.of(new Proposal(stage.get().frame(), shapes)));
            Command border = new Command.Recut(
                    Command.Recut.How.BORDER,
                    stage.get().media().id(),
                    stage.get().frame(),
                    shapes,
                    List.of(),
                    Set.of());
            List<Command> all = Stream.concat(Stream.of(border), more.stream()).toList();
            var _ = workspace()
                    .edit(all.size() == 1 ? border : Command.Together.of(all))
                    .whenComplete((_, _) -> workspace().proposal().set(Optional.empty()));
        }
    }

    /// Whether a polygon that is drawn lies over none of the others; where it does, the user is told.
    boolean free(Polygon drawn) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (!shared() || stage.isEmpty()) {
            return true;
        }
        Field field = field();
        int over = SharedBorders.overlapped(
                field.polygons(),
                drawn,
                stage.get().media().width(),
                stage.get().media().height());
        if (over >= 0) {
            workspace()
                    .errors()
                    .info(TEXTS.get("border.over", name(field.labels().get(over))));
        }
        return over < 0;
    }

    private String name(LabelId id) {
        return workspace()
                .labels()
                .label(id)
                .map(l -> LabelNames.of(workspace().ontology(), l))
                .orElse("");
    }

    private Workspace workspace() {
        return host.workspace();
    }
}
