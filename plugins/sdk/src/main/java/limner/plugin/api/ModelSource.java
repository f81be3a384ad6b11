package limner.plugin.api;

import java.nio.file.Path;
import java.util.Objects;

/// Where a session takes a model from.
public sealed interface ModelSource {

    /// One that comes with the plugin, by the name its descriptor gives it.
    record Bundled(String name) implements ModelSource {

        public Bundled {
            Objects.requireNonNull(name, "name");
        }
    }

    /// A file of the user's. What belongs to it, such as a card, lies beside it.
    record OnDisk(Path file) implements ModelSource {

        public OnDisk {
            Objects.requireNonNull(file, "file");
        }
    }
}
