package limner.app.ui.release;

import java.util.LinkedHashMap;
import java.util.SortedMap;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import limner.app.ui.common.Texts;
import limner.model.id.ClassId;
import limner.model.release.Redaction;

/// How objects of each class are to be seen on the pictures of a release.
final class Hidden extends FlowPane {

    private static final Texts TEXTS = Texts.beside(Hidden.class);

    /// What a class may be: as it is, or hidden in one of the ways.
    private enum Choice {
        SEEN,
        BLUR,
        FILL,
        DROP
    }

    private final LinkedHashMap<ClassId, ComboBox<Choice>> choices = new LinkedHashMap<>();
    private final TreeMap<ClassId, Redaction.How> elsewhere = new TreeMap<>();

    /// @param names of the classes that are drawn
    Hidden(SortedMap<ClassId, String> names, Runnable changed) {
        super(16, 4);
        names.forEach((id, name) -> {
            ComboBox<Choice> choice = new ComboBox<>();
            choice.setId("release-hidden-" + choices.size());
            choice.getItems().setAll(Choice.values());
            choice.setValue(Choice.SEEN);
            choice.setConverter(new Words<>(Choice.SEEN, c -> TEXTS.get("hidden." + c)));
            choice.setAccessibleText(TEXTS.get("hidden.of", name));
            choice.valueProperty().addListener((_, _, _) -> changed.run());
            choices.put(id, choice);
            Label label = new Label(name);
            label.setLabelFor(choice);
            HBox line = new HBox(6, label, choice);
            line.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(line);
        });
    }

    Redaction chosen() {
        TreeMap<ClassId, Redaction.How> hidden = new TreeMap<>(elsewhere);
        choices.forEach((id, choice) -> {
            if (choice.getValue() != Choice.SEEN) {
                hidden.put(id, Redaction.How.valueOf(choice.getValue().name()));
            }
        });
        return new Redaction(hidden);
    }

    void show(Redaction redaction) {
        elsewhere.clear();
        choices.forEach((id, choice) -> {
            Redaction.How how = redaction.classes().get(id);
            choice.setValue(how == null ? Choice.SEEN : Choice.valueOf(how.name()));
        });
        // What is not in the project now may come back, and is hidden then.
        redaction.classes().forEach((id, how) -> {
            if (!choices.containsKey(id)) {
                elsewhere.put(id, how);
            }
        });
    }
}
