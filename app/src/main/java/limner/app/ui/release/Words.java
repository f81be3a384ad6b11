package limner.app.ui.release;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Says the items of a choice, of which nothing is ever written by hand.
final class Words<T> extends StringConverter<T> {

    private final T usual;
    private final Function<T, String> words;

    /// @param usual what stands for anything that is written
    Words(T usual, Function<T, String> words) {
        this.usual = usual;
        this.words = words;
    }

    @Override
    public String toString(@Nullable T item) {
        return item == null ? "" : words.apply(item);
    }

    @Override
    public T fromString(String text) {
        return usual;
    }
}
