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
import limner.media.index.FrameIndex;
import limner.media.session.Clips;
import limner.media.session.FramesProtocol;
import limner.media.session.SessionOptions;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of files broken on purpose, read by processes with little memory that are watched.
///
/// A picture counts as **before the damage** when it, and every picture shown before it, was made from packets that end
/// before the first changed byte and are followed by a packet that does so too (a packet of a transport or raw stream
/// ends where the next one begins); when the change is not in the container's own head, that is, everything before the
/// first packet and the table of contents behind the last one; and when no packet nearby that gives no picture in the
/// whole file is reached by the change, because then it may give one, which is shown first. Where pictures are shown in
/// another order than they are stored, the last few before the damage may be pushed back by a broken one that claims to
/// be earlier, and do not count. Such a picture must be bit
/// for bit that of the whole file under the same number. In a file whose head is broken there is nothing to compare
/// with; there it is enough that it is
/// refused or read without harm, and that whatever is shown is what its own index says.
class MutantsTest {
    private static final Logger LOG = Logger.getLogger(MutantsTest.class.getName());

    private static final int COUNT = Integer.getInteger("limner.mutants", 2000);
    private static final int CHILDREN = 2;

    /// A build says the same about the same code; other seeds are for looking further.
    private static final long USUAL_SEED = 20_261_121;

    /// Java machine, decoder, and pictures as large as a small file may claim.
    private static final long MOST_MEGABYTES = 900;

    /// Larger files take time and show nothing that small ones do not.
    private static final int LARGEST = 130_000;

    /// So many packets may come between one that is shown early and one that is shown late.
    private static final int LONGEST_REORDERING = 16;

    /// So many pictures wait to be shown in the clips that reorder; a broken packet that claims an earlier place is
    /// shown
    /// before them.
    private static final int WAITING = 4;

    @TempDir
    Path folder;

    @Test
    void noBrokenFileCrashesHangsOrShowsAWrongPictureBeforeItsDamage() throws Exception {
        long seed = Long.getLong("limner.seed", USUAL_SEED);
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

    /// A clip that is whole.
    private record Original(Path file, byte[] bytes, FrameIndex index) {
        /// How many pictures can be compared when nothing changed: those of a picture file have no checksum to compare
        /// with.
        int comparable() {
            boolean ofPackets = index.count() > 0 && index.packetOf(0) >= 0 && index.position(index.packetOf(0)) >= 0;
            return ofPackets ? index.count() : 0;
        }

        /// How many pictures are before the damage that begins at byte `first`.
        int soundUpTo(int first) {
            long head = index.packetCount() == 0 ? Long.MAX_VALUE : index.position(0);
            if (head < 0 || first <= head) {
                return 0;
            }
            int packets = 0;
            while (packets + 2 < index.packetCount() && isBefore(packets + 2, first)) {
                packets++;
            }
            int silent = packets;
            while (silent < index.packetCount() && index.frameOfPacket(silent) >= 0) {
                silent++;
            }
            int most = silent < index.packetCount() ? Math.min(packets, silent - LONGEST_REORDERING) : packets;
            int frames = 0;
            while (frames < index.count() && index.packetOf(frames) >= 0 && index.packetOf(frames) < most) {
                frames++;
            }
            return Math.max(0, frames - (isReordered() ? WAITING : 0));
        }

        private boolean isReordered() {
            for (int n = 1; n < index.count(); n++) {
                if (index.packetOf(n) < index.packetOf(n - 1)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isBefore(int packet, int first) {
            return index.position(packet) >= 0 && index.position(packet) <= first;
        }

        /// Where the table of contents behind the pictures begins, or the length of the file.
        int tail() {
            String name = file.getFileName().toString();
            if (!name.endsWith(".mp4") && !name.endsWith(".mov")) {
                return bytes.length;
            }
            for (int at = bytes.length - 4; at > 0; at--) {
                if (bytes[at] == 'm' && bytes[at + 1] == 'o' && bytes[at + 2] == 'o' && bytes[at + 3] == 'v') {
                    return at - 4 > index.position(0) ? at - 4 : bytes.length;
                }
            }
            return bytes.length;
        }
    }

    /// @param sound number of pictures before the damage
    private record Mutant(Original of, Mutation kind, long seed, byte[] bytes, int sound) {
        static Mutant of(Original original, Mutation kind, long seed) {
            byte[] bytes = kind.apply(original.bytes, new Random(seed));
            int first = Arrays.mismatch(original.bytes, bytes);
            if (first < 0) {
                return new Mutant(original, kind, seed, bytes, original.comparable());
            }
            boolean tailTouched = touchesTail(original, bytes);
            return new Mutant(original, kind, seed, bytes, tailTouched ? 0 : original.soundUpTo(first));
        }

        private static boolean touchesTail(Original original, byte[] bytes) {
            int from = original.tail();
            int length = original.bytes.length - from;
            return length > 0
                    && (bytes.length < length
                            || !Arrays.equals(
                                    original.bytes,
                                    from,
                                    original.bytes.length,
                                    bytes,
                                    bytes.length - length,
                                    bytes.length));
        }

        String name() {
            return kind + "-" + seed + "-" + of.file.getFileName();
        }
    }

    private List<Original> originals() throws IOException {
        List<Path> files = new ArrayList<>(small(Clips.folder()));
        Path shared = Path.of(System.getProperty("limner.media", "../shared/media"));
        if (Files.isDirectory(shared)) {
            files.addAll(small(shared));
        } else {
            LOG.info("mutants: the shared media are left out, " + shared + " is not there");
        }
        List<Original> whole = new ArrayList<>();
        SessionOptions options = SessionOptions.usual().withIndexFolder(folder.resolve("whole"));
        for (Path file : files) {
            try (FramesProtocol frames = FramesProtocol.open(file, options, progress -> {}, new Cancellation())) {
                whole.add(new Original(file, Files.readAllBytes(file), frames.index()));
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

    /// As many of each kind, over all originals.
    private static List<Mutant> mutants(List<Original> originals, Random random) {
        List<Mutant> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            Mutation kind = Mutation.values()[i % Mutation.values().length];
            Original original = originals.get((i / Mutation.values().length) % originals.size());
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
                String name = mutant.of.file.getFileName().toString();
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
            FrameIndex whole = mutant.of.index;
            if (!words[1].equals("-") && mutant.sound > Victim.EARLY) {
                compared++;
                if (Integer.parseUnsignedInt(words[1], 16) != whole.checksum(Victim.EARLY)) {
                    faults.add(mutant.name() + ": the picture handed out early is wrong before the damage");
                }
            }
            for (int n = 0; n < Math.min(count, mutant.sound); n++) {
                compared++;
                if (Integer.parseUnsignedInt(words[4 + n], 16) != whole.checksum(n)) {
                    faults.add(mutant.name() + ": picture " + n + " is wrong before the damage, which begins after "
                            + mutant.sound + " pictures");
                    return;
                }
            }
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
