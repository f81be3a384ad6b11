package limner.plugin.host;

import java.time.Duration;

/// How long a plugin may take before it is given up.
///
/// @param open for loading its models
/// @param frame for one frame
/// @param grace for coming back once it was cancelled or closed
public record RunLimits(Duration open, Duration frame, Duration grace) {

    public RunLimits {
        if (!open.isPositive() || !frame.isPositive() || !grace.isPositive()) {
            throw new IllegalArgumentException("a limit is longer than nothing");
        }
    }

    /// Generous for a laptop's processor: a minute to load, half a minute a frame, two seconds to stop.
    public static RunLimits standard() {
        return new RunLimits(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(2));
    }
}
