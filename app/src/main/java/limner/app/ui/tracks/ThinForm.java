package limner.app.ui.tracks;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.DoubleSpinnerValueFactory;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import limner.app.ui.common.Form;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.command.Decider;
import limner.model.geometry.Mask;
import limner.model.label.Misfit;
import limner.model.label.Thinned;
import limner.model.label.Tolerance;
import limner.model.project.MediaLabels;

/// The page that takes keyframes away which interpolation gives again: says while the tolerance is chosen how many
/// would
/// go and how far off it gets at most. JavaFX thread only.
final class ThinForm {

    private static final Texts TEXTS = Texts.beside(ThinForm.class);

    /// What was answered last, for the next time.
    static final class Answers {
        private double pixels = 2;
        private int overlap = 95;
    }

    private final Workspace workspace;
    private final Answers answers;
    private final NewestTask counting;
    private Optional<Tolerance> counted = Optional.empty();
    private final Form form;
    private final Spinner<Double> pixels = new Spinner<>();
    private final Spinner<Integer> overlap = new Spinner<>();
    private final Label count = new Label();
    private final Button apply = new Button(TEXTS.get("thin.apply"));

    /// What would come of it.
    ///
    /// @param all keyframes there are
    private record Result(int gone, int all, Misfit worst) {}

    ThinForm(Workspace workspace, Tasks tasks, Answers answers) {
        this.workspace = workspace;
        this.answers = answers;
        this.counting = new NewestTask(tasks);
        this.form = new Form(workspace.errors());
        pixels.setId("thin-pixels");
        pixels.setEditable(true);
        pixels.setValueFactory(new DoubleSpinnerValueFactory(0, 100, answers.pixels, 0.5));
        overlap.setId("thin-overlap");
        overlap.setEditable(true);
        overlap.setValueFactory(new IntegerSpinnerValueFactory(50, 100, answers.overlap));
        count.setWrapText(true);
        count.setId("thin-count");
        apply.setId("thin-apply");
        apply.getStyleClass().add("accent");
        apply.setDefaultButton(true);
        apply.setDisable(true);
        apply.setOnAction(_ -> counting.whenAnswered(this::apply));
        form.field(TEXTS.get("thin.pixels"), pixels);
        if (masks()) {
            form.field(TEXTS.get("thin.overlap"), overlap);
        }
        form.add(count).button(apply);
        ChangeListener<Object> follow = (_, _, _) -> look();
        pixels.valueProperty().addListener(follow);
        overlap.valueProperty().addListener(follow);
        form.follow(this::look, List.of(workspace.selection(), workspace.snapshot()));
        form.sceneProperty().addListener((_, _, scene) -> {
            if (scene != null) {
                look();
            }
        });
    }

    Node node() {
        return form;
    }

    Node first() {
        return pixels;
    }

    private boolean masks() {
        return SelectedTracks.of(workspace).stream()
                .flatMap(s -> s.tracks().stream())
                .flatMap(l -> l.keyframes().values().stream())
                .anyMatch(k -> k.shape() instanceof Mask);
    }

    private Optional<Tolerance> tolerance() {
        return pixels.getValue() == null || overlap.getValue() == null
                ? Optional.empty()
                : Optional.of(new Tolerance(pixels.getValue(), overlap.getValue() / 100.0));
    }

    private void look() {
        Optional<Tolerance> tolerance = tolerance();
        Optional<SelectedTracks> selected =
                SelectedTracks.of(workspace).filter(s -> !s.tracks().isEmpty());
        if (form.getScene() == null || tolerance.isEmpty()) {
            return;
        }
        if (selected.isEmpty()) {
            apply.setDisable(true);
            count.setText(TEXTS.get("thin.none"));
            return;
        }
        MediaLabels here = workspace.labels();
        SelectedTracks s = selected.get();
        counted = Optional.empty();
        counting.io(
                TEXTS.get("thin.counting"),
                progress -> {
                    Result result = new Result(0, 0, Misfit.NONE);
                    for (limner.model.label.Label track : s.tracks()) {
                        progress.check();
                        Thinned thinned = Decider.thinned(here, track, tolerance.get());
                        result = new Result(
                                result.gone + thinned.gone().size(),
                                result.all + track.keyframes().size(),
                                result.worst.and(thinned.worst()));
                    }
                    return result;
                },
                result -> {
                    counted = tolerance;
                    show(result);
                },
                failure -> {
                    apply.setDisable(true);
                    form.failed(failure, "");
                });
    }

    private void show(Result result) {
        apply.setDisable(result.gone == 0);
        if (result.gone == 0) {
            count.setText(TEXTS.get("thin.nothing", result.all));
        } else if (masks()) {
            count.setText(
                    TEXTS.get("thin.masks", result.gone, result.all, result.worst.pixels(), result.worst.overlap()));
        } else {
            count.setText(TEXTS.get("thin.count", result.gone, result.all, result.worst.pixels()));
        }
    }

    private void apply() {
        // Nothing goes that was not counted.
        counted.filter(_ -> !apply.isDisabled()).ifPresent(t -> {
            answers.pixels = pixels.getValue();
            answers.overlap = overlap.getValue();
            SelectedTracks.of(workspace)
                    .ifPresent(s -> workspace.submit(new Command.ThinTracks(s.media(), s.ids(), t)));
        });
    }
}
