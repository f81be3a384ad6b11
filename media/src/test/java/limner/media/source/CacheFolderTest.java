package limner.media.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
    private static Path of(String system, Map<String, String> environment, String property) {
        Properties properties = new Properties();
        properties.setProperty("os.name", system);
        properties.setProperty("user.home", "/home/ann");
        if (!property.isEmpty()) {
            properties.setProperty("limner.cache", property);
        }
        return CacheFolder.of(properties, environment);
    }

    @Test
    void thePropertyWinsThenTheVariableThenTheSystemsOwnPlace() {
        Map<String, String> variable = Map.of("LIMNER_CACHE", "/var/b", "XDG_CACHE_HOME", "/var/c");
        assertEquals(Path.of("/var/a"), of("Linux", variable, "/var/a"));
        assertEquals(Path.of("/var/b"), of("Linux", variable, ""));
        assertEquals(Path.of("/var/c/limner"), of("Linux", Map.of("XDG_CACHE_HOME", "/var/c"), ""));
        assertEquals(Path.of("/home/ann/.cache/limner"), of("Linux", Map.of("XDG_CACHE_HOME", "relative"), ""));
        assertEquals(Path.of("/home/ann/Library/Caches/Limner"), of("Mac OS X", Map.of(), ""));
        assertEquals(Path.of("/local/Limner/Cache"), of("Windows 11", Map.of("LOCALAPPDATA", "/local"), ""));
    }

    @Test
    void theDigestOfAWholeFileTellsProgressAndCanBeCancelled(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("abc"), "abc");
        List<Double> told = new ArrayList<>();
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                ContentDigest.sha256(file, told::add, new Cancellation()));
        assertEquals(1.0, told.getLast());
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        assertThrows(MediaException.Cancelled.class, () -> ContentDigest.sha256(file, told::add, cancelled));
    }
}
