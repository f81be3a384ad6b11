package limner.app.ui.common;

import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// Which keys are held while the pointer or the wheel does something.
///
/// @param shortcut Ctrl, or Command where that is the usual one
public record Modifiers(boolean shift, boolean shortcut, boolean alt) {

    public static Modifiers of(MouseEvent e) {
        return new Modifiers(e.isShiftDown(), e.isShortcutDown(), e.isAltDown());
    }

    public static Modifiers of(ScrollEvent e) {
        return new Modifiers(e.isShiftDown(), e.isShortcutDown(), e.isAltDown());
    }

    /// What is held with the key that is the button of the pointer moved by keys. Systems keep Alt and Space for
    /// themselves here and there, so Shortcut stands for Alt as well.
    public static Modifiers ofButton(KeyEvent e) {
        return new Modifiers(e.isShiftDown(), e.isShortcutDown(), e.isAltDown() || e.isShortcutDown());
    }
}
