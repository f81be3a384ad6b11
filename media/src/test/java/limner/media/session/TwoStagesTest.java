package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import limner.media.decode.ExactFrameSource;
import limner.media.decode.FrameSource;
import limner.media.decode.IndexPass;
import limner.media.decode.PacketScan;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexFile;
import limner.media.index.IndexIdentity;
import limner.media.index.IndexProgress;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the packets alone tell, against what decoding proves.
@Timeout(120)
class TwoStagesTest {
    @TempDir
    Path folder;

    static Stream<Truth> everyVideo() {
        return ExactnessTest.everyFile().filter(truth -> truth.count() > 0);
    }

    private static PacketScan.Result scan(FfmpegReaders readers, Path file) {
        return new PacketScan(readers, MediaFile.of(file)).run(progress -> {}, new Cancellation());
    }

    @ParameterizedTest
    @MethodSource("everyVideo")
    void whereTrustIsGivenNumbersAndPicturesAreThoseThatDecodingProves(Truth truth) {
        MediaFile file = MediaFile.of(truth.file());
        try (FfmpegReaders readers = new FfmpegReaders()) {
            PacketScan.Result result = scan(readers, truth.file());
            @Nullable FrameIndex scanned = result.index();
            if (scanned == null) {
                // No number goes out before decoding; what matters then is that a person is told why.
                assertFalse(String.valueOf(result.doubt()).isBlank(), "a doubt has a reason");
                return;
            }
            FrameIndex proved = new IndexPass(readers, file).run(progress -> {}, new Cancellation());
            assertEquals(proved.count(), scanned.count());
            assertEquals(proved.packetCount(), scanned.packetCount());
            for (int n = 0; n < proved.count(); n++) {
                assertEquals(proved.packetOf(n), scanned.packetOf(n), "packet of " + n);
                assertEquals(proved.pts(n), scanned.pts(n), "timestamp of " + n);
            }
            long seed = System.nanoTime();
            Random random = new Random(seed);
            List<Integer> wrong = new ArrayList<>();
            int found = 0;
            try (ExactFrameSource source = ExactFrameSource.open(readers, file, scanned)) {
                for (int i = 0; i < 60; i++) {
                    int n = i % 3 == 0 ? Math.floorMod(59 - i, scanned.count()) : random.nextInt(scanned.count());
                    FrameSource.Outcome outcome = source.read(
                            n,
                            n - 5,
                            (number, picture) -> {
                                if (picture.checksum() != proved.checksum(number)) {
                                    wrong.add(number);
                                }
                            },
                            () -> false);
                    found += outcome == FrameSource.Outcome.FOUND ? 1 : 0;
                }
            }
            assertEquals(List.of(), wrong, "seed " + seed);
            assertTrue(found == 60 || !proved.damage().isEmpty(), found + " of 60 pictures, seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "whole.mp4, ''",
        "open_gop.mp4, ''",
        "intra_refresh.mp4, ''",
        "vfr.mkv, ''",
        "odd.webm, ''",
        "ten_bit.mkv, ''",
        "sound_first.mkv, ''",
        "edit_list.mp4, the container marks packets as incomplete or not to be shown",
        "damaged.mkv, a packet holds a unit of type 16",
        "wrap.ts, container mpegts does not number its packets",
        "b_frames.avi, container avi does not number its packets",
        "colour/turned.mp4, codec mpeg4 may hide or repeat pictures",
    })
    void trustIsGivenOrOneReasonAgainstItIsTold(String clip, String reason) {
        try (FfmpegReaders readers = new FfmpegReaders()) {
            PacketScan.Result result = scan(readers, Clips.clip(clip));
            assertEquals(reason, result.doubt());
            assertEquals(reason.isEmpty(), result.index() != null);
        }
    }

    @Test
    void onlyKeysThatResetTheDecoderAreUsedBeforeTheProof() {
        try (FfmpegReaders readers = new FfmpegReaders()) {
            assertEquals(5, scanned(readers, "whole.mp4").keyCount());
            assertEquals(1, scanned(readers, "open_gop.mp4").keyCount(), "later groups are open");
            assertEquals(1, scanned(readers, "intra_refresh.mp4").keyCount(), "later keys are recovery points");
        }
    }

    private static FrameIndex scanned(FfmpegReaders readers, String clip) {
        @Nullable FrameIndex index = scan(readers, Clips.clip(clip)).index();
        if (index == null) {
            throw new AssertionError(clip + " earns no trust");
        }
        return index;
    }

    /// The inner bytes of packets 22 to 26 are noise, where a decoder notices and a scan does not.
    private Path brokenInside() throws Exception {
        byte[] bytes = Files.readAllBytes(Clips.clip("whole.mp4"));
        try (FfmpegReaders readers = new FfmpegReaders()) {
            FrameIndex index = scanned(readers, "whole.mp4");
            Random random = new Random(17);
            for (int p = 22; p <= 26; p++) {
                int from = (int) index.position(p) + 24;
                int to = (int) index.position(p + 1) - 2;
                for (int at = from; at < to; at++) {
                    bytes[at] = (byte) (1 + random.nextInt(255));
                }
            }
        }
        return Files.write(folder.resolve("broken.mp4"), bytes);
    }

    @Test
    void numbersThatWentOutStayWhenTheProofFindsThePicturesBroken() throws Exception {
        Path broken = brokenInside();
        for (int round = 0; round < 5; round++) {
            SessionOptions options = SessionOptions.usual().withIndexFolder(folder.resolve("index" + round));
            try (MediaSession session = MediaSession.open(broken, options)) {
                FrameIndex first = session.index().get(30, TimeUnit.SECONDS);
                List<CompletableFuture<Frame>> asked = new ArrayList<>();
                for (int n = 0; n < first.count(); n++) {
                    asked.add(session.frame(n, Priority.PLAYBACK));
                }
                Map<Integer, Long> shown = new HashMap<>();
                for (int n = 0; n < asked.size(); n++) {
                    try (Frame frame = asked.get(n).get(30, TimeUnit.SECONDS)) {
                        shown.put(n, frame.pts());
                    } catch (ExecutionException e) {
                        assertTrue(e.getCause() instanceof FrameUnreachable, String.valueOf(e.getCause()));
                    }
                }
                FrameIndex proof = session.proved().get(30, TimeUnit.SECONDS);
                assertTrue(proof.isProved());
                assertFalse(proof.damage().isEmpty(), "the noise was noticed");
                assertTrue(shown.size() > 30, shown.size() + " pictures could be shown");
                assertEquals(first.count(), proof.count());
                shown.forEach((n, pts) -> assertEquals(pts, proof.pts(n), "timestamp of " + n));
                for (int n : session.corrected()) {
                    assertTrue(n >= 20, "frame " + n + " is before the noise");
                }
                for (int n = 0; n < 20; n++) {
                    try (Frame frame = session.frame(n, Priority.NOW).get(30, TimeUnit.SECONDS)) {
                        assertEquals(proof.checksum(n), frame.picture().checksum());
                    }
                }
            }
        }
    }

    @Test
    void progressTellsTheStagesInOrderAndTheFirstIndexComesBeforeTheProof() throws Exception {
        List<IndexProgress.Stage> told = new ArrayList<>();
        SessionOptions options = SessionOptions.usual().withIndexFolder(folder);
        CountDownLatch proved = new CountDownLatch(1);
        try (MediaSession session = MediaSession.open(Clips.clip("whole.mp4"), options)) {
            session.onProgress(p -> {
                synchronized (told) {
                    if (told.isEmpty() || told.getLast() != p.stage()) {
                        told.add(p.stage());
                    }
                }
                if (p.stage() == IndexProgress.Stage.PROVED) {
                    proved.countDown();
                }
            });
            assertTrue(proved.await(30, TimeUnit.SECONDS));
            FrameIndex index = session.index().get(30, TimeUnit.SECONDS);
            assertFalse(index.isProved());
            assertTrue(session.proved().get(30, TimeUnit.SECONDS).numbersAs(index));
            assertEquals(List.of(), session.corrected());
        }
        synchronized (told) {
            assertEquals(IndexProgress.Stage.PROVED, told.getLast());
            assertFalse(told.contains(IndexProgress.Stage.COUNTING));
        }
    }

    @Test
    void aProvisionalIndexThatIsFoundOnDiskKeepsItsNumbersWhateverTheProofSays() throws Exception {
        Path clip = Clips.clip("whole.mp4");
        MediaFile file = MediaFile.of(clip);
        try (FfmpegReaders readers = new FfmpegReaders()) {
            FrameIndexFile cache = new FrameIndexFile(folder);
            IndexIdentity identity = IndexIdentity.of(file, readers.version(), 0);
            FrameIndex scanned = scanned(readers, "whole.mp4");
            cache.write(identity, scanned);
            FrameIndex found = cache.read(identity).orElseThrow();
            assertFalse(found.isProved());
            assertTrue(found.numbersAs(scanned));
            assertEquals(scanned.keyCount(), found.keyCount());
            SessionOptions options = SessionOptions.usual().withIndexFolder(folder);
            try (MediaSession session = MediaSession.open(clip, options)) {
                assertFalse(session.index().get(30, TimeUnit.SECONDS).isProved());
                assertTrue(session.proved().get(30, TimeUnit.SECONDS).numbersAs(scanned));
            }
            assertTrue(cache.read(identity).orElseThrow().isProved(), "the proof took its place");
            assertTrue(Files.size(cache.pathOf(identity)) < 16 * 50 + 400);
        }
    }
}
