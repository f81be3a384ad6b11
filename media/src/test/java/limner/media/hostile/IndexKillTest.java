package limner.media.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import java.util.stream.Stream;
import limner.media.index.FrameIndex;
import limner.media.session.Clips;
import limner.media.session.Frame;
import limner.media.session.Hollow;
import limner.media.session.MediaSession;
import limner.media.session.Priority;
import limner.media.session.SessionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that indexes, proves and writes cache files, at random moments, again and again on the same cache
/// folder, and opens the same clips afterwards. A kill of the process is not a power cut.
class IndexKillTest {
    private static final Logger LOG = Logger.getLogger(IndexKillTest.class.getName());
    private static final int KILLS = Integer.getInteger("limner.kills", 20);
    private static final int LONGEST_MICROS = 700_000;
    private static final List<String> CLIPS =
            List.of("open_gop.mp4", "vfr.mkv", "wrap.ts", "damaged.mkv", "whole.mp4", "intra_refresh.mp4");

    @TempDir
    Path folder;

    @Test
    void reopeningIsRightAfterAKillAtAnyMoment() throws Exception {
        long seed = Long.getLong("limner.seed", System.nanoTime());
        LOG.info("kills while indexing: seed " + seed);
        Random random = new Random(seed);
        Map<String, FrameIndex> right = new LinkedHashMap<>();
        for (String clip : CLIPS) {
            right.put(clip, proved(clip, folder.resolve("undisturbed")));
        }
        Path cache = Files.createDirectories(folder.resolve("killed"));
        int proofs = 0;
        int parts = 0;
        int found = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            proofs += indexUntilKilled(cache, random);
            try (Stream<Path> files = Files.list(cache)) {
                List<String> names = files.map(Path::toString).toList();
                parts += (int)
                        names.stream().filter(name -> name.endsWith(".part")).count();
                found += names.isEmpty() ? 0 : 1;
            }
            String clip = CLIPS.get(random.nextInt(CLIPS.size()));
            assertOpensRight(clip, Objects.requireNonNull(right.get(clip)), cache, "kill " + kill + ", seed " + seed);
        }
        for (String clip : CLIPS) {
            assertOpensRight(clip, Objects.requireNonNull(right.get(clip)), cache, "after all, seed " + seed);
        }
        LOG.info("kills while indexing: " + KILLS + " kills, " + proofs + " proofs before them, " + parts
                + " half-written files left, the cache was not empty " + found + " times");
        assertTrue(proofs > 0, "the killed processes did work: " + proofs);
    }

    /// Numbers that were in use stay, also where the proof that the killed process was at contradicts them.
    @Test
    void aKillInTheMiddleOfTheProvingPassChangesNoNumberThatWentOut() throws Exception {
        Path hollow = Hollow.in(folder);
        for (int wanted : new int[] {Hollow.BROKEN + 5, 3, Hollow.COUNT - 1}) {
            Path cache = Files.createDirectories(folder.resolve("proving" + wanted));
            String shown = shownBeforeTheKill(cache, hollow, wanted);
            try (MediaSession session =
                    MediaSession.open(hollow, SessionOptions.usual().withIndexFolder(cache))) {
                FrameIndex proof = session.proved().get(60, TimeUnit.SECONDS);
                assertEquals(Hollow.COUNT, proof.count());
                assertTrue(proof.isHole(Hollow.BROKEN), "what the killed process may have shown keeps its number");
                try (Frame frame = session.frame(wanted, Priority.NOW).get(60, TimeUnit.SECONDS)) {
                    assertEquals(shown, Integer.toHexString(frame.picture().checksum()), "frame " + wanted);
                }
            }
            try (Stream<Path> files = Files.list(cache)) {
                assertEquals(1, files.count(), "the proof took the place of the provisional index");
            }
        }
    }

    private String shownBeforeTheKill(Path cache, Path clip, int wanted) throws Exception {
        Process process = ChildMachine.start(
                Prover.class,
                96,
                folder.resolve("errors.txt").toFile(),
                cache.toString(),
                clip.toString(),
                Integer.toString(wanted));
        try (BufferedReader lines = process.inputReader()) {
            String line = String.valueOf(lines.readLine());
            assertTrue(line.startsWith("shown ") && line.endsWith(" false"), () -> line + errors());
            return line.split(" ")[1];
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private static FrameIndex proved(String clip, Path cache) throws Exception {
        try (MediaSession session =
                MediaSession.open(Clips.clip(clip), SessionOptions.usual().withIndexFolder(cache))) {
            return session.proved().get(60, TimeUnit.SECONDS);
        }
    }

    private static void assertOpensRight(String clip, FrameIndex right, Path cache, String where) throws Exception {
        SessionOptions options = SessionOptions.usual().withIndexFolder(cache).withoutPrefetch();
        try (MediaSession session = MediaSession.open(Clips.clip(clip), options)) {
            FrameIndex first = session.index().get(60, TimeUnit.SECONDS);
            int middle = right.count() / 2;
            for (int n : new int[] {middle, 0, right.count() - 1}) {
                try (Frame frame = session.frame(n, Priority.NOW).get(60, TimeUnit.SECONDS)) {
                    assertEquals(right.checksum(n), frame.picture().checksum(), clip + " " + n + ", " + where);
                }
            }
            FrameIndex proof = session.proved().get(60, TimeUnit.SECONDS);
            assertEquals(right.count(), first.count(), clip + ", " + where);
            assertEquals(right.count(), proof.count(), clip + ", " + where);
            for (int n = 0; n < right.count(); n++) {
                assertEquals(right.checksum(n), proof.checksum(n), clip + " " + n + ", " + where);
                assertEquals(right.pts(n), proof.pts(n), clip + " " + n + ", " + where);
            }
        }
    }

    /// How many proofs were finished before the kill.
    private int indexUntilKilled(Path cache, Random random) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(cache.toString(), Long.toString(random.nextLong())));
        CLIPS.forEach(clip -> arguments.add(Clips.clip(clip).toString()));
        Process process = ChildMachine.start(
                Indexer.class, 96, folder.resolve("errors.txt").toFile(), arguments.toArray(String[]::new));
        try (BufferedReader lines = process.inputReader()) {
            assertEquals("ready", lines.readLine(), () -> errors());
            // The moment of the kill is what this test is about, so it waits for nothing but the clock.
            long end = System.nanoTime() + random.nextInt(LONGEST_MICROS) * 1000L;
            Thread killer = Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < end) {
                    LockSupport.parkNanos(end - System.nanoTime());
                }
                // By its handle: the process's own method would also close the pipe we still read from.
                process.toHandle().destroyForcibly();
            });
            int proofs = (int)
                    lines.lines().filter(line -> line.startsWith("proved ")).count();
            killer.join();
            return proofs;
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors.txt"));
        } catch (IOException e) {
            return "nothing on its error stream";
        }
    }
}
