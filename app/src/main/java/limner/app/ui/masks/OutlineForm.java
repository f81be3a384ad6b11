package limner.app.ui.masks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import limner.app.task.Progress;
import limner.app.ui.common.Form;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Proposal;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.geometry.Simplifier;
import limner.model.id.LabelId;
import limner.model.label.Keyframe;
import limner.model.media.Media;
import limner.model.project.PlacedLabel;
import org.jspecify.annotations.Nullable;

/// The page that makes polygons of masks and masks of polygons: what would come out is shown on the picture, with how
/// many corners it has and how many pixels differ, and stored when it is applied. Follows selection and frame while
/// it is open. JavaFX thread only.
final class OutlineForm {

    private static final Texts TEXTS = Texts.beside(OutlineForm.class);
    private static final double LARGEST = 20;
    private static final double STEP = 0.25;

    /// More than a pixel's diagonal: the steps of a straight border, however it slopes, are one edge.
    private static final double STRAIGHT = 1.5;

    private final Workspace workspace;
    private final NewestTask looking;
    private final Form form;
    private final ComboBox<To> to = new ComboBox<>();
    private final ComboBox<Where> where = new ComboBox<>();
    private final Slider tolerance = new Slider(0, LARGEST, STRAIGHT);
    private final Label meaning = new Label();
    private final VBox amount = new VBox(3, meaning, tolerance);
    private final Label change = new Label();
    private final Button apply = new Button(TEXTS.get("outline.apply"));
    private Optional<Result> shown = Optional.empty();

    /// What is made.
    private enum To {
        POLYGON,
        MASK
    }

    /// Which keyframes of tracks.
    private enum Where {
        FRAME,
        KEYFRAMES
    }

    /// What would come out.
    ///
    /// @param shapes of the labels that would change, by frame
    /// @param before corners of the exact outlines
    /// @param after corners of those that come out
    /// @param pixels that are in either, before or after
    /// @param differing pixels that are in one of both only
    private record Result(
            MaskTargets targets,
            Where where,
            SequencedMap<LabelId, SortedMap<Integer, Shape>> shapes,
            long before,
            long after,
            long pixels,
            long differing,
            Optional<String> emptied) {

        int count() {
            return shapes.values().stream().mapToInt(Map::size).sum();
        }

        double iou() {
            return pixels == 0 ? 1 : (pixels - differing) / (double) pixels;
        }
    }

    OutlineForm(Workspace workspace, Tasks tasks) {
        this.workspace = workspace;
        this.looking = new NewestTask(tasks);
        this.form = new Form(workspace.errors());
        choice(to, To.values(), "outline.to.", "outline-to");
        choice(where, Where.values(), "outline.where.", "outline-where");
        tolerance.setId("outline-tolerance");
        tolerance.setBlockIncrement(STEP);
        tolerance.setMaxWidth(Double.MAX_VALUE);
        meaning.getStyleClass().add(Styles.QUIET);
        meaning.setLabelFor(tolerance);
        change.setWrapText(true);
        change.setId("outline-change");
        apply.setId("outline-apply");
        apply.getStyleClass().add("accent");
        apply.setDefaultButton(true);
        apply.setOnAction(_ -> looking.whenAnswered(this::apply));
        form.field(TEXTS.get("outline.make"), to)
                .add(amount)
                .field(TEXTS.get("outline.where"), where)
                .add(change)
                .button(apply);
        boolean polygons = !MaskTargets.selected(workspace).isEmpty()
                && MaskTargets.selected(workspace).labels().stream()
                        .allMatch(p -> p.placement().shape() instanceof Polygon);
        to.setValue(polygons ? To.MASK : To.POLYGON);
        where.setValue(Where.FRAME);
        to.valueProperty().addListener((_, _, _) -> look());
        where.valueProperty().addListener((_, _, _) -> look());
        tolerance.valueProperty().addListener((_, _, _) -> look());
        form.follow(this::look, List.of(workspace.selection(), workspace.shown(), workspace.snapshot()));
        form.sceneProperty().addListener((_, _, scene) -> {
            if (scene != null) {
                look();
            } else {
                workspace.proposal().set(Optional.empty());
            }
        });
    }

    private static <E extends Enum<E>> void choice(ComboBox<E> box, E[] values, String prefix, String id) {
        box.setId(id);
        box.getItems().setAll(values);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable E value) {
                return value == null ? "" : TEXTS.get(prefix + value);
            }

