package limner.media.source;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where things that can be made again are kept for this user.
public final class CacheFolder {
    private CacheFolder() {}

    /// The folder for this process: system property `limner.cache`, else environment variable `LIMNER_CACHE`, else the
    /// system's own place for caches. The folder need not exist yet.
    public static Path ofThisUser() {
        return of(System.getProperties(), System.getenv());
    }

    static Path of(Properties properties, Map<String, String> environment) {
        String chosen = firstSet(properties.getProperty("limner.cache"), environment.get("LIMNER_CACHE"));
        if (chosen != null) {
            return Path.of(chosen).toAbsolutePath();
        }
        Path home = Path.of(properties.getProperty("user.home", ".")).toAbsolutePath();
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("win") && !system.contains("darwin")) {
            String local = firstSet(environment.get("LOCALAPPDATA"), null);
            Path base = local == null ? home.resolve("AppData").resolve("Local") : Path.of(local);
            return base.resolve("Limner").resolve("Cache");
        }
        if (system.contains("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("Limner");
        }
        String xdg = firstSet(environment.get("XDG_CACHE_HOME"), null);
        boolean usable = xdg != null && Path.of(xdg).isAbsolute();
        return (usable ? Path.of(xdg) : home.resolve(".cache")).resolve("limner");
    }

    private static @Nullable String firstSet(@Nullable String a, @Nullable String b) {
        if (a != null && !a.isBlank()) {
            return a;
        }
        return b != null && !b.isBlank() ? b : null;
    }
}
