package limner.app.ui.masks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import limner.app.ui.common.Form;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Proposal;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Contours;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.project.PlacedLabel;
import org.jspecify.annotations.Nullable;

/// The page that shapes the selected masks: what is chosen is shown on the picture at once, and stored when it is
/// applied. Follows selection and frame while it is open. JavaFX thread only.
final class ShapingForm {

    private static final Texts TEXTS = Texts.beside(ShapingForm.class);

    private final Workspace workspace;
    private final NewestTask shaping;
    private final Form form;
    private final ComboBox<MaskOperation> operation = new ComboBox<>();
    private final Spinner<Integer> number = new Spinner<>();
    private final Label meaning = new Label();
    private final VBox amount = new VBox(3, meaning, number);
    private final Label change = new Label();
    private final Button apply = new Button(TEXTS.get("shape.apply"));
    private Optional<Result> shown = Optional.empty();

    /// What would come out.
    ///
    /// @param shapes of the labels that would change
    private record Result(
            MaskTargets targets,
            SequencedMap<LabelId, Shape> shapes,
            long pixelsBefore,
            long pixelsAfter,
            int partsBefore,
            int partsAfter,
            Optional<String> emptied) {}

    ShapingForm(Workspace workspace, Tasks tasks) {
        this.workspace = workspace;
        this.shaping = new NewestTask(tasks);
        this.form = new Form(workspace.errors());
        operation.setId("mask-operation");
        operation.getItems().setAll(MaskOperation.values());
        operation.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable MaskOperation value) {
                return value == null ? "" : TEXTS.get("operation." + value);
            }

            @Override
            public MaskOperation fromString(String text) {
                return MaskOperation.FILL_HOLES;
            }
        });
        number.setId("mask-amount");
        number.setEditable(true);
        number.setMaxWidth(Double.MAX_VALUE);
        meaning.getStyleClass().add(Styles.QUIET);
        meaning.setLabelFor(number);
        change.setWrapText(true);
        change.setId("mask-change");
        apply.setId("mask-apply");
        apply.getStyleClass().add("accent");
        apply.setDefaultButton(true);
        apply.setOnAction(_ -> shaping.whenAnswered(this::apply));
        form.field(TEXTS.get("shape.operation"), operation)
                .add(amount)
                .add(change)
                .button(apply);
        operation.valueProperty().addListener((_, _, next) -> choose(next));
        operation.setValue(MaskOperation.SMOOTH);
        number.valueProperty().addListener((_, _, _) -> look());
        form.follow(this::look, List.of(workspace.selection(), workspace.shown(), workspace.snapshot()));
        form.sceneProperty().addListener((_, _, scene) -> {
            if (scene != null) {
                look();
            } else {
                workspace.proposal().set(Optional.empty());
            }
        });
    }

    Node node() {
        return form;
    }

    Node first() {
        return operation;
    }

    private void choose(MaskOperation next) {
        boolean any = next.amount() != MaskOperation.Amount.NONE;
        amount.setVisible(any);
        amount.setManaged(any);
        meaning.setText(any ? TEXTS.get("amount." + next) : "");
        workspace.proposal().set(Optional.empty());
        number.setValueFactory(new IntegerSpinnerValueFactory(1, next.most(), Math.max(1, next.usual())));
        look();
    }

    private boolean isOpen() {
        return form.getScene() != null;
    }

    private void look() {
        if (!isOpen() || number.getValue() == null) {
            return;
        }
        if (workspace.media().isEmpty() || MaskTargets.selected(workspace).isEmpty()) {
            show(Optional.empty());
            return;
        }
        MaskTargets targets = MaskTargets.selected(workspace);
        MaskOperation chosen = operation.getValue();
        int size = number.getValue();
        // What may still be seen was made by another number: it is not what would be stored.
        shown = Optional.empty();
        shaping.io(
                TEXTS.get("shape.looking"),
                progress -> {
                    SequencedMap<LabelId, Shape> shapes = new LinkedHashMap<>();
                    long before = 0;
                    long after = 0;
                    int parts = 0;
                    int left = 0;
                    Optional<String> emptied = Optional.empty();
                    for (PlacedLabel label : targets.labels()) {
                        progress.check();
                        Rle was = targets.pixels(label);
                        Rle is = chosen.apply(was, size);
                        before += was.area();
                        after += is.area();
                        parts += Contours.parts(was).size();
                        left += Contours.parts(is).size();
                        if (is.isEmpty()) {
                            emptied = Optional.of(LabelNames.of(workspace.ontology(), label.label()));
                        } else if (!is.equals(was)) {
                            shapes.put(label.label().id(), new Mask(is));
                        }
                    }
                    return new Result(targets, shapes, before, after, parts, left, emptied);
                },
                result -> show(Optional.of(result)),
                failure -> {
                    show(Optional.empty());
                    form.failed(failure, "");
                });
    }

    private void show(Optional<Result> result) {
        if (!isOpen()) {
            return;
        }
        shown = result;
        boolean any = result.filter(r -> !r.shapes().isEmpty() && r.emptied().isEmpty())
                .isPresent();
        Form.enable(apply, any, operation);
        change.setText(result.map(ShapingForm::words).orElseGet(() -> TEXTS.get("shape.none")));
        workspace
                .proposal()
                .set(result.filter(r -> !r.shapes().isEmpty())
                        .map(r -> new Proposal(r.targets().frame(), r.shapes())));
    }

    private static String words(Result r) {
        if (r.emptied().isPresent()) {
            return TEXTS.get("shape.empty", r.emptied().get());
        }
        return r.shapes().isEmpty()
                ? TEXTS.get("shape.same", r.pixelsBefore(), r.partsBefore())
                : TEXTS.get("shape.change", r.pixelsBefore(), r.pixelsAfter(), r.partsBefore(), r.partsAfter());
    }

    private void apply() {
        shown.filter(_ -> !apply.isDisabled())
                .ifPresent(r -> workspace.submit(new Command.Recut(
                        Command.Recut.How.SHAPE,
                        r.targets().media().id(),
                        r.targets().frame(),
                        r.shapes(),
                        List.of(),
                        Set.of())));
    }
}
