package limner.test.flow;

import java.nio.file.Path;

/// The clips that come with the sources.
final class Clips {

    private Clips() {}

    static Path folder() {
        return Path.of(System.getProperty("limner.root", ".."))
                .resolve("app/src/main/sample")
                .toAbsolutePath()
                .normalize();
    }

    /// 300 frames, 960 × 540: an astronaut, a cat, a cup, a rocket.
    static Path gallery() {
        return folder().resolve("gallery.mp4");
    }

    /// 132 frames, 1280 × 720, of a drawn film.
    static Path bunny() {
        return folder().resolve("bunny.mp4");
    }

    /// A clip that the media module is tested with.
    static Path ofMedia(String name) {
        return Path.of(System.getProperty("limner.root", ".."))
                .resolve("media/src/test/resources/limner/media/clips")
                .resolve(name)
                .toAbsolutePath()
                .normalize();
    }
}
