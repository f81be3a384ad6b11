package limner.media.session;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/// The module's own small clips.
public final class Clips {
    private Clips() {}

    /// The folder with the clips and what another program found in them.
    public static Path folder() {
        URL known = Objects.requireNonNull(Clips.class.getResource("/limner/media/clips/whole.mp4"));
        try {
            return Objects.requireNonNull(Path.of(known.toURI()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One of them.
    public static Path clip(String name) {
        return folder().resolve(name);
    }
}
