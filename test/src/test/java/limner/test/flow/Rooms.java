package limner.test.flow;

import java.nio.file.Path;
import java.time.Clock;
import limner.app.task.ImmediateTaskRunner;
import limner.app.usecase.Folders;
import limner.app.usecase.Services;
import limner.media.session.SessionOptions;

/// The services of the program with settings, caches and data under one folder, and tasks that are done when they are
/// asked for.
final class Rooms {
    private Rooms() {}

    /// Whoever asks for them closes them.
    static Services of(Path folder) {
        return of(folder, Clock.systemUTC());
    }

    /// With a clock of their own. Whoever asks for them closes them.
    static Services of(Path folder, Clock clock) {
        Path cache = folder.resolve("cache");
        return new Services(
                new Folders(folder.resolve("config"), cache, folder.resolve("data")),
                SessionOptions.usual().withoutPrefetch().withIndexFolder(cache.resolve("index")),
                new ImmediateTaskRunner(),
                clock);
    }
}
