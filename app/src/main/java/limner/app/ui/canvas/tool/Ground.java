package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limner.app.ui.common.PaintPolicy;
import limner.app.ui.common.PaintRule;
import limner.app.ui.common.ViewOptions;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Ink;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelValues;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.geometry.Stencil;
import limner.model.id.LabelId;
import limner.model.project.PlacedLabel;

/// What lies on a frame when a gesture begins, as far as paint must heed it.
///
/// @param things by the label they belong to
record Ground(int width, int height, List<Thing> things) {
    Ground {
        things = List.copyOf(things);
    }

    /// A label on the frame.
    record Thing(LabelId label, Shape shape, State state) {}

    /// What may be done to it.
    enum State {
        FREE,
        /// Seen, but left alone by the pointer.
        LOCKED,
        /// Not seen.
        HIDDEN
    }

    /// What is on the frame shown, with gestures that are still on their way to the disk.
    static Ground of(ToolHost host, ToolHost.Stage stage) {
        List<Thing> things = new ArrayList<>();
        Set<LabelId> seen = new HashSet<>();
        for (Target t : host.targets()) {
            if (t.key() instanceof Target.Key.OfLabel(LabelId id)) {
                seen.add(id);
                things.add(new Thing(id, t.shape(), t.locked() ? State.LOCKED : State.FREE));
            }
        }
        ViewOptions view = host.workspace().view();
        for (PlacedLabel p : host.workspace().labels().on(stage.frame())) {
            LabelId id = p.label().id();
            if (!seen.contains(id) && view.hidden().contains(id)) {
                things.add(new Thing(id, p.placement().shape(), State.HIDDEN));
            }
        }
        return new Ground(stage.media().width(), stage.media().height(), things);
    }

    /// The shape of an object that paint may stay inside of.
    Optional<Shape> inside(LabelId label) {
        return things.stream()
                .filter(t -> t.label().equals(label) && t.shape().hasArea())
                .map(Thing::shape)
                .findFirst();
    }

    /// What a gesture is held off; empty when nothing is.
    ///
    /// @param own the label that the gesture changes
    /// @param values of the picture, for a rule with a range
    Optional<Stencil> stencil(PaintRule rule, Ink ink, Optional<LabelId> own, PixelValues values) {
        Optional<Rle> inside = rule.policy() == PaintPolicy.INSIDE
                ? Optional.of(
                        rule.inside().flatMap(this::inside).map(this::pixels).orElseGet(() -> Rle.empty(width, height)))
                : Optional.empty();
        List<Rle> outside = ink == Ink.ERASE
                ? List.of()
                : things.stream()
                        .filter(t -> own.filter(t.label()::equals).isEmpty() && keepsItsPixels(rule.policy(), t))
                        .map(t -> pixels(t.shape()))
                        .filter(rle -> !rle.isEmpty())
                        .toList();
        Optional<Stencil.Gate> gate = rule.range().map(r -> new Stencil.Gate(values, r.low(), r.high()));
        return inside.isEmpty() && outside.isEmpty() && gate.isEmpty()
                ? Optional.empty()
                : Optional.of(Stencil.of(width, height, inside, outside, gate));
    }

    /// Boxes only say where something is; masks and outlines say which pixels are it.
    private static boolean keepsItsPixels(PaintPolicy policy, Thing t) {
        return switch (policy) {
            case OVERLAP, INSIDE -> false;
            case EMPTY ->
                switch (t.shape()) {
                    case Mask _, Polygon _, Ellipse _ -> true;
                    case Box _, RotatedBox _, Polyline _, Point _, PointSet _, Skeleton _ -> false;
                };
            case OVERWRITE -> t.state() == State.LOCKED && t.shape() instanceof Mask;
        };
    }

    /// Labels from which nothing is taken, whatever the policy.
    Set<LabelId> spared() {
        Set<LabelId> spared = new HashSet<>();
        things.stream().filter(t -> t.state() != State.FREE).forEach(t -> spared.add(t.label()));
        return spared;
    }

    private Rle pixels(Shape shape) {
        return Rasterizer.rasterize(shape, width, height);
    }
}
