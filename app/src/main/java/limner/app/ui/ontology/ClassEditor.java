package limner.app.ui.ontology;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
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
import limner.model.ontology.Hatch;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Palette;
import limner.model.project.ClassUse;
import limner.model.session.Outcome;
import org.jspecify.annotations.Nullable;

/// Edits one class in place, below the list: name, kind, colour and pattern, key, retired or not; and says beforehand
/// what
/// a new name or retiring it touches.
final class ClassEditor extends VBox {

    private static final Texts TEXTS = Texts.beside(ClassEditor.class);

    // Places among the children.
    private static final int COLOURS = 2;
    private static final int PATTERNS = 3;
    private static final int BUTTONS = 5;

    private final Workspace workspace;
    private final boolean known;
    /// As it is stored, or for a new one what it begins with.
    private LabelClass before;
    private final TextField name = new TextField();
    private final TextField hotkey = new TextField();
    private final ComboBox<ClassKind> kind = new ComboBox<>();
    private final Label problem = new Label();
    private final Function<String, Optional<String>> takenBy;
    private final Consumer<ClassEditor> close;
    private final Label touched = new Label();
    private String colour;
    private @Nullable Hatch hatch;
    private @Nullable Button retire;
    private boolean sending;
    private @Nullable List<String> use;

    /// @param known the class to edit, or null for a new one
    /// @param takenBy the name of the command that has a key already
    /// @param close puts this editor away
    ClassEditor(
            Workspace workspace,
            @Nullable LabelClass known,
            Function<String, Optional<String>> takenBy,
            Consumer<ClassEditor> close) {
        super(6);
        this.workspace = workspace;
        this.takenBy = takenBy;
        this.close = close;
        this.known = known != null;
        this.before = known == null ? fresh() : known;
        this.colour = before.colour();
        this.hatch = before.details().hatch();
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
        hotkey.setId("class-key");
        hotkey.setOnAction(_ -> save());
        hotkey.textProperty().addListener((_, _, _) -> complain(conflict().orElse("")));
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
        kind.setDisable(this.known && used());
        kind.setMaxWidth(Double.MAX_VALUE);
        problem.setWrapText(true);
        problem.getStyleClass().add(Styles.ERROR);
        problem.setVisible(false);
        problem.setManaged(false);
        touched.setId("class-touched");
        touched.setWrapText(true);
        touched.setMinHeight(USE_PREF_SIZE);
        touched.getStyleClass().add(Styles.QUIET);
        getChildren().addAll(new HBox(6, name, hotkey), kind, colours(), patterns(), problem, buttons(), touched);
        name.textProperty().addListener((_, _, _) -> preview());
        preview();
    }

    /// Whether it is the editor of this class.
    boolean isOf(ClassId id) {
        return known && before.id().equals(id);
    }

    /// The class is another now: what was not touched in here is as there, and what was stays to be saved.
    void follow(LabelClass now) {
        LabelClass was = before;
        if (now.equals(was)) {
            return;
        }
        before = now;
        if (name.getText().strip().equals(was.name())) {
            name.setText(now.name());
        }
        if (hotkey.getText().strip().equals(was.hotkey())) {
            hotkey.setText(now.hotkey());
        }
        if (kind.getValue() == was.kind()) {
            kind.setValue(now.kind());
        }
        if (colour.equals(was.colour())) {
            colour = now.colour();
        }
        if (Objects.equals(hatch, was.details().hatch())) {
            hatch = now.details().hatch();
        }
        if (!now.colour().equals(was.colour()) || now.hatch() != was.hatch()) {
            getChildren().set(COLOURS, colours());
            getChildren().set(PATTERNS, patterns());
        }
        if (now.retired() != was.retired()) {
            getChildren().set(BUTTONS, buttons());
        }
        kind.setDisable(used());
        use = null;
        preview();
    }

