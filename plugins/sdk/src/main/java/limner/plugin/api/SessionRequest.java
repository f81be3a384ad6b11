package limner.plugin.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// What a session is opened with.
///
/// @param settings checked against the plugin's own specs
/// @param models what to run, in order; empty leaves the choice to the plugin
/// @param cacheFolder where the plugin may keep what it can make again; may not exist yet, may be emptied at any time
public record SessionRequest(Settings settings, List<ModelSource> models, Path cacheFolder) {

    public SessionRequest {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(cacheFolder, "cacheFolder");
        models = List.copyOf(models);
    }
}
