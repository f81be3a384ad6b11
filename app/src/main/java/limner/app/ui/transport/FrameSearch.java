package limner.app.ui.transport;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import limner.media.pace.StepGrid;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.project.MediaLabels;
import limner.model.query.FoundFrames;
import limner.model.suggestion.Verdict;

/// The nearest frame of some kind, in either direction.
enum FrameSearch {
    /// Something is drawn or said there.
    LABELLED,
    /// Nobody has called it done; of the stops alone.
    UNDONE,
    /// Suggestions wait for a verdict.
    SUGGESTED,
    /// It was looked for and found.
    FOUND;

    enum Way {
        FORWARD,
        BACK
    }

    /// The nearest frame after (or before) this one; empty where there is none up to the end of the video.
    OptionalInt find(MediaLabels labels, FoundFrames found, int from, StepGrid stops, Way way) {
        return switch (this) {
            case LABELLED -> labelled(labels, from, stops.frameCount(), way);
            case UNDONE -> walk(from, stops, way, f -> labels.state(f) != FrameState.DONE);
            case SUGGESTED -> suggested(labels, from, way);
            case FOUND -> way == Way.FORWARD ? found.atOrAfter(from + 1) : found.atOrBefore(from - 1);
        };
    }

    private static OptionalInt suggested(MediaLabels labels, int from, Way way) {
        Integer at = from;
        while (true) {
            at = way == Way.FORWARD
                    ? labels.suggestedOn().higherKey(at)
                    : labels.suggestedOn().lowerKey(at);
            if (at == null) {
                return OptionalInt.empty();
            }
            var here = labels.suggestedOn().get(at);
            if (here != null && here.stream().anyMatch(id -> labels.verdict(id) == Verdict.OPEN)) {
                return OptionalInt.of(at);
            }
        }
    }

    /// Labels of one frame and tags are found by their index. A track reaches over many frames: on most it is merely
    /// carried along, and what one wants to see are the frames somebody touched.
    private static OptionalInt labelled(MediaLabels labels, int from, int frameCount, Way way) {
        int best = -1;
        best = nearer(best, key(labels.singles(), from, way), way);
        best = nearer(best, key(labels.tags(), from, way), way);
        for (var id : labels.tracks()) {
            Label track = labels.labels().get(id);
            if (track != null) {
                best = nearer(best, key(track.keyframes(), from, way), way);
            }
        }
        return best < 0 || best >= frameCount ? OptionalInt.empty() : OptionalInt.of(best);
    }

    private static int key(java.util.NavigableMap<Integer, ?> byFrame, int from, Way way) {
        Integer found = way == Way.FORWARD ? byFrame.higherKey(from) : byFrame.lowerKey(from);
        return found == null ? -1 : found;
    }

    private static int nearer(int best, int other, Way way) {
        if (best < 0 || other < 0) {
            return Math.max(best, other);
        }
        return way == Way.FORWARD ? Math.min(best, other) : Math.max(best, other);
    }

    private static OptionalInt walk(int from, StepGrid stops, Way way, IntPredicate wanted) {
        int by = way == Way.FORWARD ? 1 : -1;
        int at = from;
        while (stops.step(at, by) != at) {
            at = stops.step(at, by);
            if (wanted.test(at)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }
}
