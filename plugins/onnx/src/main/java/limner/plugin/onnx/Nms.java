package limner.plugin.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Greedy non-maximum suppression: of boxes of one class that overlap too much, the best scored stays.
///
/// Boxes of different classes never suppress each other: a rider and a horse share a place.
final class Nms {

    private final double overlap;

    /// @param overlap boxes with a greater intersection over union are the same thing
    Nms(double overlap) {
        this.overlap = overlap;
    }

    /// What is left, best score first; of equal scores the earlier in the list comes first.
    List<Detection> keepBest(List<Detection> boxes) {
        List<Detection> ordered = new ArrayList<>(boxes);
        ordered.sort(Comparator.comparingDouble(Detection::score).reversed());
        List<Detection> kept = new ArrayList<>();
        for (Detection box : ordered) {
            if (!isCovered(box, kept)) {
                kept.add(box);
            }
        }
        return kept;
    }

    private boolean isCovered(Detection box, List<Detection> kept) {
        for (Detection other : kept) {
            if (other.classIndex() == box.classIndex() && other.overlap(box) > overlap) {
                return true;
            }
        }
        return false;
    }
}
