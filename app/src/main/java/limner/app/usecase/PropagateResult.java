package limner.app.usecase;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.id.RunId;

/// What carrying a label came to.
///
/// @param run recorded in the project
/// @param method what followed the label
/// @param drift of each frame it was carried to, 0 to 1
/// @param end why it went no further
/// @param medianMillis of one frame, without decoding
public record PropagateResult(
        RunId run, String method, SortedMap<Integer, Double> drift, End end, double medianMillis) {

    /// From here on a frame is worth a look.
    public static final double WORTH_A_LOOK = limner.plugin.opencv.Drift.WORTH_A_LOOK;

    public PropagateResult {
        Objects.requireNonNull(run, "run");
        drift = Collections.unmodifiableSortedMap(new TreeMap<>(drift));
    }

    /// Why it went no further.
    public enum End {
        /// All frames are done that were asked for.
        ARRIVED,
        /// The next frame has a keyframe that a person made or accepted, or is done.
        DECIDED,
        /// It left the picture.
        GONE,
        /// It was lost on many frames one after the other.
        LOST,
        /// The file has no picture there, or none that fits.
        NO_PICTURE,
        /// Somebody stopped it; what was carried until then is kept.
        STOPPED
    }

    /// The frames that are worth a look.
    public List<Integer> worthALook() {
        return drift.entrySet().stream()
                .filter(e -> e.getValue() >= WORTH_A_LOOK)
                .map(Map.Entry::getKey)
                .toList();
    }
}