    private boolean used() {
        return workspace.state().inUse(before.id());
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
        Palette.colours().stream().filter(c -> !offered.contains(c)).forEach(offered::add);
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

    private FlowPane patterns() {
        FlowPane pane = new FlowPane(2, 2);
        ToggleGroup group = new ToggleGroup();
        List<ToggleButton> buttons = new ArrayList<>();
        for (Hatch h : Hatch.values()) {
            Swatch swatch = new Swatch(javafx.scene.paint.Color.web(before.colour()), h);
            ToggleButton button = new ToggleButton();
            button.setId("class-hatch-" + h);
            button.setGraphic(swatch);
            button.getStyleClass().add(Styles.QUIET_BUTTON);
            button.setToggleGroup(group);
            boolean own = h == Palette.hatchOf(before.id().value());
            String words = TEXTS.get(own ? "editor.patternOwn" : "editor.pattern", TEXTS.get("hatch." + h));
            button.setAccessibleText(words);
            button.setTooltip(new Tooltip(words));
            button.setSelected(h == (hatch == null ? Palette.hatchOf(before.id().value()) : hatch));
            button.setOnAction(_ -> {
                button.setSelected(true);
                hatch = own ? null : h;
            });
            buttons.add(button);
        }
        pane.getChildren().addAll(buttons);
        return pane;
    }

    /// What has the key already: another command, or another class.
    private Optional<String> conflict() {
        String key = ClassKeys.normal(hotkey.getText());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        if (!ClassKeys.canBeKey(key)) {
            return Optional.of(TEXTS.get("editor.oneKey"));
        }
        return takenBy.apply(key)
                .or(() -> workspace.ontology().classes().stream()
                        .filter(c -> !c.retired()
                                && !c.id().equals(before.id())
                                && ClassKeys.normal(c.hotkey()).equals(key))
                        .map(LabelClass::name)
                        .findFirst())
                .map(owner -> TEXTS.get("editor.keyTaken", key, owner));
    }

    /// Says what is said with the class, and what becomes of that.
    private void preview() {
        String wanted = name.getText().strip();
        boolean renamed = workspace.ontology().find(before.id()).isPresent()
                && !wanted.isEmpty()
                && !wanted.equals(before.name());
        Button button = retire;
        boolean retiring = button != null && !before.retired() && (button.isFocused() || button.isHover());
        List<String> lines = new ArrayList<>();
        if (use == null) {
            use = UseWords.lines(workspace, ClassUse.of(workspace.state(), before.id()));
        }
        if (retiring) {
            lines.add(TEXTS.get(use.isEmpty() ? "touched.removing" : "touched.retiring", before.name()));
        } else if (renamed) {
            lines.add(TEXTS.get("touched.renaming", before.name(), wanted));
        }
        lines.addAll(use);
        touched.setText(String.join("\n", lines));
        touched.setVisible(!lines.isEmpty());
        touched.setManaged(!lines.isEmpty());
    }

    private HBox buttons() {
        Button save = new Button(TEXTS.get(known ? "editor.save" : "editor.add"));
        save.getStyleClass().add("accent");
        save.setId("class-save");
        save.setOnAction(_ -> save());
        Button cancel = new Button(TEXTS.get("editor.cancel"));
        cancel.setOnAction(_ -> close.accept(this));
        cancel.setCancelButton(true);
        HBox box = new HBox(6, save, cancel);
        box.setAlignment(Pos.CENTER_LEFT);
        if (known) {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            Button away = new Button(
                    TEXTS.get(before.retired() ? "editor.offer" : used() ? "editor.retire" : "editor.remove"));
            away.setId("class-retire");
            away.setOnAction(_ -> retire());
            away.focusedProperty().addListener((_, _, _) -> preview());
            away.hoverProperty().addListener((_, _, _) -> preview());
            retire = away;
            box.getChildren().addAll(gap, away);
        }
        return box;
    }

    private void retire() {
        catchUp();
        if (before.retired()) {
            send(new Command.EditClasses(List.of(new LabelClass(
                    before.id(),
                    before.name(),
                    before.colour(),
                    before.kind(),
                    "",
                    before.parent(),
                    before.guideline(),
                    false,
                    before.details().withSuccessor(null)))));
        } else if (used()) {
            send(new Command.EditClasses(List.of(before.retire())));
        } else {
            send(new Command.RemoveClass(before.id()));
        }
    }

    /// Takes in what the store says now, also where nobody told of it.
    private void catchUp() {
        if (known) {
            workspace.ontology().find(before.id()).ifPresent(this::follow);
        }
    }

    private void save() {
        catchUp();
        String key = hotkey.getText().strip();
        String wanted = name.getText().strip();
        if (wanted.isEmpty()) {
            complain(TEXTS.get("editor.needsName"));
            name.requestFocus();
            return;
        }
        Optional<String> conflict = conflict();
        if (conflict.isPresent()) {
            complain(conflict.get());
            hotkey.requestFocus();
            return;
        }
        if (known && workspace.ontology().find(before.id()).isEmpty()) {
            complain(TEXTS.get("editor.gone", before.name()));
            return;
        }
        // A new one may have been made elsewhere since this was opened.
        ClassId id = known ? before.id() : workspace.ontology().freeId();
        send(new Command.EditClasses(List.of(new LabelClass(
                id,
                wanted,
                colour,
                kind.getValue(),
                key,
                before.parent(),
                before.guideline(),
                before.retired(),
                before.details().withHatch(hatch)))));
    }

    private void send(Command command) {
        if (sending) {
            return;
        }
        sending = true;
        var _ = workspace.edit(command).thenAccept(outcome -> {
            sending = false;
            if (outcome instanceof Outcome.Done) {
                close.accept(this);
            }
        });
    }

    private void complain(String sentence) {
        problem.setText(sentence);
        problem.setVisible(!sentence.isEmpty());
        problem.setManaged(!sentence.isEmpty());
    }

    void focusName() {
        name.requestFocus();
        name.selectAll();
    }
}
