package limner.media.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Logger;
import java.util.stream.Stream;
import limner.media.ffmpeg.FfmpegJpeg;
import limner.media.proxy.ProxyStore;
import limner.media.proxy.ScreenPixels;
import limner.media.proxy.Squares;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills processes that keep pictures, two at a time in the same folder, and looks what they left.
final class ProxyKillTest {
    private static final Logger LOG = Logger.getLogger(ProxyKillTest.class.getName());
    private static final int ROUNDS = Integer.getInteger("limner.kills", 6);
    private static final long BYTES = 2 << 20;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatKilledProcessesLeaveIsRightOrPassedOver() throws Exception {
        long seed = Long.getLong("limner.seed", System.nanoTime());
        LOG.info("kills while keeping pictures: seed " + seed);
        Random random = new Random(seed);
        Path cache = folder.resolve("pictures");
        int acknowledged = 0;
        int found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Process> both = new ArrayList<>();
            List<Integer> told = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                both.add(ChildMachine.start(
                        Hoarder.class,
                        64,
                        folder.resolve("errors" + i).toFile(),
                        cache.toString(),
                        Long.toString(BYTES),
                        Integer.toString(random.nextInt(40_000))));
            }
            for (Process process : both) {
                try (BufferedReader lines = process.inputReader()) {
                    int enough = 1 + random.nextInt(200);
                    for (int i = 0; i < enough; i++) {
                        String line = lines.readLine();
                        assertTrue(line != null, () -> errors());
                        told.add(Integer.parseInt(line));
                    }
                    process.toHandle().destroyForcibly();
                } finally {
                    process.destroyForcibly();
                    process.waitFor();
                }
            }
            try (ProxyStore store = new ProxyStore(cache, FfmpegJpeg::new)) {
                store.setBytes(BYTES);
                store.refresh();
                acknowledged += told.size();
                for (int n = 0; n < 40_000; n++) {
                    Optional<ScreenPixels> pixels = store.get(Hoarder.key(n));
                    if (pixels.isPresent()) {
                        assertEquals(n, Squares.read(pixels.get()), "round " + round + ", seed " + seed);
                        found++;
                    }
                }
                // Both count at the same time, so each may be one picture ahead of the other's count.
                assertTrue(store.used() <= BYTES + 10_000, "used: " + store.used());
                store.put(Hoarder.key(40_001), Squares.of(40_001), 64, 64);
                assertTrue(store.get(Hoarder.key(40_001)).isPresent());
            }
        }
        LOG.info("kills while keeping pictures: " + 2 * ROUNDS + " kills, " + acknowledged + " pictures told of, "
                + found + " found afterwards, all right; " + files(cache) + " segments");
        assertTrue(found > 0);
    }

    private static long files(Path cache) throws Exception {
        try (Stream<Path> files = Files.list(cache)) {
            return files.count();
        }
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors0")) + Files.readString(folder.resolve("errors1"));
        } catch (java.io.IOException e) {
            return "nothing on their error streams";
        }
    }
}