            @Override
            public E fromString(String text) {
                return values[0];
            }
        });
    }

    Node node() {
        return form;
    }

    Node first() {
        return to;
    }

    private boolean isOpen() {
        return form.getScene() != null;
    }

    private double pixels() {
        return Math.rint(tolerance.getValue() / STEP) * STEP;
    }

    private void look() {
        boolean line = to.getValue() == To.POLYGON;
        amount.setVisible(line);
        amount.setManaged(line);
        meaning.setText(TEXTS.get("outline.tolerance", pixels()));
        if (!isOpen()) {
            return;
        }
        if (workspace.media().isEmpty() || MaskTargets.selected(workspace).isEmpty()) {
            show(Optional.empty());
            return;
        }
        MaskTargets targets = MaskTargets.selected(workspace);
        To kind = to.getValue();
        Where frames = where.getValue();
        double within = pixels();
        // What may still be seen was made by another number: it is not what would be stored.
        shown = Optional.empty();
        looking.io(
                TEXTS.get("outline.looking"),
                progress -> made(targets, kind, frames, within, progress),
                result -> show(Optional.of(result)),
                failure -> {
                    show(Optional.empty());
                    form.failed(failure, "");
                });
    }

    private Result made(MaskTargets targets, To kind, Where frames, double within, Progress progress) {
        Media media = targets.media();
        SequencedMap<LabelId, SortedMap<Integer, Shape>> shapes = new LinkedHashMap<>();
        long before = 0;
        long after = 0;
        long pixels = 0;
        long differing = 0;
        Optional<String> emptied = Optional.empty();
        for (PlacedLabel placed : targets.labels()) {
            SortedMap<Integer, Shape> made = new TreeMap<>();
            for (var e : shapesOf(placed, targets.frame(), frames).entrySet()) {
                progress.check();
                Shape was = e.getValue();
                Rle exact = Rasterizer.rasterize(was, media.width(), media.height());
                if (exact.isEmpty()) {
                    emptied = Optional.of(LabelNames.of(workspace.ontology(), placed.label()));
                    continue;
                }
                Shape is = converted(was, exact, kind, within);
                Rle next = Rasterizer.rasterize(is, media.width(), media.height());
                if (next.isEmpty()) {
                    emptied = Optional.of(LabelNames.of(workspace.ontology(), placed.label()));
                }
                before += corners(was, exact);
                after += corners(is, next);
                pixels += exact.union(next).area();
                differing += exact.xor(next).area();
                if (!is.equals(was)) {
                    made.put(e.getKey(), is);
                }
            }
            if (!made.isEmpty()) {
                shapes.put(placed.label().id(), made);
            }
        }
        return new Result(targets, frames, shapes, before, after, pixels, differing, emptied);
    }

    /// The shapes that cover pixels: what is seen on this frame, or what was said at each keyframe.
    private static SortedMap<Integer, Shape> shapesOf(PlacedLabel placed, int frame, Where frames) {
        SortedMap<Integer, Shape> shapes = new TreeMap<>();
        switch (frames) {
            case FRAME -> shapes.put(frame, placed.placement().shape());
            case KEYFRAMES -> {
                for (Map.Entry<Integer, Keyframe> k : placed.label().keyframes().entrySet()) {
                    if (k.getValue().shape().hasArea()) {
                        shapes.put(k.getKey(), k.getValue().shape());
                    }
                }
            }
        }
        return shapes;
    }

    private static Shape converted(Shape was, Rle pixels, To kind, double within) {
        return switch (kind) {
            case MASK -> new Mask(pixels);
            case POLYGON ->
                was instanceof Polygon polygon
                        ? Simplifier.outline(polygon, within)
                        : Simplifier.outline(pixels, within).orElseThrow();
        };
    }

    private static long corners(Shape shape, Rle pixels) {
        Polygon outline = shape instanceof Polygon polygon
                ? polygon
                : Simplifier.outline(pixels, 0).orElse(null);
        return outline == null
                ? 0
                : outline.rings().stream().mapToInt(r -> r.points().size()).sum();
    }

    private void show(Optional<Result> result) {
        if (!isOpen()) {
            return;
        }
        shown = result;
        boolean nothing =
                result.map(r -> r.shapes().isEmpty() || r.emptied().isPresent()).orElse(true);
        Form.enable(apply, !nothing, to);
        change.setText(result.map(OutlineForm::words).orElseGet(() -> TEXTS.get("shape.none")));
        workspace.proposal().set(result.flatMap(OutlineForm::onFrame));
    }

    private static Optional<Proposal> onFrame(Result r) {
        SequencedMap<LabelId, Shape> here = here(r);
        return here.isEmpty()
                ? Optional.empty()
                : Optional.of(new Proposal(r.targets().frame(), here));
    }

    private static SequencedMap<LabelId, Shape> here(Result r) {
        SequencedMap<LabelId, Shape> here = new LinkedHashMap<>();
        r.shapes().forEach((id, shapes) -> {
            Shape shape = shapes.get(r.targets().frame());
            if (shape != null) {
                here.put(id, shape);
            }
        });
        return here;
    }

    private static String words(Result r) {
        if (r.emptied().isPresent()) {
            return TEXTS.get("outline.empty", r.emptied().get());
        }
        if (r.shapes().isEmpty()) {
            return TEXTS.get("outline.same", r.before());
        }
        String figures = TEXTS.get(
                "outline.change", r.before(), r.after(), r.differing(), Math.floor(r.iou() * 10_000) / 10_000);
        return r.where() == Where.KEYFRAMES ? figures + " " + TEXTS.get("outline.keyframes", r.count()) : figures;
    }

    private void apply() {
        shown.filter(_ -> !apply.isDisabled()).ifPresent(r -> {
            switch (r.where()) {
                case KEYFRAMES ->
                    workspace.submit(
                            new Command.ReshapeKeyframes(r.targets().media().id(), r.shapes()));
                case FRAME ->
                    workspace.submit(new Command.Recut(
                            Command.Recut.How.SHAPE,
                            r.targets().media().id(),
                            r.targets().frame(),
                            here(r),
                            List.of(),
                            Set.of()));
            }
        });
    }
}
