package limner.app.usecase;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import limner.media.source.CacheFolder;
import org.jspecify.annotations.Nullable;

/// Where this user's things are kept. None of the folders need exist yet.
///
/// @param config the profile, the list of recent projects
/// @param cache what can be made again at any time: indexes, unpacked models, the log file
/// @param data projects made for the user, such as the sample
public record Folders(Path config, Path cache, Path data) {

    /// The folders of this process: system properties `limner.config`, `limner.cache` and `limner.data`, else the
    /// environment variables `LIMNER_CONFIG`, `LIMNER_CACHE` and `LIMNER_DATA`, else the system's own places.
    public static Folders ofThisUser() {
        return of(System.getProperties(), System.getenv(), CacheFolder.ofThisUser());
    }

    static Folders of(Properties properties, Map<String, String> environment, Path cache) {
        Path home = Path.of(properties.getProperty("user.home", ".")).toAbsolutePath();
        Places usual = usual(properties, environment, home);
        return new Folders(
                chosen(properties, environment, "limner.config", "LIMNER_CONFIG", usual.config()),
                cache,
                chosen(properties, environment, "limner.data", "LIMNER_DATA", usual.data()));
    }

    private record Places(Path config, Path data) {}

    private static Places usual(Properties properties, Map<String, String> environment, Path home) {
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("mac") || system.contains("darwin")) {
            Path support =
                    home.resolve("Library").resolve("Application Support").resolve("Limner");
            return new Places(support, support.resolve("Data"));
        }
        if (system.contains("win")) {
            String roaming = environment.get("APPDATA");
            Path base =
                    isSet(roaming) ? Path.of(roaming) : home.resolve("AppData").resolve("Roaming");
            return new Places(base.resolve("Limner"), base.resolve("Limner").resolve("Data"));
        }
        return new Places(
                xdg(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("limner"),
                xdg(environment, "XDG_DATA_HOME", home.resolve(".local").resolve("share"))
                        .resolve("limner"));
    }

    /// The XDG base directory specification wants relative values ignored.
    private static Path xdg(Map<String, String> environment, String variable, Path otherwise) {
        String value = environment.get(variable);
        return isSet(value) && Path.of(value).isAbsolute() ? Path.of(value) : otherwise;
    }

    private static Path chosen(
            Properties properties, Map<String, String> environment, String property, String variable, Path otherwise) {
        String first = properties.getProperty(property);
        String second = environment.get(variable);
        if (isSet(first)) {
            return Path.of(first).toAbsolutePath();
        }
        return isSet(second) ? Path.of(second).toAbsolutePath() : otherwise;
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
