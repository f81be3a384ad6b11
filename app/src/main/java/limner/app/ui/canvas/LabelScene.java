package limner.app.ui.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limner.app.ui.canvas.paint.Look;
import limner.app.ui.canvas.tool.Target;
import limner.app.ui.common.Amendment;
import limner.app.ui.common.Colouring;
import limner.app.ui.common.Origins;
import limner.app.ui.common.Selection;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Label;
import limner.model.ontology.Hatch;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.ontology.Palette;
import limner.model.project.MediaLabels;
import limner.model.project.PlacedLabel;
import limner.model.suggestion.Suggestion;

/// Everything that decides what is painted over a frame: a value, so that it can be worked out on any thread.
///
/// @param pending shapes of gestures that are on their way to the disk, by label
/// @param hidden labels not to be shown
/// @param replaced what a gesture stands for right now, painted by the gesture
/// @param fill opacity of the insides
/// @param colouring how labels are told apart
record LabelScene(
        Ontology ontology,
        MediaLabels labels,
        int frame,
        Map<LabelId, Pending> pending,
        Selection selection,
        Optional<LabelId> hovered,
        Optional<Amendment> amendment,
        Set<LabelId> hidden,
        Set<LabelId> locked,
        Suggestions suggestions,
        Optional<Target.Key> replaced,
        double fill,
        Colouring colouring) {

    private static final double LINE = 1.5;
    private static final double SELECTED_LINE = 2.5;

    LabelScene {
        int here = frame;
        pending = pending.entrySet().stream()
                .filter(e -> e.getValue().frame() == here)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        hidden = Set.copyOf(hidden);
        locked = Set.copyOf(locked);
    }

    /// A shape that was drawn or changed and is not in the store yet.
    ///
    /// @param frame where it was done
    record Pending(int frame, ClassId classId, Shape shape) {}

    /// Whether suggestions are shown.
    enum Suggestions {
        SHOWN,
        HIDDEN
    }

    /// Whether another scene holds the same things, however they look. The labels are one value until a change is
    /// stored, so they are compared without looking inside.
    boolean holdsTheSameAs(LabelScene other) {
        return labels == other.labels
                && frame == other.frame
                && suggestions == other.suggestions
                && pending.equals(other.pending)
                && amendment.equals(other.amendment)
                && hidden.equals(other.hidden)
                && locked.equals(other.locked);
    }

    /// Whether nothing in another scene looks different, if it holds the same things.
    boolean looksTheSameAs(LabelScene other) {
        return ontology == other.ontology
                && fill == other.fill
                && colouring.equals(other.colouring)
                && selection.equals(other.selection)
                && hovered.equals(other.hovered)
                && replaced.equals(other.replaced);
    }

    /// What is on the frame, in the order in which it was made.
    List<FrameThings.Thing> things() {
        List<FrameThings.Thing> things = new ArrayList<>();
        for (PlacedLabel p : labels.on(frame)) {
            LabelId id = p.label().id();
            if (hidden.contains(id)) {
                continue;
            }
            Pending newer = pending.get(id);
            Shape shape = newer == null ? p.placement().shape() : newer.shape();
            Target target = new Target(new Target.Key.OfLabel(id), p.label().classId(), shape, locked.contains(id));
            Look.Dash dash = p.placement().occluded() ? Look.Dash.DOTTED : Look.Dash.SOLID;
            things.add(new FrameThings.Thing(
                    target, false, dash, things.size(), p.label().depth()));
        }
        // In an order that does not depend on what else there is: what stays the same is not painted again.
        new TreeMap<>(pending).forEach((id, p) -> {
            if (labels.label(id).isEmpty()) {
                Target target = new Target(new Target.Key.OfLabel(id), p.classId(), p.shape(), false);
                things.add(new FrameThings.Thing(target, false, Look.Dash.SOLID, things.size(), 0));
            }
        });
        for (Suggestion s : open()) {
            Optional<Amendment> corrected = amendmentOf(s);
            Target target = new Target(
                    new Target.Key.OfSuggestion(s.id()),
                    corrected.map(Amendment::classId).orElse(s.classId()),
                    corrected.map(Amendment::shape).orElse(s.shape()),
                    false);
            things.add(new FrameThings.Thing(target, true, Look.Dash.DASHED, things.size(), 0));
        }
        return things;
    }

    /// Whether a thing lies above all that is not selected.
    boolean isOnTop(FrameThings.Thing thing) {
        return switch (thing.target().key()) {
            case Target.Key.OfLabel(var id) -> selection.labels().contains(id);
            case Target.Key.OfSuggestion(var id) ->
                selection.suggestion().filter(id::equals).isPresent();
        };
    }

    /// Whether a gesture stands for a thing right now.
    boolean isReplaced(FrameThings.Thing thing) {
        return replaced.filter(thing.target().key()::equals).isPresent();
    }

    /// How a thing looks.
    ///
    /// @param ofClass colour of its class
    Look look(FrameThings.Thing thing, int ofClass) {
        int rgb = rgb(thing, ofClass);
        boolean selected = isOnTop(thing);
        Shape shape = thing.target().shape();
        return switch (thing.target().key()) {
            case Target.Key.OfLabel(var id) -> {
                boolean near = hovered.filter(id::equals).isPresent();
                double line = selected ? SELECTED_LINE : near ? 2 : LINE;
                double inside = Math.min(1, selected || near ? fill * 1.5 : fill) * share(shape);
                yield new Look(rgb, inside, line, thing.dash(), hatch(thing));
            }
            case Target.Key.OfSuggestion _ -> {
                double inside = (selected ? fill : fill * 0.5) * share(shape);
                yield new Look(rgb, inside, selected ? SELECTED_LINE : LINE, thing.dash(), hatch(thing));
            }
        };
    }

    private int rgb(FrameThings.Thing thing, int ofClass) {
        return switch (colouring.by()) {
            case CLASS -> ofClass;
            case OBJECT ->
                labelOf(thing)
                        .map(l -> Integer.parseInt(Palette.colourOf(l.number()).substring(1), 16))
                        .orElse(ofClass);
            case ORIGIN -> {
                Origins drawn = thing.suggested() ? Origins.SUGGESTED : Origins.DRAWN;
                yield labelOf(thing)
                        .map(l -> Origins.of(l.origin()))
                        .orElse(drawn)
                        .rgb();
            }
        };
    }

    private Optional<Label> labelOf(FrameThings.Thing thing) {
        return thing.target().key() instanceof Target.Key.OfLabel(var id) ? labels.label(id) : Optional.empty();
    }

    private Hatch hatch(FrameThings.Thing thing) {
        return switch (colouring.patterns()) {
            case NONE -> Hatch.PLAIN;
            case PAINTED ->
                ontology.find(thing.target().classId()).map(LabelClass::hatch).orElse(Hatch.PLAIN);
        };
    }

    /// Boxes hold much that is not the thing itself: they tint the picture less than masks, whose colour is the label.
    private static double share(Shape shape) {
        return switch (shape) {
            case Box _, RotatedBox _, Ellipse _ -> 0.5;
            case Mask _ -> 1.4;
            case Polygon _, Polyline _, Point _, PointSet _, Skeleton _ -> 1;
        };
    }

    private List<Suggestion> open() {
        if (suggestions == Suggestions.HIDDEN) {
            return List.of();
        }
        List<Suggestion> open = new ArrayList<>(labels.openOn(frame));
        open.addAll(labels.openPlacesOn(frame));
        return open;
    }

    private Optional<Amendment> amendmentOf(Suggestion s) {
        return amendment.filter(a -> a.suggestion().id().equals(s.id()));
    }
}
