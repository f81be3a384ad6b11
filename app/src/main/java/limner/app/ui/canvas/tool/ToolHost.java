package limner.app.ui.canvas.tool;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import limner.app.ui.common.Workspace;
import limner.app.usecase.Channel;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.PixelValues;
import limner.model.geometry.Point;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.media.Media;
import limner.model.session.Outcome;

/// What a tool works on: the frame shown and the things on it. Implemented by the canvas.
public interface ToolHost {

    Workspace workspace();

    /// The video and the number of the frame shown; empty while there is none to draw on.
    Optional<Stage> stage();

    /// What is visible on the frame, the topmost first, with gestures that are still on their way to the disk.
    List<Target> targets();

    /// What of it may lie in an area of the picture, borders included; nothing is left out that does.
    default List<Target> targets(Box area) {
        return targets().stream()
                .filter(t -> {
                    Box b = t.shape().bounds();
                    return b.x() <= area.right()
                            && b.right() >= area.x()
                            && b.y() <= area.bottom()
                            && b.bottom() >= area.y();
                })
                .toList();
    }

    /// The thing a click at this place means.
    ///
    /// @param near how far from an outline still counts, in picture pixels
    default Optional<Target> hit(Point at, double near) {
        return HitTest.at(targets(around(at, near)), at, near);
    }

    /// The square of the picture around a place, as far as that to each side.
    static Box around(Point at, double reach) {
        return new Box(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach);
    }

    /// The one thing that handles belong to: the selected label, or the suggestion being corrected.
    Optional<Target> held();

    /// Shows a gesture.
    void preview(Preview preview);

    /// Makes ready what a gesture on a mask most likely shows first, while nobody waits for it; shows nothing.
    default void prepare(MaskEditor mask, ClassId classId) {}

    /// Hands a gesture's command in. The shape stays on the screen until the command's event comes back from the store,
    /// or goes when it is refused.
    ///
    /// @param label the label it draws or changes
    ///
    /// @return what becomes of it, on the JavaFX thread
    CompletionStage<Outcome> commit(Command command, LabelId label, ClassId classId, Shape shape);

    /// Gives what is held another shape: a label is reshaped in the store, a suggestion being corrected waits.
    void reshape(Target held, Shape shape);

    /// Values of the picture on the screen, as it is shown; to be read while the gesture that asked for them lasts.
    PixelValues values(Channel channel);

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
