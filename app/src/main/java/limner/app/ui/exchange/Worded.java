package limner.app.ui.exchange;

import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Says what a box offers in words.
final class Worded<T> extends StringConverter<T> {

    private final ComboBox<T> box;
    private final Function<T, String> words;

    Worded(ComboBox<T> box, Function<T, String> words) {
        this.box = box;
        this.words = words;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
    }

    @Override
    public T fromString(String text) {
        return box.getValue();
    }
}
