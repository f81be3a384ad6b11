package limner.plugin.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import limner.plugin.api.PluginApi;
import limner.plugin.api.PluginDescriptor;
import limner.plugin.api.PreLabelSession;
import limner.plugin.api.PreLabeler;
import limner.plugin.api.SessionRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogTest {

    @TempDir
    private Path folder;

    /// Found by the service loader.
    public static final class Good implements PreLabeler {
        @Override
        public PluginDescriptor describe() {
            return TestPlugins.descriptor("test.good", PluginApi.VERSION);
        }

        @Override
        public PreLabelSession open(SessionRequest request) {
            throw new UnsupportedOperationException("never opened here");
        }
    }

    /// Made for a host of the future.
    public static final class Later implements PreLabeler {
        @Override
        public PluginDescriptor describe() {
            return TestPlugins.descriptor("test.later", PluginApi.VERSION + 1);
        }

        @Override
        public PreLabelSession open(SessionRequest request) {
            throw new UnsupportedOperationException("never opened here");
        }
    }

    /// Cannot even say its name.
    public static final class Speechless implements PreLabeler {
        @Override
        public PluginDescriptor describe() {
            throw new IllegalStateException("no words");
        }

        @Override
        public PreLabelSession open(SessionRequest request) {
            throw new UnsupportedOperationException("never opened here");
        }
    }

    @Test
    void goodPluginsAreFoundAndTheOthersAreNamed() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(
                services.resolve("limner.plugin.api.PreLabeler"),
                List.of(
                        Later.class.getName(),
                        "limner.plugin.host.Vanished",
                        Speechless.class.getName(),
                        Good.class.getName()));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            PluginCatalog catalog = new PluginCatalog(List.of(new ServicePlugins(loader)));

            assertEquals(
                    List.of("test.good"),
                    catalog.plugins().stream().map(p -> p.descriptor().id()).toList());
            assertEquals(3, catalog.problems().size());
            assertTrue(catalog.problems().get(0).contains("A newer program may run it."));
            assertTrue(catalog.problems().get(1).contains("Vanished"));
            assertTrue(catalog.problems().get(2).contains("Speechless"));
        }
    }

    @Test
    void theFirstOfTwoPluginsWithOneIdIsTaken() {
        Plugin first = TestPlugins.looking((_, _) -> List.of());
        Plugin second = TestPlugins.looking((_, _) -> List.of());

        PluginCatalog catalog = new PluginCatalog(
                List.of(() -> List.of(new PluginFinding.Found(first)), () -> List.of(new PluginFinding.Found(second))));

        assertEquals(first, catalog.find("test.plugin").orElseThrow());
        assertEquals(1, catalog.problems().size());
        assertTrue(catalog.find("test.other").isEmpty());
    }
}
