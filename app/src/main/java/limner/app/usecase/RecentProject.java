package limner.app.usecase;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/// A project that was open before.
///
/// @param name of the project
/// @param openedAt when it was opened last
public record RecentProject(Path file, String name, Instant openedAt) {

    public RecentProject {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(openedAt, "openedAt");
    }
}
