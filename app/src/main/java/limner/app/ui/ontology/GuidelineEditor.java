package limner.app.ui.ontology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import limner.app.ui.common.MarkdownView;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.ontology.Example;
import limner.model.ontology.LabelClass;
import limner.model.session.Outcome;
import org.jspecify.annotations.Nullable;

/// The guideline of a class: shown as it will be read, written as Markdown beside that, with its examples below. What
/// is being written stays as it is when something else changes, and waits where another class is chosen meanwhile.
/// JavaFX thread only.
final class GuidelineEditor extends VBox {

    private static final Texts TEXTS = Texts.beside(GuidelineEditor.class);

    private final Workspace workspace;
    private final Map<ClassId, String> begun;
    private final VBox shown = new VBox();
    private final TextArea source = new TextArea();
    private final Button edit = new Button(TEXTS.get("guideline.edit"));
    private final Button save = new Button(TEXTS.get("guideline.save"));
    private final Button leave = new Button(TEXTS.get("guideline.leave"));
    private final Button example = new Button(TEXTS.get("example.add"));
    private final ExamplesPane examples;
    private @Nullable ClassId of;
    private boolean writing;

    /// @param begun what was written and is neither saved nor left, by class; kept in here
    GuidelineEditor(Workspace workspace, Map<ClassId, String> begun, ExamplePictures pictures, ExampleMaker maker) {
        super(6);
        this.workspace = workspace;
        this.begun = begun;
        this.examples = new ExamplesPane(workspace, pictures, maker);
        shown.setId("guideline-shown");
        source.setId("guideline-source");
        source.setWrapText(true);
        source.setPrefRowCount(6);
        source.setAccessibleText(TEXTS.get("guideline.source"));
        source.setPromptText(TEXTS.get("guideline.prompt"));
        source.textProperty().addListener((_, _, now) -> {
            if (writing) {
                keep(now);
                render(now);
            }
        });
        edit.setId("guideline-edit");
        edit.setOnAction(_ -> {
            write(true);
            source.requestFocus();
        });
        save.setId("guideline-save");
        save.setOnAction(_ -> save());
        leave.setId("guideline-leave");
        leave.setOnAction(_ -> drop());
        example.setId("example-add");
        example.setOnAction(_ -> {
            if (of != null) {
                maker.add(of, Example.Kind.POSITIVE);
            }
        });
        Label hint = new Label(TEXTS.get("example.hint"));
        hint.setWrapText(true);
        hint.getStyleClass().add(Styles.QUIET);
        hint.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(shown, source, new FlowPane(8, 6, edit, save, leave), examples, example, hint);
        write(false);
    }

    /// Shows a class, or the same one as it is now.
    void show(@Nullable LabelClass now) {
        @Nullable ClassId before = of;
        of = now == null ? null : now.id();
        examples.show(now);
        if (now == null || !now.id().equals(before)) {
            write(now != null && begun.containsKey(now.id()));
        } else if (!writing) {
            render(now.guideline());
        }
        setDisable(now == null);
    }

    private String stored() {
        return Optional.ofNullable(of)
                .flatMap(workspace.ontology()::find)
                .map(LabelClass::guideline)
                .orElse("");
    }

    /// Keeps what is written until it is saved or left.
    private void keep(String text) {
        ClassId id = of;
        if (id != null && text.equals(stored())) {
            begun.remove(id);
        } else if (id != null) {
            begun.put(id, text);
        }
    }

    private void drop() {
        if (of != null) {
            begun.remove(of);
        }
        write(false);
    }

    private void write(boolean now) {
        writing = false;
        String text = of == null ? stored() : begun.getOrDefault(of, stored());
        source.setText(text);
        writing = now;
        render(text);
        Nodes.show(source, now);
        Nodes.show(save, now);
        Nodes.show(leave, now);
        Nodes.show(edit, !now);
    }

    private void render(String markdown) {
        if (markdown.isBlank()) {
            Label none = new Label(TEXTS.get("guideline.none"));
            none.setWrapText(true);
            none.getStyleClass().add(Styles.QUIET);
            shown.getChildren().setAll(none);
        } else {
            shown.getChildren().setAll(new MarkdownView(markdown));
        }
    }

    private void save() {
        ClassId id = of;
        if (id == null) {
            return;
        }
        String text = source.getText().strip();
        workspace.ontology().find(id).ifPresent(c -> {
            if (c.guideline().equals(text)) {
                drop();
                return;
            }
            var _ = workspace
                    .edit(new Command.EditClasses(List.of(c.withGuideline(text))))
                    .thenAccept(outcome -> {
                        // What was written on meanwhile is not saved yet.
                        if (outcome instanceof Outcome.Done
                                && text.equals(begun.getOrDefault(id, text).strip())) {
                            begun.remove(id);
                            if (id.equals(of)) {
                                write(false);
                            }
                        }
                    });
        });
    }
}
