package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class FoldersTest {

    private static final Path CACHE = Path.of("/cache");

    @Test
    void linuxFollowsTheXdgDirectoriesAndIgnoresRelativeOnes() {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", "/x/config", "XDG_DATA_HOME", "relative");
        Folders folders = Folders.of(properties("Linux"), environment, CACHE);
        assertEquals(Path.of("/x/config/limner"), folders.config());
        assertEquals(Path.of("/home/ann/.local/share/limner"), folders.data());
        assertEquals(CACHE, folders.cache());
    }

    @Test
    void macAndWindowsHaveTheirOwnPlaces() {
        assertEquals(
                Path.of("/home/ann/Library/Application Support/Limner"),
                Folders.of(properties("Mac OS X"), Map.of(), CACHE).config());
        assertEquals(
                Path.of("/roaming/Limner"),
                Folders.of(properties("Windows 11"), Map.of("APPDATA", "/roaming"), CACHE)
                        .config());
    }

    @Test
    void aPropertyWinsOverTheEnvironmentAndThatOverTheSystem() {
        Properties properties = properties("Linux");
        Map<String, String> environment = Map.of("LIMNER_CONFIG", "/by/environment", "LIMNER_DATA", "/by/data");
        assertEquals(
                Path.of("/by/environment"),
                Folders.of(properties, environment, CACHE).config());
        assertEquals(
                Path.of("/by/data"), Folders.of(properties, environment, CACHE).data());
        properties.setProperty("limner.config", "/by/property");
        assertEquals(
                Path.of("/by/property"),
                Folders.of(properties, environment, CACHE).config());
    }

    private static Properties properties(String system) {
        Properties properties = new Properties();
        properties.setProperty("os.name", system);
        properties.setProperty("user.home", "/home/ann");
        return properties;
    }
}
