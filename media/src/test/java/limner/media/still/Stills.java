package limner.media.still;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/// The module's own small pictures.
public final class Stills {
    private Stills() {}

    /// The folder with the pictures, and with what another program found in them.
    public static Path folder() {
        URL known = Objects.requireNonNull(Stills.class.getResource("/limner/media/still/truth.json"));
        try {
            return Objects.requireNonNull(Path.of(known.toURI()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// One of them.
    public static Path file(String name) {
        return folder().resolve(name);
    }
}
