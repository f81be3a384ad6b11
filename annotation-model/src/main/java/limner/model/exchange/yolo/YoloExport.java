package limner.model.exchange.yolo;

import java.io.IOException;
import java.util.List;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes YOLO's text files as Ultralytics trains from them (format: its data set pages): `data.yaml` with the classes
/// in the order in which they are told, and a text for each picture, empty where nothing is on it. A data set is of one
/// task, since trainers take all its lines for the same kind of thing. Nothing reaches beyond the picture, since they
/// refuse the whole text where a number is not between 0 and 1.
public final class YoloExport implements DatasetWriter {

    /// What a data set is for.
    public enum Task {
        /// Upright boxes.
        DETECT,
        /// Outlines of one ring each.
        SEGMENT,
        /// Upright boxes with keypoints.
        POSE,
        /// Turned boxes.
        OBB
    }

    private final Task task;

    public YoloExport(Task task) {
        this.task = task;
    }

    @Override
    public String id() {
        return switch (task) {
            case DETECT -> "yolo-detect";
            case SEGMENT -> "yolo-segment";
            case POSE -> "yolo-pose";
            case OBB -> "yolo-obb";
        };
    }

    @Override
    public String title() {
        return switch (task) {
            case DETECT -> "YOLO: boxes";
            case SEGMENT -> "YOLO: outlines";
            case POSE -> "YOLO: poses";
            case OBB -> "YOLO: turned boxes (OBB)";
        };
    }

    /// @throws IllegalArgumentException with a sentence, when classes of poses do not have equally many joints
    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        if (task == Task.POSE) {
            joints(heads);
        }
        return new Fitted(
                page.annotations().stream()
                        .map(a -> new YoloFit(page.picture(), fit(heads.category(a.category())), choices, task).fit(a))
                        .toList(),
                List.of());
    }

    @Override
    public Entry.Category fit(Entry.Category c) {
        List<String> joints =
                task == Task.POSE ? c.joints().stream().map(String::strip).toList() : List.of();
        return new Entry.Category(c.key(), c.name().strip(), "", true, joints, List.of(), "");
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) throws IOException {
        return new YoloWriting(heads, this, task, target);
    }

    /// How many joints every pose of the data set has: there is one number for all classes.
    ///
    /// @throws IllegalArgumentException with a sentence, when there is none
    static int joints(Heads heads) {
        List<Entry.Category> posed = heads.categories().values().stream()
                .filter(c -> !c.joints().isEmpty())
                .toList();
        if (posed.isEmpty()) {
            throw new IllegalArgumentException("No class has keypoints, and a YOLO data set of poses needs one.");
        }
        Entry.Category first = posed.getFirst();
        for (Entry.Category c : posed) {
            if (c.joints().size() != first.joints().size()) {
                throw new IllegalArgumentException("All poses of a YOLO data set have equally many keypoints, and "
                        + first.name() + " has " + first.joints().size() + ", " + c.name() + " "
                        + c.joints().size() + ". Choose classes that go together.");
            }
        }
        return first.joints().size();
    }
}
