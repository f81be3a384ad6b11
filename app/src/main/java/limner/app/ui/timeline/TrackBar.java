package limner.app.ui.timeline;

import java.util.Arrays;
import java.util.Map;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.Placement;

/// The keyframes of one track, laid out so that the ones in view are found without looking at the others.
final class TrackBar {

    private final Label label;
    private final int[] frames;
    private final boolean[] outside;
    private final boolean[] occluded;

    TrackBar(Label label) {
        this.label = label;
        int n = label.keyframes().size();
        frames = new int[n];
        outside = new boolean[n];
        occluded = new boolean[n];
        int i = 0;
        for (Map.Entry<Integer, Keyframe> e : label.keyframes().entrySet()) {
            frames[i] = e.getKey();
            outside[i] = e.getValue().outside();
            occluded[i] = e.getValue().occluded();
            i++;
        }
    }

    Label label() {
        return label;
    }

    int size() {
        return frames.length;
    }

    int frame(int index) {
        return frames[index];
    }

    int[] frames() {
        return frames.clone();
    }

    boolean outside(int index) {
        return outside[index];
    }

    boolean occluded(int index) {
        return occluded[index];
    }

    /// Index of the last keyframe at or before this frame, or -1.
    int before(int frame) {
        int found = Arrays.binarySearch(frames, frame);
        return found >= 0 ? found : -found - 2;
    }

    /// Whether the shape after this keyframe moves until the next one, or stays as it is.
    boolean interpolated(int index) {
        return index + 1 < frames.length
                && frames[index + 1] - frames[index] > 1
                && label.source(frames[index] + 1)
                        .filter(Placement.Source.INTERPOLATED::equals)
                        .isPresent();
    }

    /// The keyframe nearest to this frame within a distance, or -1.
    int nearest(int frame, int within) {
        int at = before(frame);
        int best = -1;
        for (int i = Math.max(0, at); i <= at + 1 && i < frames.length; i++) {
            long distance = Math.abs((long) frames[i] - frame);
            if (distance <= within && (best < 0 || distance < Math.abs((long) frames[best] - frame))) {
                best = i;
            }
        }
        return best;
    }
}
