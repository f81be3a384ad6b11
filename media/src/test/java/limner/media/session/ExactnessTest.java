package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limner.media.index.Damage;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file, read in order, shuffled and backwards, against what another program found in it. The picture cache is
/// kept small so that seeking is really needed.
class ExactnessTest {
    private static final long SMALL = 2_000_000;
    private static final int MOST_ACCESSES = 100;

    @TempDir
    Path folder;

    static Stream<Truth> everyFile() {
        Path shared = sharedMedia();
        Stream<Truth> own = Truth.in(Clips.folder()).stream();
        return Files.isDirectory(shared) ? Stream.concat(own, Truth.in(shared).stream()) : own;
    }

    private static Path sharedMedia() {
        return Path.of(System.getProperty("limner.media", "../../shared/media"));
    }

    @Test
    void theSharedMediaAreThere() {
        assumeTrue(
                Files.isDirectory(sharedMedia()),
                "left out: the shared media files in " + sharedMedia() + "; only the module's own clips are read");
        assertTrue(Truth.in(sharedMedia()).size() > 40);
    }

    @ParameterizedTest
    @MethodSource("everyFile")
    void everyPictureIsTheRightOneInAnyOrder(Truth truth) throws Exception {
        SessionOptions options = SessionOptions.usual().withIndexFolder(folder).withPictureBytes(SMALL);
        if (truth.count() == 0) {
            MediaException refusal = assertThrows(MediaException.class, () -> open(truth.file(), options));
            assertTrue(
                    Objects.requireNonNull(refusal.getMessage()).contains(String.valueOf(truth.file())),
                    "names the file");
            return;
        }
        List<String> own;
        try (FramesProtocol frames = open(truth.file(), options)) {
            StringBuilder all = new StringBuilder();
            frames.printAll(all);
            own = all.toString().lines().toList();
            assertEquals("frames " + truth.count(), own.getFirst());
            if (truth.sound()) {
                compareWithTruth(truth, own);
            } else {
                compareDamagedWithTruth(truth, own, frames.index().damage());
            }
            compareInAnyOrder(truth, frames, own, MOST_ACCESSES);
        }
        try (FramesProtocol again = open(truth.file(), options)) {
            assertTrue(again.report().remembered() || SequenceSession.isFor(truth.file()), "the index is remembered");
            compareInAnyOrder(truth, again, own, MOST_ACCESSES / 4);
        }
    }

    private static FramesProtocol open(Path file, SessionOptions options) {
        return FramesProtocol.open(file, options, progress -> {}, new Cancellation());
    }

    private static void compareWithTruth(Truth truth, List<String> own) {
        for (int n = 0; n < truth.count(); n++) {
            String[] line = own.get(n + 1).split(" ");
            if (truth.portable()) {
                assertEquals(truth.planes().get(n), line[1], "picture " + n);
            }
            @Nullable Double seconds = truth.seconds().get(n);
            if (truth.portable() && seconds != null) {
                assertEquals(seconds, Double.parseDouble(line[2]), 0.001, "timestamp of picture " + n);
            }
        }
    }

    /// Decoders conceal damage in different ways: behind the first damage a picture may look otherwise, yet it must
    /// never be the other program's picture of another number.
    private static void compareDamagedWithTruth(Truth truth, List<String> own, List<Damage> damage) {
        if (!truth.portable()) {
            return;
        }
        int soundUpTo = damage.stream().mapToInt(Damage::beforeFrame).min().orElse(truth.count());
        int deviations = 0;
        for (int n = 0; n < truth.count(); n++) {
            String shown = own.get(n + 1).split(" ")[1];
            if (shown.equals(truth.planes().get(n))) {
                continue;
            }
            deviations++;
            assertTrue(n >= soundUpTo, "picture " + n + " is before the first damage, at " + soundUpTo);
            assertFalse(truth.planes().contains(shown), "picture " + n + " is that of another number");
        }
        assertTrue(deviations <= truth.count() / 2, deviations + " of " + truth.count() + " pictures deviate");
    }

    private static void compareInAnyOrder(Truth truth, FramesProtocol frames, List<String> own, int most)
            throws Exception {
        long seed = System.nanoTime();
        System.Logger log = System.getLogger(ExactnessTest.class.getName());
        log.log(System.Logger.Level.INFO, truth + ": seed " + seed);
        Random random = new Random(seed);
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, truth.count()).boxed().toList());
        Collections.shuffle(numbers, random);
        List<Integer> asked = new ArrayList<>(numbers.subList(0, Math.min(most, numbers.size())));
        int top = random.nextInt(truth.count());
        IntStream.rangeClosed(0, Math.min(top, most / 2)).forEach(back -> asked.add(top - back));
        StringBuilder out = new StringBuilder();
        frames.print(asked.stream().mapToInt(n -> n), out);
        List<String> lines = out.toString().lines().toList();
        for (int i = 0; i < asked.size(); i++) {
            String expected = withoutTime(own.get(asked.get(i) + 1));
            assertEquals(expected, withoutTime(lines.get(i + 1)), "access " + i + ", seed " + seed);
        }
    }

    private static String withoutTime(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }
}
