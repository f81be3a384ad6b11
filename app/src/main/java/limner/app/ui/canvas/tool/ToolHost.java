package limner.app.ui.canvas.tool;

import java.util.List;
import java.util.Optional;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.media.Media;

/// What a tool works on: the frame shown and the things on it. Implemented by the canvas.
public interface ToolHost {

    Workspace workspace();

    /// The video and the number of the frame shown; empty while there is none to draw on.
    Optional<Stage> stage();

    /// What is visible on the frame, the topmost first, with gestures that are still on their way to the disk.
    List<Target> targets();

    /// The one thing that handles belong to: the selected label, or the suggestion being corrected.
    Optional<Target> held();

    /// Shows a gesture.
    void preview(Preview preview);

    /// Hands a gesture's command in. The shape stays on the screen until the command's event comes back from the store,
    /// or goes when it is refused.
    ///
    /// @param label the label it draws or changes
    void commit(Command command, LabelId label, ClassId classId, Shape shape);

    /// Gives what is held another shape: a label is reshaped in the store, a suggestion being corrected waits.
    void reshape(Target held, Shape shape);

    /// The class for something new; where there is none, the user is told how to make one and this is empty.
    Optional<ClassId> classForNew();

    /// The frame that is worked on.
    record Stage(Media media, int frame) {

        public double width() {
            return media.width();
        }

        public double height() {
            return media.height();
        }
    }
}
