package limner.app.ui.ontology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import limner.app.ui.common.ClassKeys;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Palette;
import limner.model.session.Outcome;
import org.jspecify.annotations.Nullable;

/// Edits one class in place, below the list: name, kind, colour, key, retired or not.
final class ClassEditor extends VBox {

    private static final Texts TEXTS = Texts.beside(ClassEditor.class);
    private static final int COLOURS = 16;

    private final Workspace workspace;
    private final LabelClass before;
    private final TextField name = new TextField();
    private final TextField hotkey = new TextField();
    private final ComboBox<ClassKind> kind = new ComboBox<>();
    private final Label problem = new Label();
    private final Function<String, Optional<String>> takenBy;
    private final Runnable close;
    private String colour;

    /// @param known the class to edit, or null for a new one
    /// @param takenBy the name of the command that has a key already
    /// @param close puts the editor away
    ClassEditor(
            Workspace workspace,
            @Nullable LabelClass known,
            Function<String, Optional<String>> takenBy,
            Runnable close) {
        super(6);
        this.workspace = workspace;
        this.takenBy = takenBy;
        this.close = close;
        this.before = known == null ? fresh() : known;
        this.colour = before.colour();
        getStyleClass().add("class-editor");
        name.setText(known == null ? "" : before.name());
        name.setPromptText(TEXTS.get("editor.name"));
        name.setAccessibleText(TEXTS.get("editor.name"));
        name.setId("class-name");
        name.setOnAction(_ -> save());
        HBox.setHgrow(name, Priority.ALWAYS);
        hotkey.setText(before.hotkey());
        hotkey.setPrefColumnCount(2);
        hotkey.setMinWidth(44);
        hotkey.setPromptText(TEXTS.get("editor.key"));
        hotkey.setAccessibleText(TEXTS.get("editor.key"));
        hotkey.setOnAction(_ -> save());
        kind.getItems().setAll(ClassKind.values());
        kind.setValue(before.kind());
        kind.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable ClassKind value) {
                return value == null ? "" : TEXTS.get("kind." + value);
            }

            @Override
            public ClassKind fromString(String text) {
                return ClassKind.THING;
            }
        });
        kind.setDisable(known != null && workspace.state().inUse(before.id()));
        kind.setMaxWidth(Double.MAX_VALUE);
        problem.setWrapText(true);
        problem.getStyleClass().add(Styles.ERROR);
        problem.setVisible(false);
        problem.setManaged(false);
        getChildren().addAll(new HBox(6, name, hotkey), kind, colours(), problem, buttons(known));
    }

    private LabelClass fresh() {
        ClassId id = workspace.ontology().freeId();
        return LabelClass.of(id.value(), "?", Palette.colourOf(id.value()), ClassKind.THING);
    }

    private FlowPane colours() {
        FlowPane pane = new FlowPane(2, 2);
        ToggleGroup group = new ToggleGroup();
        List<String> offered = new ArrayList<>();
        offered.add(before.colour());
        for (int i = 1; i <= COLOURS; i++) {
            if (!offered.contains(Palette.colourOf(i))) {
                offered.add(Palette.colourOf(i));
            }
        }
        for (String c : offered) {
            Swatch swatch = new Swatch(javafx.scene.paint.Color.web(c));
            ToggleButton button = new ToggleButton();
            button.setGraphic(swatch);
            button.getStyleClass().add(Styles.QUIET_BUTTON);
            button.setToggleGroup(group);
            button.setAccessibleText(TEXTS.get("editor.colour", c));
            button.setSelected(c.equals(colour));
            button.setOnAction(_ -> {
                button.setSelected(true);
                colour = c;
            });
            pane.getChildren().add(button);
        }
        return pane;
    }

    private HBox buttons(@Nullable LabelClass known) {
        Button save = new Button(TEXTS.get(known == null ? "editor.add" : "editor.save"));
        save.getStyleClass().add("accent");
        save.setId("class-save");
        save.setOnAction(_ -> save());
        Button cancel = new Button(TEXTS.get("editor.cancel"));
        cancel.setOnAction(_ -> close.run());
        cancel.setCancelButton(true);
        HBox box = new HBox(6, save, cancel);
        box.setAlignment(Pos.CENTER_LEFT);
        if (known != null) {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            boolean used = workspace.state().inUse(known.id());
            Button retire =
                    new Button(TEXTS.get(known.retired() ? "editor.offer" : used ? "editor.retire" : "editor.remove"));
            retire.setId("class-retire");
            retire.setOnAction(_ -> retire(known, used));
            box.getChildren().addAll(gap, retire);
        }
        return box;
    }

    private void retire(LabelClass known, boolean used) {
        if (known.retired()) {
            send(new Command.EditClasses(List.of(new LabelClass(
                    known.id(),
                    known.name(),
                    known.colour(),
                    known.kind(),
                    "",
                    known.parent(),
                    known.guideline(),
                    false))));
        } else if (used) {
            send(new Command.EditClasses(List.of(known.retire())));
        } else {
            send(new Command.RemoveClass(known.id()));
        }
    }

    private void save() {
        String key = hotkey.getText().strip();
        String wanted = name.getText().strip();
        if (wanted.isEmpty()) {
            complain(TEXTS.get("editor.needsName"));
            name.requestFocus();
            return;
        }
        if (!key.isEmpty() && !ClassKeys.canBeKey(ClassKeys.normal(key))) {
            complain(TEXTS.get("editor.oneKey"));
            hotkey.requestFocus();
            return;
        }
        Optional<String> taken = key.isEmpty() ? Optional.empty() : takenBy.apply(ClassKeys.normal(key));
        if (taken.isPresent()) {
            complain(TEXTS.get("editor.keyTaken", key, taken.get()));
            return;
        }
        send(new Command.EditClasses(List.of(new LabelClass(
                before.id(),
                wanted,
                colour,
                kind.getValue(),
                key,
                before.parent(),
                before.guideline(),
                before.retired()))));
    }

    private void send(Command command) {
        var _ = workspace.edit(command).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Done) {
                close.run();
            }
        });
    }

    private void complain(String sentence) {
        problem.setText(sentence);
        problem.setVisible(true);
        problem.setManaged(true);
    }

    void focusName() {
        name.requestFocus();
        name.selectAll();
    }
}
