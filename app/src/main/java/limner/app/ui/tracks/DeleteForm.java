package limner.app.ui.tracks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Form;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command.DeleteScoped.Scope;

/// The page that asks how much of the selected tracks is to go. Begins with what was answered last, so that Delete and
/// Enter do the same again. JavaFX thread only.
final class DeleteForm {

    private static final Texts TEXTS = Texts.beside(DeleteForm.class);

    private final Workspace workspace;
    private final Form form;
    private final Label what = new Label();
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Scope, RadioButton> choices = new EnumMap<>(Scope.class);
    private final Button delete = new Button(TEXTS.get("delete.apply"));

    DeleteForm(Workspace workspace, Scope last, Consumer<Scope> chosen) {
        this.workspace = workspace;
        this.form = new Form(workspace.errors());
        what.setWrapText(true);
        what.setId("delete-what");
        VBox all = new VBox(6);
        for (Scope s : Scope.values()) {
            RadioButton choice = new RadioButton();
            choice.setId("delete-" + s);
            choice.setToggleGroup(group);
            choice.setUserData(s);
            choices.put(s, choice);
            all.getChildren().add(choice);
        }
        choice(last).setSelected(true);
        delete.setId("delete-apply");
        delete.getStyleClass().add("accent");
        delete.setDefaultButton(true);
        delete.setOnAction(_ -> chosen.accept(scope()));
        form.add(what).add(all).button(delete);
        // A choice keeps Enter to itself; here it means the answer that is chosen.
        all.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER) {
                e.consume();
                delete.fire();
            }
        });
        form.follow(this::look, List.of(workspace.selection(), workspace.shown(), workspace.snapshot()));
        group.selectedToggleProperty().addListener((_, _, _) -> look());
        look();
    }

    Node node() {
        return form;
    }

    Node first() {
        return choice(choice(scope()).isDisable() ? Scope.WHOLE : scope());
    }

    private RadioButton choice(Scope scope) {
        return Objects.requireNonNull(choices.get(scope));
    }

    private Scope scope() {
        return group.getSelectedToggle() != null && group.getSelectedToggle().getUserData() instanceof Scope s
                ? s
                : Scope.WHOLE;
    }

    private void look() {
        var selected = SelectedTracks.of(workspace);
        delete.setDisable(selected.isEmpty());
        if (selected.isEmpty()) {
            what.setText(TEXTS.get("delete.none"));
            return;
        }
        SelectedTracks s = selected.get();
        what.setText(
                s.labels().size() == 1
                        ? LabelNames.of(workspace.ontology(), s.labels().getFirst())
                        : TEXTS.get("delete.many", s.labels().size()));
        boolean here = s.labels().stream().anyMatch(l -> l.source(s.frame()).isPresent());
        boolean keyframe =
                s.labels().stream().anyMatch(l -> l.keyframe(s.frame()).isPresent());
        choices.forEach((scope, choice) -> {
            choice.setText(TEXTS.get("delete." + scope, s.frame()));
            choice.setDisable(
                    switch (scope) {
                        case FRAME -> !here;
                        case KEYFRAME -> !keyframe;
                        case ONWARD, WHOLE -> false;
                    });
        });
        // What does not apply here is not quietly made more: somebody has to choose.
        delete.setDisable(choice(scope()).isDisable());
    }
}
