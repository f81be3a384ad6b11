package limner.app.ui.release;

import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;

/// A field for a whole number from 0 on, which is taken as it is written.
final class NumberField extends TextField {

    private final long usual;

    /// @param usual what it begins with, and what it is where nothing is written
    /// @param digits how many there may be
    NumberField(long usual, int digits) {
        super(Long.toString(usual));
        this.usual = usual;
        setPrefColumnCount(digits);
        setTextFormatter(new TextFormatter<>(
                change -> change.getControlNewText().matches("\\d{0," + digits + "}") ? change : null));
    }

    long value() {
        return getText().isEmpty() ? usual : Long.parseLong(getText());
    }

    void show(long number) {
        setText(Long.toString(number));
    }
}
