package limner.app.ui.transport;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// A value that is chosen from a few or typed. What is typed and cannot be read changes nothing. JavaFX thread only.
final class TypedChoice<T> extends ComboBox<T> {

    private final Function<T, String> words;
    private boolean following;

    /// @param words how a value is shown
    /// @param read what somebody typed; empty when it is no value
    TypedChoice(
            T value, List<T> offered, Function<T, String> words, Function<String, Optional<T>> read, Asked<T> asked) {
        this.words = words;
        setEditable(true);
        setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T shown) {
                return shown == null ? "" : words.apply(shown);
            }

            @Override
            public T fromString(String typed) {
                return read.apply(typed).orElseGet(TypedChoice.this::getValue);
            }
        });
        getItems().setAll(offered);
        setValue(value);
        valueProperty().addListener((_, _, now) -> {
            if (!following && now != null) {
                asked.chosen(now);
            }
        });
        // Before the box itself sees the key: it would let what cannot be read stand there as if it were meant.
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && !isShowing()) {
                e.consume();
                enter(read.apply(getEditor().getText()), asked);
            } else if (e.getCode() == KeyCode.ESCAPE && !isShowing()) {
                e.consume();
                asked.left();
            }
        });
        focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                show(getValue());
            }
        });
    }

    private void enter(Optional<T> meant, Asked<T> asked) {
        if (meant.isEmpty()) {
            asked.refused();
            getEditor().selectAll();
        } else if (meant.get().equals(getValue())) {
            asked.chosen(meant.get());
        } else {
            setValue(meant.get());
        }
    }

    /// What somebody did with a choice.
    interface Asked<T> {
        void chosen(T value);

        /// What was typed cannot be read.
        void refused();

        /// Typing ended without a value.
        void left();
    }

    /// Shows a value that was chosen elsewhere.
    void show(T value) {
        following = true;
        setValue(value);
        getEditor().setText(words.apply(value));
        following = false;
    }
}
