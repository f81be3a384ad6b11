package limner.app.ui.exchange;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import limner.app.ui.common.Texts;

/// A place on the disk: written, or chosen in the system's dialog.
final class PathField extends HBox {

    private static final Texts TEXTS = Texts.beside(PathField.class);

    private final TextField text = new TextField();

    /// @param id of the text; the button's is the same with `-choose`
    /// @param choose asks the user
    PathField(String id, Supplier<Optional<Path>> choose) {
        super(8);
        text.setId(id);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button button = new Button(TEXTS.get("choose"));
        button.setId(id + "-choose");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> choose.get().ifPresent(p -> text.setText(p.toString())));
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(text, button);
    }

    StringProperty text() {
        return text.textProperty();
    }

    boolean isBlank() {
        return text.getText().isBlank();
    }

    /// What gets the keyboard.
    TextField first() {
        return text;
    }

    void takeKeyboard() {
        text.requestFocus();
    }

    /// What is written there; a name alone is meant beside another file. Empty where this system has no such names.
    Optional<Path> path(Path beside) {
        try {
            return Optional.of(
                    beside.toAbsolutePath().resolveSibling(text.getText().strip()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
