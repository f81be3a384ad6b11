package limner.app.ui.common;

import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;

/// A key that is held during a gesture and tells it from the same gesture without it.
public enum Hold {
    /// No key at all is held.
    NONE("None"),
    SHIFT("Shift"),
    /// Ctrl, or Command where that is the usual one.
    SHORTCUT("Shortcut"),
    ALT("Alt");

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
            case CONTROL -> KeyText.isMac() ? Optional.empty() : Optional.of(SHORTCUT);
            case META, COMMAND -> KeyText.isMac() ? Optional.of(SHORTCUT) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// Whether it is held while the wheel is turned.
    public boolean isHeld(ScrollEvent e) {
        return switch (this) {
            case NONE -> !e.isShiftDown() && !e.isShortcutDown() && !e.isAltDown();
            case SHIFT -> e.isShiftDown();
            case SHORTCUT -> e.isShortcutDown();
            case ALT -> e.isAltDown();
        };
    }
}
