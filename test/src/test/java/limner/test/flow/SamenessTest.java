package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two releases of one project by two processes are the same bytes, wherever and whenever they are made.
final class SamenessTest {

    @TempDir
    Path folder;

    @Test
    void twoProcessesWithOtherLocaleAndTimeZoneWriteTheSameBytesAndAFlippedOneIsNamed() throws Exception {
        Path project = folder.resolve("walk.limner");
        Limner here = new Limner(folder.resolve("here"))
                .with("LC_ALL", "C.UTF-8")
                .with("TZ", "UTC")
                .java("-Duser.language=en")
                .java("-Duser.country=US");
        expectFine(here.run("import", project, Clips.gallery(), Clips.bunny()));
        expectFine(here.run("prelabel", project, "--every", "40", "--threshold", "0.3"));
        expectFine(here.run("accept", project, "--threshold", "0.35", "--done"));
        expectFine(here.run("release", project, "--out", folder.resolve("first")));
        Limner there = new Limner(folder.resolve("there"))
                .with("LC_ALL", "C")
                .with("TZ", "Asia/Kathmandu")
                .java("-Duser.language=ar")
                .java("-Duser.country=EG")
                .java("-Duser.extensions=u-nu-arab")
                .java("-Duser.timezone=Pacific/Auckland");
        expectFine(there.run("release", project, "--out", folder.resolve("second")));
        Contents first = Contents.of(folder.resolve("first"));
        assertEquals(first, Contents.of(folder.resolve("second")));
        assertTrue(first.files().size() > 15, "the release holds pictures");

        expectFine(there.run("verify", folder.resolve("second"), "--video", Clips.gallery(), "--video", Clips.bunny()));
        flipOneByteInTurn(there, folder.resolve("second"), first);
    }

    /// In every annotation, every table and a few of the pictures.
    private static void flipOneByteInTurn(Limner limner, Path release, Contents whole)
            throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("SamenessTest: seed " + seed);
        Random random = new Random(seed);
        List<String> chosen = new ArrayList<>();
        int pictures = 0;
        for (Map.Entry<String, String> file : whole.files().entrySet()) {
            boolean folder = file.getValue().isEmpty();
            boolean picture = file.getKey().endsWith(".png");
            if (!folder && (!picture || pictures++ < 2)) {
                chosen.add(file.getKey());
            }
        }
        for (String name : chosen) {
            Path file = release.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            Limner.Run run = limner.run("verify", release);
            String where = name + ", byte " + at + ", seed " + seed;
            assertEquals(1, run.exit(), where + ": " + run.out() + run.err());
            assertTrue(run.out().contains(name), where + ": " + run.out());
            bytes[at] = Files.readAllBytes(release.resolveSibling("first").resolve(name))[at];
            Files.write(file, bytes);
        }
        expectFine(limner.run("verify", release));
    }

    private static void expectFine(Limner.Run run) {
        assertEquals(0, run.exit(), () -> run.out() + run.err());
    }
}
