package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import limner.model.geometry.Mask;
import limner.model.id.LabelId;
import limner.model.label.Label;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.Verification;
import limner.model.store.sqlite.SqliteProjects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Kills the desk with the button of the pointer down in the middle of a stroke, and as it is let go.
final class StrokeKillTest {

    private static final int HUNG_MINUTES = 5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pressed", "released"})
    void aStrokeThatIsKilledIsWholeOrNothingAndThoseBeforeItStay(String when) throws Exception {
        Path home = Files.createDirectory(folder.resolve(when));
        Map<LabelId, Integer> told = paintUntilKilled(home, when);
        assertEquals(PressedBrush.STROKES, told.size(), "it painted before");
        try (ProjectStore store =
                new SqliteProjects(Clock.systemUTC()).open(home.resolve("work.limner"), Access.WRITE)) {
            ProjectState state = store.load();
            MediaLabels found = state.labelsOf(state.mediaInOrder().getFirst().id());
            told.forEach((id, shape) -> {
                Label label = found.label(id).orElseThrow(() -> new AssertionError(id + " is lost"));
                assertEquals(shape, label.at(0).orElseThrow().shape().hashCode(), "the shape of " + id);
            });
            int more = found.labels().size() - told.size();
            assertTrue(more == 0 || more == 1 && when.equals("released"), () -> more + " labels nobody let go of");
            found.labelsInOrder().stream().skip(told.size()).forEach(l -> {
                Mask mask = (Mask) l.at(0).orElseThrow().shape();
                assertFalse(mask.rle().isEmpty());
                assertTrue(mask.rle().bounds().orElseThrow().width() > 120, "the whole stroke");
            });
            Verification verification = store.verify();
            assertTrue(verification.holds(), () -> verification.faults().toString());
        }
    }

    private static Map<LabelId, Integer> paintUntilKilled(Path home, String when) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-Dglass.platform=Headless",
                        "-Dprism.order=sw",
                        "-Djava.awt.headless=true",
                        "-Dlimner.root=" + System.getProperty("limner.root", ".."),
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PressedBrush.class.getName(),
                        home.toString(),
                        when))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // One that says and does nothing would keep the test for ever.
        CompletableFuture.delayedExecutor(HUNG_MINUTES, TimeUnit.MINUTES)
                .execute(() -> process.toHandle().destroyForcibly());
        Map<LabelId, Integer> told = new LinkedHashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            String line;
            do {
                line = Objects.requireNonNull(
                        lines.readLine(), "the desk ended, or was ended as hung, before it was ready");
                String[] words = line.split(" ");
                if (words.length == 3 && words[0].equals("durable")) {
                    told.put(LabelId.of(words[1]), Integer.parseInt(words[2]));
                }
            } while (!line.equals("ready"));
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        return told;
    }
}
