package limner.test.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is shipped is named, with its version, on the page of third-party notices.
final class NoticesTest {
    /// Libraries that only tests use; everything else on the class path goes out with the program.
    private static final Pattern TESTS_ONLY = Pattern.compile(
            "(junit|opentest4j|apiguardian|archunit|jmh|jopt-simple|commons-math3|surefire|testfx|hamcrest|assertj).*");

    private static final Pattern JAR =
            Pattern.compile("([A-Za-z][A-Za-z0-9-]*?)-([0-9][^/]*?)(-(linux|win|mac)[a-z0-9_-]*)?\\.jar");

    @Test
    void everyLibraryShippedIsNamedWithItsVersion() {
        var page = Repository.read(Repository.here().root().resolve("installers/THIRD-PARTY.md"));
        var unnamed = new TreeSet<String>();
        var seen = 0;
        for (var entry : Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator))) {
            var name = Path.of(entry).getFileName().toString();
            var jar = JAR.matcher(name);
            if (!jar.matches()
                    || name.startsWith("limner-")
                    || TESTS_ONLY.matcher(name).matches()) {
                continue;
            }
            seen++;
            for (var part : jar.group(2).split("-")) {
                if (!page.contains(part)) {
                    unnamed.add(name);
                }
            }
        }
        assertTrue(seen > 15, "the libraries are on the class path: " + seen);
        assertEquals(List.of(), List.copyOf(unnamed));
    }
}
