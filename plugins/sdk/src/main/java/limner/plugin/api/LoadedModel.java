package limner.plugin.api;

import java.nio.file.Path;
import java.util.Objects;

/// A model as a session uses it.
///
/// @param info what it is; the digest is that of the bytes that were loaded
/// @param file where those bytes lie, so that the host can keep a copy with the project
public record LoadedModel(ModelInfo info, Path file) {

    public LoadedModel {
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(file, "file");
    }
}
