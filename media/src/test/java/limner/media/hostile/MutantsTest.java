package limner.media.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Logger;
import java.util.stream.Stream;
import limner.media.session.Clips;
import limner.media.source.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of files broken on purpose, read by processes with little memory that are watched.
///
/// Which pictures damage cannot reach, and in which it can only change the number, is said by [Original], for changes
/// outside the container's own head: that is everything before the first packet, and the table of contents behind the
/// last one. In a file whose head is broken there is nothing to compare with; there it is enough that it is refused or
/// read without harm, and that whatever is shown is what its own index says.
class MutantsTest {
    private static final Logger LOG = Logger.getLogger(MutantsTest.class.getName());

    private static final int COUNT = Integer.getInteger("limner.mutants", 2000);
    private static final int CHILDREN = 2;

    /// Java machine, decoder, and pictures as large as a small file may claim.
    private static final long MOST_MEGABYTES = 900;

    /// Larger files take time and show nothing that small ones do not.
    private static final int LARGEST = 130_000;

    @TempDir
    Path folder;

    @Test
    void noBrokenFileCrashesHangsOrShowsAWrongPictureBeforeItsDamage() throws Exception {
        long seed = Long.getLong("limner.seed", System.nanoTime());
        LOG.info("mutants: seed " + seed);
        List<Original> originals = originals();
        assertTrue(originals.size() >= 15, originals.size() + " originals");
        List<Mutant> mutants = mutants(originals, new Random(seed));
        Tally tally = new Tally();
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(CHILDREN)) {
            List<Future<?>> running = new ArrayList<>();
            for (int child = 0; child < CHILDREN; child++) {
                List<Mutant> share = new ArrayList<>();
                for (int i = child; i < mutants.size(); i += CHILDREN) {
                    share.add(mutants.get(i));
                }
                Path own = folder.resolve("child" + child);
                running.add(pool.submit((Callable<@org.jspecify.annotations.Nullable Void>) () -> {
                    read(share, own, tally);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        LOG.info(String.format("mutants: %s in %.0f s, seed %d", tally, (System.nanoTime() - start) / 1e9, seed));
        assertEquals(List.of(), tally.faults, "seed " + seed);
        assertEquals(COUNT, tally.files);
        assertTrue(tally.read * 2 >= tally.files, tally + ", seed " + seed);
        assertTrue(tally.compared > tally.files, "the pictures before the damage were looked at: " + tally);
        for (Mutation kind : Mutation.values()) {
            assertTrue(tally.readOf(kind) > 0, "none of kind " + kind + " could be read, seed " + seed);
        }
    }

    /// Something put into the index behind the pictures of an AVI moves what it says of all of them: FFmpeg finds nine
    /// of
    /// these forty.
    @Test
    void damageInATableOfContentsReachesAllPictures() throws IOException {
        Original original = Original.read(Clips.folder().resolve("b_frames.avi"));
        Mutant mutant = Mutant.of(original, Mutation.PUT_IN, 2539880342945382926L);
        int first = Arrays.mismatch(original.bytes(), mutant.bytes());
        assertTrue(first > original.tail()
                && original.tail() > original.positions().getLast());
        assertEquals(0, mutant.untouched());
    }

    /// @param untouched number of packets before the damage
    private record Mutant(Original of, Mutation kind, long seed, byte[] bytes, int untouched) {
        static Mutant of(Original original, Mutation kind, long seed) {
            byte[] bytes = kind.apply(original.bytes(), new Random(seed));
            int first = Arrays.mismatch(original.bytes(), bytes);
            if (first < 0) {
                return new Mutant(original, kind, seed, bytes, Integer.MAX_VALUE);
            }
            int untouched = touchesTail(original, bytes) ? 0 : original.untouchedPackets(first);
            return new Mutant(original, kind, seed, bytes, untouched);
        }

        private static boolean touchesTail(Original original, byte[] bytes) {
            int from = original.tail();
            int length = original.bytes().length - from;
            return length > 0
                    && (bytes.length < length
                            || !Arrays.equals(
                                    original.bytes(),
                                    from,
                                    original.bytes().length,
                                    bytes,
                                    bytes.length - length,
                                    bytes.length));
        }

        String name() {
            return kind + "-" + seed + "-" + of.name();
        }
    }

    private List<Original> originals() throws IOException {
        List<Path> files = new ArrayList<>(small(Clips.folder()));
        files.addAll(small(Clips.folder().resolveSibling("still")));
        Path shared = Path.of(System.getProperty("limner.media", "../../shared/media"));
        if (Files.isDirectory(shared)) {
            files.addAll(small(shared));
        } else {
            LOG.info("mutants: the shared media are left out, " + shared + " is not there");
        }
        List<Original> whole = new ArrayList<>();
        for (Path file : files) {
            try {
                whole.add(Original.read(file));
            } catch (MediaException e) {
                LOG.fine(() -> file + " is left out: " + e.getMessage());
            }
        }
        return whole;
    }

    private static List<Path> small(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found = new ArrayList<>();
            for (Path file : all.sorted().toList()) {
                if (Files.isRegularFile(file)
                        && !file.toString().endsWith(".json")
                        && Files.size(file) < LARGEST
                        && Files.size(file) > 64) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    /// As many of each kind, over all originals; every fifth is a still picture.
    private static List<Mutant> mutants(List<Original> originals, Random random) {
        List<Mutant> all = new ArrayList<>();
        List<Original> pictures = originals.stream().filter(Original::isPicture).toList();
        List<Original> videos =
                originals.stream().filter(each -> !each.isPicture()).toList();
        for (int i = 0; i < COUNT; i++) {
            Mutation kind = Mutation.values()[i % Mutation.values().length];
            List<Original> from = i % 5 == 4 ? pictures : videos;
            Original original = from.get((i / Mutation.values().length) % from.size());
            all.add(Mutant.of(original, kind, random.nextLong() >>> 1));
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static void read(List<Mutant> mutants, Path own, Tally tally) throws IOException {
        Files.createDirectories(own);
        int started = 0;
        ChildReader child = ChildReader.start(own.resolve("0"));
        try {
            for (Mutant mutant : mutants) {
                String name = mutant.of.name();
                Path file = Files.write(own.resolve("mutant" + name.substring(name.lastIndexOf('.'))), mutant.bytes);
                tally.note(mutant, child.ask(file));
                if (!child.isAlive() || tally.isHung(mutant)) {
                    child.close();
                    Files.write(Path.of("target").resolve(mutant.name()), mutant.bytes);
                    child = ChildReader.start(own.resolve(Integer.toString(++started)));
                }
            }
            tally.end(child);
        } finally {
            child.close();
        }
    }

    /// What came of it.
    private static final class Tally {
        private final List<String> faults = new ArrayList<>();
        private final Map<Mutation, Integer> readable = new EnumMap<>(Mutation.class);
        private final List<Mutant> hung = new ArrayList<>();
        private int files;
        private int read;
        private int refused;
        private int compared;
        private int unreached;
        private long mostMegabytes;

        synchronized void note(Mutant mutant, String answer) {
            files++;
            String[] words = answer.split(" ");
            switch (words[0]) {
                case "read" -> {
                    read++;
                    readable.merge(mutant.kind, 1, Integer::sum);
                    compare(mutant, words);
                }
                case "refused" -> {
                    refused++;
                    if (!answer.contains("mutant.")) {
                        faults.add(mutant.name() + ": the refusal does not name the file: " + answer);
                    }
                }
                default -> {
                    faults.add(mutant.name() + ": " + answer);
                    if (words[0].equals("hang")) {
                        hung.add(mutant);
                    }
                }
            }
        }

        private void compare(Mutant mutant, String[] words) {
            int count = Integer.parseInt(words[3]);
            unreached += Math.min(Victim.MOST_LOOKED_AT, count) - Integer.parseInt(words[2]);
            List<Original.Shown> whole = mutant.of.shown();
            int sound = mutant.of.picturesBefore(mutant.untouched);
            if (!words[1].equals("-") && sound > Victim.EARLY) {
                compared++;
                if (checksum(words[1]) != whole.get(Victim.EARLY).checksum()) {
                    faults.add(mutant.name() + ": the picture handed out early is wrong before the damage");
                }
            }
            if (count < sound) {
                faults.add(mutant.name() + ": only " + count + " of " + sound + " pictures before the damage");
            }
            for (int n = 0; n < count; n++) {
                int colon = words[4 + n].indexOf(':');
                int packet = Integer.parseInt(words[4 + n].substring(0, colon));
                int checksum = checksum(words[4 + n].substring(colon + 1));
                if (n < sound) {
                    compared++;
                    if (checksum != whole.get(n).checksum()) {
                        faults.add(mutant.name() + ": picture " + n + " is wrong before the damage, which begins after "
                                + sound + " pictures");
                        return;
                    }
                } else if (!mutant.of.mayShow(packet, checksum, mutant.untouched)) {
                    faults.add(mutant.name() + ": picture " + n + " from packet " + packet
                            + " is not what that packet shows, although damage begins in packet " + mutant.untouched);
                    return;
                }
            }
        }

        private static int checksum(String word) {
            return Integer.parseUnsignedInt(word, 16);
        }

        synchronized boolean isHung(Mutant mutant) {
            return hung.contains(mutant);
        }

        synchronized void end(ChildReader child) throws IOException {
            mostMegabytes = Math.max(mostMegabytes, child.mostMegabytes());
            if (mostMegabytes > MOST_MEGABYTES) {
                faults.add("a child held " + mostMegabytes + " MiB");
            }
            String said = child.complaints();
            if (!said.isBlank()) {
                faults.add("on the error stream: " + said.substring(0, Math.min(500, said.length())));
            }
        }

        int readOf(Mutation kind) {
            return readable.getOrDefault(kind, 0);
        }

        @Override
        public synchronized String toString() {
            return files + " files, " + read + " read in part or whole, " + refused + " refused, " + compared
                    + " pictures before the damage compared, " + unreached + " of those asked for not reached, at most "
                    + mostMegabytes + " MiB, " + faults.size() + " faults; readable of each kind " + readable;
        }
    }
}
