package limner.app.ui.timeline;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/// How much there is on which frame, so that any stretch of time is summed in two look-ups.
final class Density {

    static final Density NONE = new Density(new int[0], new int[] {0});

    private final int[] frames;
    private final int[] sums;

    private Density(int[] frames, int[] sums) {
        this.frames = frames;
        this.sums = sums;
    }

    /// @param weight how much a frame counts; frames that count nothing are left out
    static <V> Density of(Map<Integer, V> byFrame, ToIntFunction<V> weight) {
        int[] frames = new int[byFrame.size()];
        int[] sums = new int[byFrame.size() + 1];
        int n = 0;
        for (Map.Entry<Integer, V> e : byFrame.entrySet()) {
            int w = weight.applyAsInt(e.getValue());
            if (w > 0) {
                frames[n] = e.getKey();
                sums[n + 1] = sums[n] + w;
                n++;
            }
        }
        return new Density(Arrays.copyOf(frames, n), Arrays.copyOf(sums, n + 1));
    }

    /// Each of these frames, rising, counted once.
    static Density of(int[] rising) {
        int[] sums = new int[rising.length + 1];
        Arrays.setAll(sums, i -> i);
        return new Density(rising.clone(), sums);
    }

    int size() {
        return frames.length;
    }

    int frame(int index) {
        return frames[index];
    }

    int total() {
        return sums[frames.length];
    }

    /// How much there is from one frame to another, both included.
    int between(int first, int last) {
        return Math.max(0, sums[index(last + 1)] - sums[index(first)]);
    }

    /// Index of the first frame that is not before this one; [#size()] when there is none.
    int index(int frame) {
        int found = Arrays.binarySearch(frames, frame);
        return found >= 0 ? found : -found - 1;
    }

    /// The frame with something that is nearest to this one, within a distance.
    OptionalInt nearest(int frame, int within) {
        int at = index(frame);
        OptionalInt best = OptionalInt.empty();
        for (int i = at - 1; i <= at; i++) {
            if (i >= 0 && i < frames.length && Math.abs((long) frames[i] - frame) <= within) {
                int f = frames[i];
                if (best.isEmpty() || Math.abs(f - frame) < Math.abs(best.getAsInt() - frame)) {
                    best = OptionalInt.of(f);
                }
            }
        }
        return best;
    }
}
