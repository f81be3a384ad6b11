package limner.app.ui.canvas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import limner.app.ui.canvas.paint.Look;
import limner.app.ui.canvas.paint.PaintItem;
import limner.app.ui.canvas.tool.Target;
import limner.app.ui.common.Amendment;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Selection;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.project.PlacedLabel;
import limner.model.suggestion.Suggestion;

/// Everything that decides what is painted over a frame: a value, so that it can be worked out on any thread.
///
/// @param pending shapes of gestures that are on their way to the disk, by label
/// @param hidden labels not to be shown
/// @param replaced what a gesture stands for right now, painted by the gesture
/// @param fill opacity of the insides
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
        double fill) {

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

    /// What the pointer can hit, the topmost first.
    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (PlacedLabel p : placed()) {
            LabelId id = p.label().id();
            Pending newer = pending.get(id);
            Shape shape = newer == null ? p.placement().shape() : newer.shape();
            targets.add(new Target(new Target.Key.OfLabel(id), p.label().classId(), shape, locked.contains(id)));
        }
        pending.forEach((id, p) -> {
            if (labels.label(id).isEmpty()) {
                targets.add(new Target(new Target.Key.OfLabel(id), p.classId(), p.shape(), false));
            }
        });
        for (Suggestion s : open()) {
            Optional<Amendment> corrected = amendmentOf(s);
            targets.add(new Target(
                    new Target.Key.OfSuggestion(s.id()),
                    corrected.map(Amendment::classId).orElse(s.classId()),
                    corrected.map(Amendment::shape).orElse(s.shape()),
                    false));
        }
        return targets.reversed();
    }

    /// What is painted, the bottommost first: large things below small ones, the selected on top.
    List<PaintItem> items() {
        List<Entry> entries = new ArrayList<>();
        for (PlacedLabel p : placed()) {
            LabelId id = p.label().id();
            if (isReplaced(new Target.Key.OfLabel(id))) {
                continue;
            }
            Pending newer = pending.get(id);
            Shape shape = newer == null ? p.placement().shape() : newer.shape();
            Look.Dash dash = p.placement().occluded() ? Look.Dash.DOTTED : Look.Dash.SOLID;
            entries.add(entry(id, p.label().classId(), shape, dash));
        }
        pending.forEach((id, p) -> {
            if (labels.label(id).isEmpty() && !isReplaced(new Target.Key.OfLabel(id))) {
                entries.add(entry(id, p.classId(), p.shape(), Look.Dash.SOLID));
            }
        });
        for (Suggestion s : open()) {
            if (!isReplaced(new Target.Key.OfSuggestion(s.id()))) {
                entries.add(suggestion(s));
            }
        }
        entries.sort(Comparator.comparingInt(Entry::layer)
                .thenComparing(
                        Comparator.comparingDouble((Entry e) -> area(e.item().shape()))
                                .reversed()));
        return entries.stream().map(Entry::item).toList();
    }

    private record Entry(int layer, PaintItem item) {}

    private Entry entry(LabelId id, ClassId classId, Shape shape, Look.Dash dash) {
        boolean selected = selection.labels().contains(id);
        boolean near = hovered.filter(id::equals).isPresent();
        double line = selected ? SELECTED_LINE : near ? 2 : LINE;
        double inside = Math.min(1, selected || near ? fill * 1.5 : fill) * share(shape);
        Look look = new Look(LabelNames.rgb(ontology, classId), inside, line, dash);
        return new Entry(selected ? 2 : 0, new PaintItem(shape, look));
    }

    private Entry suggestion(Suggestion s) {
        Optional<Amendment> corrected = amendmentOf(s);
        boolean selected = selection.suggestion().filter(s.id()::equals).isPresent();
        ClassId classId = corrected.map(Amendment::classId).orElse(s.classId());
        Shape shape = corrected.map(Amendment::shape).orElse(s.shape());
        double inside = (selected ? fill : fill * 0.5) * share(shape);
        Look look =
                new Look(LabelNames.rgb(ontology, classId), inside, selected ? SELECTED_LINE : LINE, Look.Dash.DASHED);
        return new Entry(selected ? 2 : 1, new PaintItem(shape, look));
    }

    /// Boxes hold much that is not the thing itself: they tint the picture less than masks, whose colour is the label.
    private static double share(Shape shape) {
        return switch (shape) {
            case Box _ -> 0.5;
            case Mask _ -> 1.4;
            case Polygon _, Polyline _, Point _ -> 1;
        };
    }

    private List<PlacedLabel> placed() {
        return labels.on(frame).stream()
                .filter(p -> !hidden.contains(p.label().id()))
                .toList();
    }

    private List<Suggestion> open() {
        return suggestions == Suggestions.SHOWN ? labels.openOn(frame) : List.of();
    }

    private Optional<Amendment> amendmentOf(Suggestion s) {
        return amendment.filter(a -> a.suggestion().id().equals(s.id()));
    }

    private boolean isReplaced(Target.Key key) {
        return replaced.filter(key::equals).isPresent();
    }

    private static double area(Shape shape) {
        Box b = shape.bounds();
        return b.width() * b.height();
    }
}
