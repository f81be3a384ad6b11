package limner.test.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import limner.model.command.Command;
import limner.model.geometry.Shape;
import limner.model.id.ActorId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.Verification;
import limner.model.store.sqlite.SqliteProjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills an annotating process at random moments, again and again on the same project, and looks for what it was told
/// is safe. A kill of the process is not a power cut; that `synchronous` is FULL, which is for the power cut, is read
/// back by `DurabilityTest`.
final class KillTest {

    private static final int KILLS = 50;
    private static final int CODED = 12;
    private static final int LONGEST_MICROS = 150_000;

    @TempDir
    Path folder;

    private final SqliteProjects projects = new SqliteProjects(Clock.systemUTC());

    @Test
    void whatWasAcknowledgedIsThereAfterAKillAtAnyMoment() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("street.limner");
        MediaId video = prepare(file);
        Map<String, Integer> acknowledged = new LinkedHashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.putAll(workUntilKilled(Annotator.class, file, random));
            String where = "kill " + kill + ", seed " + seed;
            try (ProjectStore store = projects.open(file, Access.WRITE)) {
                assertEveryLabelIsThere(acknowledged, store.load().labelsOf(video), where);
            }
        }
        try (ProjectStore store = projects.open(file, Access.WRITE)) {
            Verification verification = store.verify();
            assertTrue(verification.holds(), () -> verification.faults() + ", seed " + seed);
        }
        System.out.println("KillTest: " + acknowledged.size() + " acknowledged edits outlived " + KILLS + " kills");
        assertTrue(acknowledged.size() > KILLS, "the killed processes did work: " + acknowledged.size() + " edits");
    }

    @Test
    void anEventThatIsOpenWhenTheProgramIsKilledIsNotLost() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KillTest: events, seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("coded.limner");
        MediaId video = prepare(file);
        Map<String, Integer> acknowledged = new LinkedHashMap<>();
        for (int kill = 0; kill < CODED; kill++) {
            acknowledged.putAll(workUntilKilled(Coder.class, file, random));
            String where = "kill " + kill + ", seed " + seed;
            try (ProjectStore store = projects.open(file, Access.WRITE)) {
                Map<IntervalId, IntervalEvent> found =
                        store.load().labelsOf(video).intervals();
                acknowledged.forEach((id, frame) -> {
                    IntervalEvent event = found.get(IntervalId.of(id));
                    assertTrue(
                            event != null && event.range().contains(frame),
                            () -> id + ", begun at " + frame + ", is " + event + " after " + where);
                });
            }
        }
        try (ProjectStore store = projects.open(file, Access.WRITE)) {
            Verification verification = store.verify();
            assertTrue(verification.holds(), () -> verification.faults() + ", seed " + seed);
        }
        assertTrue(acknowledged.size() > CODED, "the killed processes did work: " + acknowledged.size() + " events");
    }

    private static void assertEveryLabelIsThere(Map<String, Integer> acknowledged, MediaLabels found, String where) {
        acknowledged.forEach((id, hash) -> {
            Label label =
                    found.label(LabelId.of(id)).orElseThrow(() -> new AssertionError(id + " is lost after " + where));
            Shape shape = label.keyframes().firstEntry().getValue().shape();
            assertEquals(hash, shape.hashCode(), "the shape of " + id + " after " + where);
        });
    }

    private MediaId prepare(Path file) {
        Media media = new Media(MediaId.random(), "street", "street.mp4", "none", "", 320, 240, 500, 25);
        try (ProjectSession session =
                new ProjectSession(projects.create(file, "Street"), ActorId.random(), Clock.systemUTC())) {
            done(session.edit(new Command.AddMedia(media)).join());
            done(session.edit(new Command.EditClasses(List.of(
                            LabelClass.of(1, "Car", "#e69f00", ClassKind.THING),
                            LabelClass.of(2, "Walk", "#56b4e9", ClassKind.INTERVAL_EVENT),
                            LabelClass.of(3, "Talk", "#009e73", ClassKind.INTERVAL_EVENT),
                            LabelClass.of(4, "Look", "#cc79a7", ClassKind.INTERVAL_EVENT))))
                    .join());
            ProjectState state = session.state();
            assertEquals(1, state.media().size());
        }
        return media.id();
    }

    private static void done(Outcome outcome) {
        assertTrue(outcome instanceof Outcome.Done, outcome::toString);
    }

    private static Map<String, Integer> workUntilKilled(Class<?> program, Path file, Random random) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        file.toString(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Integer> acknowledged = new LinkedHashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            String line;
            do {
                line = Objects.requireNonNull(lines.readLine(), "the process did not start");
                note(line, acknowledged);
            } while (!line.equals("ready"));
            // The moment of the kill is what this test is about, so it waits for nothing but the clock.
            Thread killer = Thread.ofPlatform().start(killAfter(process, random.nextInt(LONGEST_MICROS)));
            lines.lines().forEach(next -> note(next, acknowledged));
            killer.join();
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        return acknowledged;
    }

    private static Runnable killAfter(Process process, int micros) {
        long end = System.nanoTime() + micros * 1000L;
        return () -> {
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            // By its handle: the process's own method would also close the pipe we still read from.
            process.toHandle().destroyForcibly();
        };
    }

    /// A line that the kill cut off says nothing.
    private static void note(String line, Map<String, Integer> acknowledged) {
        String[] words = line.split(" ");
        if (words.length == 3 && words[0].equals("durable") && words[1].length() == 36 && whole(words[2])) {
            acknowledged.put(words[1], Integer.parseInt(words[2]));
        }
    }

    private static boolean whole(String number) {
        return number.matches("-?\\d+");
    }
}
