package limner.plugin.host;

import java.util.Arrays;
import limner.plugin.api.SessionInfo;
import org.jspecify.annotations.Nullable;

/// What a run came to, also when it ended early.
///
/// @param session what ran, or null when it never opened
/// @param frames frames answered
/// @param suggestions in all their answers
/// @param medianMillis for a frame; 0 when there was none
/// @param p95Millis what 95 of 100 frames stayed within
/// @param slowestMillis of any frame
public record RunReport(
        @Nullable SessionInfo session,
        int frames,
        int suggestions,
        double medianMillis,
        double p95Millis,
        double slowestMillis) {

    static RunReport of(@Nullable SessionInfo session, int suggestions, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new RunReport(
                session, sorted.length, suggestions, rank(sorted, 0.5), rank(sorted, 0.95), rank(sorted, 1));
    }

    /// The smallest value that at least the given part of all values does not exceed (nearest rank).
    private static double rank(double[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }
}
