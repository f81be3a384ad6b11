package limner.app.usecase;

import java.util.Objects;
import limner.model.command.Command.AcceptByPolicy.Finish;
import limner.model.id.MediaId;

/// Which open suggestions to take over without looking at each.
///
/// @param threshold the least score that is taken, 0 to 1
/// @param finish whether every frame a model has looked at becomes done, also one with nothing on it
public record AcceptRequest(MediaId media, double threshold, Finish finish) {

    public AcceptRequest {
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(finish, "finish");
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT, "A threshold is a number from 0 to 1, not " + threshold + ".");
        }
    }
}
