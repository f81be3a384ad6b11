package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limner.media.decode.ExactFrameSource;
import limner.media.decode.FrameSource;
import limner.media.decode.IndexPass;
import limner.media.decode.PacketScan;
import limner.media.decode.PictureReader;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexFile;
import limner.media.index.IndexIdentity;
import limner.media.index.IndexProgress;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
    void whereTrustIsGivenNumbersAndPicturesAreThoseThatDecodingProves(Truth truth) throws Exception {
        MediaFile file = MediaFile.of(truth.file());
        try (FfmpegReaders readers = new FfmpegReaders()) {
            PacketScan.Result result = scan(readers, truth.file());
            @Nullable FrameIndex scanned = result.index();
            FrameIndex proved = new IndexPass(readers, file).run(progress -> {}, new Cancellation());
            switch (Expected.of(truth, infoOf(readers, file), proved)) {
                case TRUST ->
                    assertTrue(
                            scanned != null || Expected.UNSEEN_REASONS.contains(result.doubt()),
                            "nothing about it is doubtful, yet: " + result.doubt());
                case DECODING -> assertNull(scanned, "its packets cannot tell the numbers");
                case EITHER -> {}
            }
            if (scanned == null) {
                assertNoNumberGoesOutBeforeDecoding(truth.file(), result.doubt(), proved);
            } else {
                assertProved(readers, file, scanned, proved);
            }
        }
    }

    private static MediaInfo infoOf(FfmpegReaders readers, MediaFile file) {
        try (PictureReader reader = readers.open(file, 1)) {
            return reader.info();
        }
    }

    /// What a file's own traits ask for, judged without the scan: by its first bytes, by what another program found in
    /// it, and by what decoding gave.
    private enum Expected {
        TRUST,
        DECODING,
        /// Damaged in a way that packets may or may not show, or of a codec that nothing is promised of.
        EITHER;

        private static final Set<String> PROMISED =
                Set.of("h264", "hevc", "vp8", "vp9", "av1", "ffv1", "prores", "mjpeg", "png", "rawvideo");

        /// Doubts about what a stream's headers allow, although none of its pictures makes use of it.
        private static final Set<String> UNSEEN_REASONS = Set.of(
                "the sequence parameters change",
                "the stream was joined from parts",
                "pictures may be thrown away before they are shown",
                "the stream may hold hidden pictures",
                "the stream may leave out pictures",
                "the stream may be coded in fields",
                "the order of pictures is stated in a rare way");

        static Expected of(Truth truth, MediaInfo info, FrameIndex proved) throws IOException {
            if (!numbersItsPackets(truth.file()) || !rise(truth.seconds())) {
                return DECODING;
            }
            if (!truth.sound()) {
                return EITHER;
            }
            boolean oneEach = IntStream.range(0, proved.packetCount()).allMatch(p -> proved.frameOfPacket(p) >= 0);
            if (!oneEach || proved.packetCount() != proved.count()) {
                return DECODING;
            }
            boolean frames =
                    info.fieldOrder().equals("progressive") || info.fieldOrder().equals("unknown");
            boolean startsWithKey = proved.keyCount() > 0 && proved.keyPacket(0) == 0;
            return PROMISED.contains(info.codec()) && frames && startsWithKey ? TRUST : EITHER;
        }

        /// ISO files have `ftyp` in their fifth to eighth byte, Matroska files begin with the identifier of EBML.
        private static boolean numbersItsPackets(Path file) throws IOException {
            byte[] head = new byte[8];
            try (InputStream in = Files.newInputStream(file)) {
                in.readNBytes(head, 0, head.length);
            }
            ByteBuffer words = ByteBuffer.wrap(head);
            return words.getInt(0) == 0x1A45DFA3 || words.getInt(4) == 0x66747970;
        }

        private static boolean rise(List<@Nullable Double> seconds) {
            double last = Double.NEGATIVE_INFINITY;
            for (@Nullable Double each : seconds) {
                if (each == null || each <= last) {
                    return false;
                }
                last = each;
            }
            return true;
        }
    }

    private void assertNoNumberGoesOutBeforeDecoding(Path file, String doubt, FrameIndex proved) throws Exception {
        assertFalse(doubt.isBlank(), "a doubt has a reason");
        try (MediaSession session =
                MediaSession.open(file, SessionOptions.usual().withIndexFolder(folder))) {
            FrameIndex first = session.index().get(60, TimeUnit.SECONDS);
            assertTrue(first.isProved(), "the first index there is comes from decoding");
            assertEquals(doubt, first.doubt());
            assertTrue(first.numbersAs(proved));
            assertEquals(List.of(), session.corrected());
        }
    }

    private static void assertProved(FfmpegReaders readers, MediaFile file, FrameIndex scanned, FrameIndex proved) {
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

    /// What each of the module's own videos asks for, by how it was made: empty where its packets earn trust.
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("whole.mp4", ""),
            Map.entry("open_gop.mp4", ""),
            Map.entry("intra_refresh.mp4", ""),
            Map.entry("vfr.mkv", ""),
            Map.entry("odd.webm", ""),
            Map.entry("ten_bit.mkv", ""),
            Map.entry("sound_first.mkv", ""),
            Map.entry("two_video.mkv", ""),
            Map.entry("alpha_rgb.mkv", ""),
            Map.entry("planar_rgb.mkv", ""),
            Map.entry("gray.mkv", ""),
            Map.entry("deep_gray.mkv", ""),
            // Its end is missing; what is there is in order.
            Map.entry("cut_short.mkv", ""),
            Map.entry("edit_list.mp4", "the container marks packets as incomplete or not to be shown"),
            Map.entry("damaged.mkv", "a packet holds a unit of type 16"),
            Map.entry("wrap.ts", "container mpegts does not number its packets"),
            Map.entry("interlaced.mpg", "container mpeg does not number its packets"),
            Map.entry("raw.h264", "container h264 does not number its packets"),
            Map.entry("b_frames.avi", "container avi does not number its packets"),
            Map.entry("yuyv.avi", "container avi does not number its packets"),
            Map.entry("anim.gif", "container gif does not number its packets"),
            Map.entry("still.png", "container png_pipe does not number its packets"),
            Map.entry("palette.png", "container png_pipe does not number its packets"),
            Map.entry("two_colours.png", "container png_pipe does not number its packets"),
            Map.entry("gray_alpha.png", "container png_pipe does not number its packets"),
            Map.entry("colour/turned.mp4", "codec mpeg4 may hide or repeat pictures"));

    static Stream<String> ownVideos() {
        Stream<String> told = Truth.in(Clips.folder()).stream()
                .filter(truth -> truth.count() > 0)
                .map(Truth::toString);
        return Stream.concat(told, REASONS.keySet().stream()).distinct().sorted();
    }

    @ParameterizedTest
    @MethodSource("ownVideos")
    void trustIsGivenOrOneReasonAgainstItIsTold(String clip) {
        try (FfmpegReaders readers = new FfmpegReaders()) {
            PacketScan.Result result = scan(readers, Clips.clip(clip));
            assertEquals(REASONS.get(clip), result.doubt());
            assertEquals(result.doubt().isEmpty(), result.index() != null);
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
