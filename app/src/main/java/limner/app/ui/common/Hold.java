package limner.app.ui.common;

import java.util.Optional;
import javafx.scene.input.KeyCode;

/// A key that is held during a gesture and tells it from the same gesture without it.
public enum Hold {
    /// No key at all: the wheel alone sizes; any other gesture is not to be had.
    NONE("None"),
    SHIFT("Shift"),
    /// Ctrl, or Command where that is the usual one.
    SHORTCUT("Shortcut"),
    ALT("Alt"),
    SPACE("Space");

    private final String written;

    Hold(String written) {
        this.written = written;
    }

    /// As it stands in files.
    public String written() {
        return written;
    }

    /// Reads what somebody's file says; empty where that is none.
    static Optional<Hold> read(String text) {
        for (Hold h : values()) {
            if (h.written.equals(text)) {
                return Optional.of(h);
            }
        }
        return text.equals("Ctrl") && !KeyText.isMac() ? Optional.of(SHORTCUT) : Optional.empty();
    }

    /// The one that a key of the keyboard is.
    public static Optional<Hold> of(KeyCode code) {
        return switch (code) {
            case SHIFT -> Optional.of(SHIFT);
            case ALT -> Optional.of(ALT);
            case SPACE -> Optional.of(SPACE);
            case CONTROL -> KeyText.isMac() ? Optional.empty() : Optional.of(SHORTCUT);
            case META, COMMAND -> KeyText.isMac() ? Optional.of(SHORTCUT) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// Whether it is held. Space is no modifier: whoever hears of it tells.
    public boolean isHeld(Modifiers m) {
        return switch (this) {
            case NONE -> !m.shift() && !m.shortcut() && !m.alt();
            case SHIFT -> m.shift();
            case SHORTCUT -> m.shortcut();
            case ALT -> m.alt();
            case SPACE -> false;
        };
    }
}
