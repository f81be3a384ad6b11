package limner.media.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import java.util.stream.Stream;
import limner.media.ffmpeg.FfmpegJpeg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProxyStoreTest {
    private static final Logger LOG = Logger.getLogger(ProxyStoreTest.class.getName());

    @TempDir
    private Path folder = Path.of("");

    private ProxyStore store(long bytes) {
        ProxyStore store = new ProxyStore(folder, FfmpegJpeg::new);
        store.setBytes(bytes);
        store.refresh();
        return store;
    }

    private static ProxyKey key(int frame) {
        return ProxyKey.of("a file", frame, 1000 + frame, ProxyKey.Kind.WHOLE);
    }

    private static void put(ProxyStore store, int frame) throws IOException {
        store.put(key(frame), Squares.of(frame), 64, 64);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private long onDisk() throws IOException {
        long sum = 0;
        for (Path each : segments()) {
            sum += Files.size(each);
        }
        return sum;
    }

    private static int found(ProxyStore store, int frames) {
        int found = 0;
        for (int n = 0; n < frames; n++) {
            Optional<ScreenPixels> pixels = store.get(key(n));
            if (pixels.isPresent()) {
                assertEquals(n, Squares.read(pixels.get()), "frame " + n);
                found++;
            }
        }
        return found;
    }

    @Test
    void whatWasKeptIsFoundAgainAlsoByTheNextProgram() throws IOException {
        try (ProxyStore store = store(10 << 20)) {
            for (int n = 0; n < 50; n++) {
                put(store, n);
            }
            assertEquals(50, found(store, 50));
            assertEquals(store.used(), onDisk());
        }
        try (ProxyStore again = store(10 << 20)) {
            assertEquals(50, found(again, 50));
        }
    }

    @Test
    void anotherFileAnotherPictureAndAnotherSizeAreOtherPictures() throws IOException {
        try (ProxyStore store = store(1 << 20)) {
            put(store, 7);
            assertTrue(store.contains(key(7)));
            assertFalse(store.contains(ProxyKey.of("another file", 7, 1007, ProxyKey.Kind.WHOLE)));
            assertFalse(store.contains(key(7).at(8, 1007, ProxyKey.Kind.WHOLE)));
            assertFalse(store.contains(key(7).at(7, 1008, ProxyKey.Kind.WHOLE)), "decoded otherwise than it is now");
            ProxyKey small = key(7).at(7, 1007, ProxyKey.Kind.THUMBNAIL);
            assertFalse(store.contains(small));
            store.put(small, Squares.of(7), 32, 24);
            ScreenPixels pixels = store.get(small).orElseThrow();
            assertEquals(32, pixels.width());
            assertEquals(24, pixels.height());
            assertEquals(7, Squares.read(pixels));
        }
    }

    @Test
    void whileItIsOffNothingIsWrittenAndNothingIsFound() throws IOException {
        try (ProxyStore store = new ProxyStore(folder.resolve("none"), FfmpegJpeg::new)) {
            put(store, 1);
            assertFalse(store.contains(key(1)));
            assertFalse(Files.exists(folder.resolve("none")));
            store.setBytes(1 << 20);
            put(store, 1);
            assertTrue(store.contains(key(1)));
            store.setBytes(0);
            assertEquals(Optional.empty(), store.get(key(1)));
            store.clear();
            assertEquals(0, store.used());
            store.setBytes(1 << 20);
            store.refresh();
            assertFalse(store.contains(key(1)));
        }
    }

    @Test
    void itNeverTakesMoreBytesThanAllowedAndTheOldestGo() throws IOException {
        long most = 300_000;
        try (ProxyStore store = store(most)) {
            int last = 2000;
            for (int n = 0; n < last; n++) {
                put(store, n);
                assertTrue(onDisk() <= most, "after frame " + n + ": " + onDisk());
            }
            int found = found(store, last);
            assertTrue(found > 50 && found < last, found + " are left");
            assertFalse(store.contains(key(0)));
            assertTrue(store.contains(key(last - 1)));
            store.setBytes(most / 2);
            put(store, last);
            assertTrue(onDisk() <= most / 2);
        }
    }

    @Test
    void aTornTailIsPassedOverAndWhatStandsBeforeItIsGood() throws IOException {
        try (ProxyStore store = store(10 << 20)) {
            for (int n = 0; n < 20; n++) {
                put(store, n);
            }
        }
        Path segment = segments().getFirst();
        byte[] whole = Files.readAllBytes(segment);
        for (int cut = 1; cut < whole.length; cut += 97) {
            Files.write(segment, java.util.Arrays.copyOf(whole, whole.length - cut));
            try (ProxyStore store = store(10 << 20)) {
                int left = found(store, 20);
                assertTrue(left < 20);
                for (int n = 0; n < left; n++) {
                    assertTrue(store.contains(key(n)), "the first ones are whole");
                }
            }
        }
        Files.write(segment, java.util.Arrays.copyOf(whole, whole.length - 5));
        try (ProxyStore store = store(10 << 20)) {
            put(store, 19);
            assertEquals(20, found(store, 20), "what was torn is kept anew");
        }
    }

    @Test
    void aFlippedBitNeverShowsAsAPicture() throws IOException {
        try (ProxyStore store = store(10 << 20)) {
            for (int n = 0; n < 8; n++) {
                put(store, n);
            }
        }
        Path segment = segments().getFirst();
        byte[] whole = Files.readAllBytes(segment);
        long seed = Long.getLong("limner.seed", System.nanoTime());
        LOG.info("bits: seed " + seed);
        Random random = new Random(seed);
        int lost = 0;
        for (int i = 0; i < 300; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(segment, flipped);
            try (ProxyStore store = store(10 << 20)) {
                int found = found(store, 8);
                assertTrue(found < 8, "flip " + i + " was noticed");
                lost += 8 - found;
            }
        }
        LOG.info("bits: 300 flips, " + lost + " pictures lost, none wrong");
    }

    @Test
    void aSegmentThatIsCutWhileItIsReadCostsItsPicturesAndNothingElse() throws IOException {
        try (ProxyStore store = store(10 << 20)) {
            for (int n = 0; n < 200; n++) {
                put(store, n);
            }
            try (var cut =
                    java.nio.channels.FileChannel.open(segments().getFirst(), java.nio.file.StandardOpenOption.WRITE)) {
                cut.truncate(10);
            }
            assertEquals(0, found(store, 200));
            put(store, 3);
            assertTrue(found(store, 200) <= 1);
        }
    }

    @Test
    void twoProgramsShareThePicturesAndTheBound() throws Exception {
        try (ProxyStore one = store(400_000);
                ProxyStore other = store(400_000)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    for (int n = 0; n < 600; n += 2) {
                        put(one, n);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            for (int n = 1; n < 600; n += 2) {
                put(other, n);
            }
            writing.join();
            one.refresh();
            other.refresh();
            List<Integer> both = new ArrayList<>();
            for (int n = 0; n < 600; n++) {
                if (one.contains(key(n)) && other.contains(key(n))) {
                    both.add(n % 2);
                }
            }
            assertTrue(both.contains(0) && both.contains(1), "each finds what the other keeps");
            assertEquals(found(one, 600), found(other, 600));
            assertTrue(onDisk() <= 410_000, "at most one picture of each too many: " + onDisk());
        }
    }

    @Test
    void onceItIsClosedNothingIsKeptFoundOrMade() throws IOException {
        AtomicInteger made = new AtomicInteger();
        ProxyStore store = new ProxyStore(folder, () -> {
            made.incrementAndGet();
            return new FfmpegJpeg();
        });
        store.setBytes(1 << 20);
        put(store, 1);
        store.close();
        store.setBytes(1 << 20);
        assertFalse(store.isOn());
        put(store, 2);
        assertEquals(Optional.empty(), store.get(key(1)));
        store.close();
        assertEquals(1, made.get());
        assertEquals(1, segments().size());
    }

    /// As two stores do that begin in the same millisecond, in one program or in two that have the same number.
    @Test
    void aSegmentThatIsThereAlreadyIsLeftToItsWriter() throws IOException {
        long now = System.currentTimeMillis();
        for (long at = now; at < now + 3000; at++) {
            Files.createFile(folder.resolve(String.format(
                    "%013x-%d-0.lmnpix", at, ProcessHandle.current().pid())));
        }
        try (ProxyStore store = store(10 << 20)) {
            put(store, 5);
            assertEquals(5, Squares.read(store.get(key(5)).orElseThrow()));
        }
        assertEquals(3001, segments().size());
    }

    @Test
    void picturesThatNoJpegHoldsAreNotKept() throws IOException {
        int wide = 65_501;
        ScreenPixels line = new ScreenPixels(wide, 1, ByteBuffer.allocateDirect(wide * 4));
        ScreenPixels shorter = new ScreenPixels(wide - 1, 1, line.bgra());
        try (ProxyStore store = store(10 << 20)) {
            store.put(key(1), line, wide, 1);
            assertFalse(store.contains(key(1)));
            store.put(key(2), shorter, wide - 1, 1);
            assertEquals(wide - 1, store.get(key(2)).orElseThrow().width());
        }
    }
}
