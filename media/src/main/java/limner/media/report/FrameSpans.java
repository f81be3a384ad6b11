package limner.media.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import limner.media.index.FrameIndex;

/// Runs of frames with something in common: the first of them, and how many frames there are in all.
///
/// @param frames number of all frames concerned
/// @param runs number of all runs
/// @param first the first runs, at most [#MOST]
public record FrameSpans(int frames, int runs, List<FrameSpan> first) {
    /// So many runs are kept.
    public static final int MOST = 100;

    public FrameSpans {
        first = List.copyOf(first);
        if (first.size() > Math.min(runs, MOST) || frames < runs) {
            throw new IllegalArgumentException(frames + " frames in " + runs + " runs");
        }
    }

    /// The runs of frames of `index` that `concerned` names.
    public static FrameSpans of(FrameIndex index, IntPredicate concerned) {
        List<FrameSpan> kept = new ArrayList<>();
        int frames = 0;
        int runs = 0;
        int start = -1;
        for (int n = 0; n <= index.count(); n++) {
            boolean in = n < index.count() && concerned.test(n);
            frames += in ? 1 : 0;
            if (in && start < 0) {
                start = n;
            } else if (!in && start >= 0) {
                runs++;
                if (kept.size() < MOST) {
                    kept.add(FrameSpan.of(index, start, n - 1));
                }
                start = -1;
            }
        }
        return new FrameSpans(frames, runs, kept);
    }

    /// Whether no frame is concerned.
    public boolean isEmpty() {
        return frames == 0;
    }
}
