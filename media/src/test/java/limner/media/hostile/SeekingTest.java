package limner.media.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;
import limner.media.session.Clips;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Hours of seeking leave nothing behind. By default some seconds of it; `-Dlimner.soak=3600` for an hour.
class SeekingTest {
    private static final Logger LOG = Logger.getLogger(SeekingTest.class.getName());
    private static final long SECONDS = Long.getLong("limner.soak", 18);

    /// What a plateau may waver by: the Java heap, and the allocator's pools for each thread.
    private static final long WAVER_MEGABYTES = 48;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void thousandsOfSeeksInManyFilesGrowNothing() throws Exception {
        long seed = Long.getLong("limner.seed", System.nanoTime());
        LOG.info("seeking: seed " + seed);
        List<String> arguments = new ArrayList<>(
                List.of(folder.resolve("index").toString(), Long.toString(seed), Long.toString(SECONDS)));
        for (String clip : List.of(
                "open_gop.mp4", "vfr.mkv", "wrap.ts", "b_frames.avi", "odd.webm", "interlaced.mpg", "raw.h264")) {
            arguments.add(Clips.clip(clip).toString());
        }
        Path shared = Path.of(System.getProperty("limner.media", "../shared/media"));
        for (String large : List.of("h264_gop250_b3.mp4", "vp9_altref.webm")) {
            if (Files.exists(shared.resolve(large))) {
                arguments.add(shared.resolve(large).toAbsolutePath().toString());
            }
        }
        Path errors = folder.resolve("errors.txt");
        Process process = ChildMachine.start(Seeker.class, 64, errors.toFile(), arguments.toArray(String[]::new));
        List<Long> held = new ArrayList<>();
        try (BufferedReader lines = process.inputReader();
                Stream<String> rounds = lines.lines()) {
            rounds.forEach(line -> {
                String[] words = line.split(" ");
                assertEquals("round", words[0], line);
                assertEquals("0", words[1], "native handles are left, seed " + seed);
                assertEquals("0", words[2], "wrong pictures, seed " + seed);
                held.add(Long.parseLong(words[3]));
            });
            assertEquals(0, process.waitFor(), "seed " + seed);
        } finally {
            process.destroyForcibly();
        }
        assertEquals("", Files.readString(errors));
        assertTrue(held.size() >= 2, "rounds: " + held.size());
        LOG.info("seeking: " + held.size() + " rounds of 1500, MiB held after each: " + held);
        // The first round pays for loading, compiling and the first pool of pictures.
        long early = held.subList(1, Math.max(2, held.size() / 3)).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        long late = held.subList(held.size() / 2, held.size()).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        assertTrue(late <= early + WAVER_MEGABYTES, early + " MiB, then " + late + ", seed " + seed);
    }
}
