package limner.app.ui.canvas;

import java.util.HashMap;
import java.util.Map;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import org.jspecify.annotations.Nullable;

/// Shapes of gestures that are on their way to the disk: they stay on the screen until their event comes back, the
/// newest
/// one of each label. JavaFX thread only.
final class PendingShapes {

    private final Map<LabelId, Entry> entries = new HashMap<>();
    private long count;

    private record Entry(long number, LabelScene.Pending shape) {}

    /// Begins to show a gesture's shape, until [#end] is called with the number this returns.
    long begin(LabelId label, int frame, ClassId classId, Shape shape) {
        count++;
        entries.put(label, new Entry(count, new LabelScene.Pending(frame, classId, shape)));
        return count;
    }

    /// Ends a gesture; a newer one on the same label stays.
    ///
    /// @return whether the label has no gesture on its way any more
    boolean end(LabelId label, long number) {
        @Nullable Entry now = entries.get(label);
        if (now != null && now.number() == number) {
            entries.remove(label);
            return true;
        }
        return now == null;
    }

    Map<LabelId, LabelScene.Pending> shapes() {
        Map<LabelId, LabelScene.Pending> shapes = new HashMap<>();
        entries.forEach((id, e) -> shapes.put(id, e.shape()));
        return shapes;
    }
}
