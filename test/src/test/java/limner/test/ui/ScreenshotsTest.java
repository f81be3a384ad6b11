package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pictures of the desk at work, to be looked at in `test/target/screenshots`, and measures of what can be measured:
/// contrast, whole texts, sizes of what is clicked, the picture's share of the window (DESK.md 10).
///
/// The headless screen of JavaFX is 1000 pixels wide. Larger windows, and screens at 150, 200 and 300 %, are pictured
/// by processes of their own under Xvfb, where that is installed.
final class ScreenshotsTest {

    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyStateOfTheDeskIsReadableAndWholeInASmallWindow() {
        assertEquals(List.of(), Gallery.walk(folder, 1000, 760, "-small", PICTURES));
    }

    @ParameterizedTest(name = "{0} × {1} at scale {2}, {4}")
    @CsvSource({
        "1920, 1080, 1, '', en",
        "1280, 720, 1, -1280, en",
        "1280, 720, 1.5, -150-percent, en",
        "1280, 720, 2, -200-percent, en",
        "1280, 720, 3, -300-percent, en",
        "1280, 720, 1, -german, de"
    })
    void everyStateOfTheDeskIsReadableAndWholeOnALargeScreen(
            int width, int height, double scale, String suffix, String language) throws Exception {
        assumeTrue(hasXvfb(), "left out: windows larger than the headless screen, since Xvfb is not installed");
        Process server = new ProcessBuilder(
                        "Xvfb",
                        "-displayfd",
                        "1",
                        "-screen",
                        "0",
                        Math.round(width * scale) + "x" + Math.round(height * scale) + "x24",
                        "-nolisten",
                        "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = server.inputReader(StandardCharsets.US_ASCII)) {
            String number = out.readLine();
            assertTrue(number != null, "Xvfb started");
            Path work = folder.resolve("work");
            Process desk = desk(work, width, height, scale, suffix, language, ":" + number);
            try {
                assertTrue(desk.waitFor(8, TimeUnit.MINUTES), () -> "the desk came to an end: " + log(work));
                assertEquals(0, desk.exitValue(), () -> log(work));
                assertEquals(List.of(), Files.readAllLines(work.resolve("faults.txt")));
            } finally {
                desk.destroyForcibly();
            }
        } finally {
            server.destroy();
        }
    }

    private static Process desk(
            Path work, int width, int height, double scale, String suffix, String language, String display)
            throws IOException {
        Files.createDirectories(work);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dprism.order=sw",
                "-Dglass.gtk.uiScale=" + scale,
                "-Duser.language=" + language,
                "-Djava.awt.headless=true"));
        Stream.of("limner.root", "limner.sample", "limner.models")
                .filter(name -> System.getProperty(name) != null)
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Gallery.class.getName(),
                Integer.toString(width),
                Integer.toString(height),
                suffix,
                PICTURES.toString(),
                work.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("log.txt").toFile());
        builder.environment().put("DISPLAY", display);
        return builder.start();
    }

    private static String log(Path work) {
        try {
            return Files.readString(work.resolve("log.txt"));
        } catch (IOException e) {
            return "there is no log";
        }
    }

    private static boolean hasXvfb() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "Xvfb")));
    }
}
