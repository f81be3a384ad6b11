package limner.app.ui.shell;

import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.input.GestureEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// Keeps the menus from taking the keyboard when Alt is let go after it was held for something: JavaFX gives it to them
/// whatever the pointer did meanwhile. Alt that is pressed and let go by itself is left to them. JavaFX thread only.
final class AltHeld {

    private final EventHandler<KeyEvent> released;
    private final EventHandler<KeyEvent> letGo = this::letGo;
    private final EventHandler<Event> used = _ -> this.isUsed = true;
    private boolean isUsed;

    /// @param released gets the key that is let go in place of those who listen further inwards
    AltHeld(EventHandler<KeyEvent> released) {
        this.released = released;
    }

    /// Listens to a scene. What is asked for one type of events hears them before the menus, which ask for all keys.
    void listen(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_RELEASED, letGo);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, used);
        scene.addEventFilter(GestureEvent.ANY, used);
    }

    void leave(Scene scene) {
        scene.removeEventFilter(KeyEvent.KEY_RELEASED, letGo);
        scene.removeEventFilter(MouseEvent.MOUSE_PRESSED, used);
        scene.removeEventFilter(GestureEvent.ANY, used);
    }

    /// To be told of each key that goes down.
    ///
    /// @param isAnswer whether it was asked for, and so means nothing else
    void pressed(KeyEvent e, boolean isAnswer) {
        isUsed = isAnswer;
    }

    private void letGo(KeyEvent e) {
        if (e.getCode() == KeyCode.ALT && isUsed) {
            released.handle(e);
            e.consume();
        }
    }
}
