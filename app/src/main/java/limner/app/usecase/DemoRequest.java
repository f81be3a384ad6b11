package limner.app.usecase;

import java.nio.file.Path;
import java.util.Optional;

/// How to go the whole road once.
///
/// @param out where project, clips and release go; must not exist or be empty; without it a new folder in the user's
/// data
/// @param step every how many frames the model looks
/// @param threshold the least score that is accepted
public record DemoRequest(Optional<Path> out, int step, double threshold) {

    public DemoRequest {
        new FrameChoice.EveryNth(step);
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT, "A threshold is a number from 0 to 1, not " + threshold + ".");
        }
    }

    /// Every tenth frame, scores from 0.4 on.
    public static DemoRequest usual() {
        return new DemoRequest(Optional.empty(), 10, 0.4);
    }
}
