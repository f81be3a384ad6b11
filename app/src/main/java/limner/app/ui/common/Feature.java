package limner.app.ui.common;

import javafx.scene.Node;
import javafx.scene.input.KeyEvent;

/// One part of the desk that shows or does something. Features know the [Workspace] and nothing of each other. JavaFX
/// thread only.
public interface Feature extends AutoCloseable {

    /// Where it stands in the window.
    Slot slot();

    /// What it shows; the same node every time.
    Node view();

    /// Adds what it can do; called once, before anything is shown.
    default void register(CommandRegistry commands) {}

    /// Gets a key, pressed or released, before the commands do: for keys that belong to a gesture under way.
    ///
    /// @return whether it was meant for this feature
    default boolean key(KeyEvent event) {
        return false;
    }

    /// Is told of a key that goes down or up as it happens, while what keys mean may wait for its turn.
    ///
    /// @return of a key that is let go: whether it has done what it was held for, and means nothing more
    default boolean hand(KeyEvent event) {
        return false;
    }

    /// Lets go of what it holds; called when the project is closed.
    @Override
    default void close() {}

    /// Places in the window.
    enum Slot {
        CANVAS,
        RAIL,
        TOOL_OPTIONS,
        /// One below the other at the right, in the order of the features.
        SIDE,
        TRANSPORT,
        TIMELINE
    }
}
