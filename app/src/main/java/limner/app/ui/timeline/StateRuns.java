package limner.app.ui.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;

/// Neighbouring frames of the same state, as one piece each; unseen frames are the gaps.
record StateRuns(List<Run> runs) {

    /// Frames that are in the same state.
    record Run(FrameRange frames, FrameState state) {}

    StateRuns {
        runs = List.copyOf(runs);
    }

    static StateRuns of(SortedMap<Integer, FrameState> states) {
        List<Run> runs = new ArrayList<>();
        int first = 0;
        int last = -2;
        FrameState state = FrameState.UNSEEN;
        for (Map.Entry<Integer, FrameState> e : states.entrySet()) {
            if (e.getKey() == last + 1 && e.getValue() == state) {
                last = e.getKey();
                continue;
            }
            if (last >= 0) {
                runs.add(new Run(new FrameRange(first, last), state));
            }
            first = e.getKey();
            last = first;
            state = e.getValue();
        }
        if (last >= 0) {
            runs.add(new Run(new FrameRange(first, last), state));
        }
        return new StateRuns(runs);
    }

    /// Index of the first run that ends at this frame or later.
    int index(int frame) {
        int low = 0;
        int high = runs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runs.get(middle).frames().last() < frame) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
