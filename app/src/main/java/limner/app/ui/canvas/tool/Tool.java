package limner.app.ui.canvas.tool;

import limner.app.ui.common.ToolKind;

/// One way of using the pointer. A gesture runs from press to release (or, for tools that take several clicks, until it
/// is
/// finished or cancelled); what it makes is one command. JavaFX thread only.
public interface Tool {

    ToolKind kind();

    void pressed(Pointer p);

    default void dragged(Pointer p) {}

    default void released(Pointer p) {}

    default void moved(Pointer p) {}

    /// The pointer is on the picture no more.
    default void left() {}

    /// Ends a gesture of several clicks (Enter).
    ///
    /// @return whether there was one
    default boolean finish() {
        return false;
    }

    /// Takes the last step of the gesture back (Backspace).
    ///
    /// @return whether there was one
    default boolean stepBack() {
        return false;
    }

    /// Drops the gesture (Esc, another tool, another frame); nothing of it is kept.
    ///
    /// @return whether there was one
    default boolean cancel() {
        return false;
    }

    /// Deletes the part of the selected shape that is in hand, such as a vertex.
    ///
    /// @return whether there was one
    default boolean deletePart() {
        return false;
    }

    /// Says the next thing of what is to be seen of the joint in hand: it is seen, hidden, not there.
    ///
    /// @return whether there was one
    default boolean turnJoint() {
        return false;
    }

    /// Whether handles of this, when it is selected, are shown and can be taken.
    default boolean edits(Target target) {
        return kind() == ToolKind.SELECT;
    }

    /// Whether the brush's tip is drawn at the pointer.
    default boolean hasTip() {
        return kind().hasTip();
    }

    /// What the pointer looks like here.
    default Cue cue(Pointer p) {
        return Cue.CROSS;
    }

    /// Looks of the pointer.
    enum Cue {
        ARROW,
        CROSS,
        HAND,
        MOVE,
        SIZE_N,
        SIZE_NE,
        SIZE_E,
        SIZE_SE,
        SIZE_S,
        SIZE_SW,
        SIZE_W,
        SIZE_NW,
        /// A circle or square of the brush's true size, drawn by the canvas.
        BRUSH,
        /// An answer is on its way.
        BUSY
    }
}
