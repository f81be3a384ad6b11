package limner.plugin.api;

import java.util.List;
import java.util.Objects;

/// What a session turned out to be once it was open: shown to the user and recorded with the run.
///
/// @param device what computes, as a user would say it, such as `CPU, 2 threads`
/// @param models the models in the order they run; empty for plugins without weights
/// @param classes names of the classes it may suggest
/// @param warmUpMillis how long its self-test on one picture took, in milliseconds, or 0 when it has none
public record SessionInfo(String device, List<LoadedModel> models, List<String> classes, double warmUpMillis) {

    public SessionInfo {
        Objects.requireNonNull(device, "device");
        models = List.copyOf(models);
        classes = List.copyOf(classes);
        if (!(warmUpMillis >= 0)) {
            throw new IllegalArgumentException("a duration is not negative: " + warmUpMillis);
        }
    }
}
