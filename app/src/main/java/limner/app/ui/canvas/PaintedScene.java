package limner.app.ui.canvas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import limner.app.ui.canvas.paint.Look;
import limner.app.ui.canvas.paint.PaintItem;
import limner.app.ui.canvas.tool.Bones;
import limner.app.ui.canvas.tool.Target;
import limner.app.ui.common.LabelNames;
import limner.model.geometry.Box;
import limner.model.geometry.Skeleton;
import limner.model.id.ClassId;

/// What is painted over a frame: the things on it and how each looks. One thread at a time; the things are worked out
/// by
/// the first who asks.
final class PaintedScene {

    /// More changes than these are not told apart.
    private static final int MOST_CHANGES = 1000;

    private final Supplier<FrameThings> things;
    private final LabelScene scene;
    private final Map<ClassId, Integer> colours = new HashMap<>();

    PaintedScene(Supplier<FrameThings> things, LabelScene scene) {
        this.things = things;
        this.scene = scene;
    }

    /// Which frame of the video it is painted over.
    int frame() {
        return scene.frame();
    }

    boolean paintsTheSameAs(PaintedScene other) {
        return things == other.things && scene.looksTheSameAs(other.scene);
    }

    /// What is painted in an area and reaches into it by its bounds, the bottommost first: large things below small
    /// ones, the selected on top.
    List<PaintItem> within(Box area) {
        List<PaintItem> items = new ArrayList<>();
        List<PaintItem> above = new ArrayList<>();
        for (FrameThings.Thing thing : things.get().within(area)) {
            if (!scene.isReplaced(thing)) {
                paint(thing, scene.isOnTop(thing) ? above : items);
            }
        }
        items.addAll(above);
        return items;
    }

    private void paint(FrameThings.Thing thing, List<PaintItem> items) {
        Look look = look(thing);
        // The lines of a skeleton are painted before its joints.
        if (thing.target().shape() instanceof Skeleton skeleton && !thing.suggested()) {
            Bones.of(scene.ontology(), thing.target().classId(), skeleton)
                    .forEach(bone -> items.add(new PaintItem(bone, look)));
        }
        items.add(new PaintItem(thing.target().shape(), look));
    }

    /// The bounds of what is painted otherwise here than in a scene before; empty when that is more than is worth
    /// telling apart.
    Optional<List<Box>> changesSince(PaintedScene before) {
        List<Box> changes = new ArrayList<>();
        FrameThings now = things.get();
        FrameThings then = before.things.get();
        boolean allMayDiffer = scene.ontology() != before.scene.ontology()
                || scene.fill() != before.scene.fill()
                || !scene.colouring().equals(before.scene.colouring());
        if (now == then && !allMayDiffer) {
            for (Target.Key key : lit(before)) {
                now.find(key).filter(t -> !looksTheSame(t, before, t)).ifPresent(t -> changes.add(t.bounds()));
            }
            return Optional.of(changes);
        }
        for (FrameThings.Thing thing : now.all()) {
            Optional<FrameThings.Thing> known = then.find(thing.target().key());
            if (known.isEmpty()) {
                changes.add(thing.bounds());
            } else if (!looksTheSame(thing, before, known.get())) {
                changes.add(thing.bounds());
                changes.add(known.get().bounds());
            }
            if (changes.size() > MOST_CHANGES) {
                return Optional.empty();
            }
        }
        for (FrameThings.Thing gone : then.all()) {
            if (now.find(gone.target().key()).isEmpty()) {
                changes.add(gone.bounds());
            }
        }
        return changes.size() > MOST_CHANGES ? Optional.empty() : Optional.of(changes);
    }

    /// What is made to look otherwise than by its class, here or there.
    private Set<Target.Key> lit(PaintedScene before) {
        Set<Target.Key> keys = new LinkedHashSet<>();
        for (LabelScene s : List.of(scene, before.scene)) {
            s.selection().labels().forEach(id -> keys.add(new Target.Key.OfLabel(id)));
            s.selection().suggestion().ifPresent(id -> keys.add(new Target.Key.OfSuggestion(id)));
            s.hovered().ifPresent(id -> keys.add(new Target.Key.OfLabel(id)));
            s.replaced().ifPresent(keys::add);
        }
        return keys;
    }

    private boolean looksTheSame(FrameThings.Thing thing, PaintedScene before, FrameThings.Thing then) {
        boolean bones =
                scene.ontology() == before.scene.ontology() || !(thing.target().shape() instanceof Skeleton);
        return bones
                && thing.looksLike(then)
                && scene.isReplaced(thing) == before.scene.isReplaced(then)
                && scene.isOnTop(thing) == before.scene.isOnTop(then)
                && look(thing).equals(before.look(then));
    }

    private Look look(FrameThings.Thing thing) {
        int rgb = colours.computeIfAbsent(thing.target().classId(), id -> LabelNames.rgb(scene.ontology(), id));
        return scene.look(thing, rgb);
    }
}
