package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limner.media.index.FrameIndex;
import limner.media.index.IndexProgress;
import limner.media.source.MediaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MediaSessionTest {
    @TempDir
    Path folder;

    private SessionOptions options;

    @BeforeEach
    void useAnEmptyCacheFolder() {
        options = SessionOptions.usual().withIndexFolder(folder.resolve("index"));
    }

    private MediaSession open(String clip) {
        return MediaSession.open(Clips.clip(clip), options);
    }

    private static int checksum(CompletableFuture<Frame> frame) throws Exception {
        try (Frame got = frame.get(30, TimeUnit.SECONDS)) {
            return got.picture().checksum();
        }
    }

    @Test
    void everyFrameIsTheOneOfTheIndexWhateverTheOrderAndUrgency() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String clip : List.of("open_gop.mp4", "wrap.ts", "intra_refresh.mp4", "damaged.mkv", "raw.h264")) {
            try (MediaSession session = MediaSession.open(Clips.clip(clip), options.withPictureBytes(100_000))) {
                FrameIndex index = session.proved().get(30, TimeUnit.SECONDS);
                List<Integer> numbers = new ArrayList<>(
                        IntStream.range(0, index.count()).boxed().toList());
                Collections.shuffle(numbers, random);
                for (int n : numbers) {
                    Priority priority = Priority.values()[random.nextInt(3)];
                    assertEquals(
                            index.checksum(n), checksum(session.frame(n, priority)), clip + " " + n + ", seed " + seed);
                }
            }
        }
    }

    @Test
    void theFirstFramesComeBeforeTheIndexIsThere() throws Exception {
        try (MediaSession session = open("open_gop.mp4");
                Frame early = session.frame(3, Priority.NOW).get(30, TimeUnit.SECONDS)) {
            FrameIndex index = session.proved().get(30, TimeUnit.SECONDS);
            assertEquals(index.checksum(3), early.picture().checksum());
            assertEquals(index.seconds(3), early.seconds(), 1e-9);
            assertEquals(index.pts(3), early.pts());
        }
    }

    @Test
    void aNewerRequestForNowCancelsTheOlderOne() throws Exception {
        try (MediaSession session = open("open_gop.mp4")) {
            int count = session.proved().get(30, TimeUnit.SECONDS).count();
            List<CompletableFuture<Frame>> asked = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                asked.add(session.frame(count - 1 - i * 7 % count, Priority.NOW));
            }
            try (Frame last = asked.getLast().get(30, TimeUnit.SECONDS)) {
                assertEquals(count - 1 - 199 * 7 % count, last.number());
            }
            for (CompletableFuture<Frame> older : asked.subList(0, 199)) {
                assertTrue(older.isDone(), "answered or cancelled, never forgotten");
                if (!older.isCompletedExceptionally()) {
                    older.join().close();
                }
            }
            assertTrue(asked.stream().anyMatch(CompletableFuture::isCancelled), "stale requests were not decoded");
        }
    }

    @Test
    void aNewerRequestForNowCancelsNoRequestOfAnotherPriority() throws Exception {
        try (MediaSession session = open("open_gop.mp4")) {
            int count = session.index().get(30, TimeUnit.SECONDS).count();
            List<CompletableFuture<Frame>> patient = new ArrayList<>();
            List<CompletableFuture<Frame>> urgent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                patient.add(session.frame(i * 7 % count, i % 2 == 0 ? Priority.BACKGROUND : Priority.PLAYBACK));
                urgent.add(session.frame(i * 11 % count, Priority.NOW));
            }
            for (int i = 0; i < count; i++) {
                try (Frame got = patient.get(i).get(30, TimeUnit.SECONDS)) {
                    assertEquals(i * 7 % count, got.number());
                }
            }
            for (CompletableFuture<Frame> each : urgent) {
                assertTrue(each.isDone() || each == urgent.getLast());
                if (!each.isCompletedExceptionally()) {
                    each.get(30, TimeUnit.SECONDS).close();
                }
            }
        }
    }

    @Test
    void whatLiesBehindAJumpIsDecodedWhileNothingIsAsked() throws Exception {
        try (MediaSession session = open("open_gop.mp4")) {
            session.index().get(30, TimeUnit.SECONDS);
            session.frame(45, Priority.NOW).get(30, TimeUnit.SECONDS).close();
            // The class's time limit ends this if it never comes.
            while (!session.isCached(44) || !session.isCached(10) || !session.isCached(49)) {
                Thread.onSpinWait();
            }
            session.dropCache();
            assertFalse(session.isCached(44));
            assertEquals(44, number(session.frame(44, Priority.NOW)));
        }
    }

    private static int number(CompletableFuture<Frame> frame) throws Exception {
        try (Frame got = frame.get(30, TimeUnit.SECONDS)) {
            return got.number();
        }
    }

    @Test
    void sessionsShareTheBudgetTheirOptionsName() throws Exception {
        SessionOptions shared = options.withPictureBytes(300_000);
        try (MediaSession first = MediaSession.open(Clips.clip("open_gop.mp4"), shared);
                MediaSession second = MediaSession.open(Clips.clip("whole.mp4"), shared)) {
            first.index().get(30, TimeUnit.SECONDS);
            second.index().get(30, TimeUnit.SECONDS);
            for (int n = 0; n < 40; n++) {
                assertEquals(n, number(first.frame(n, Priority.NOW)));
                assertEquals(n, number(second.frame(39 - n, Priority.NOW)) - 39 + 2 * n);
                assertTrue(
                        shared.pictures().used() <= 300_000,
                        "used " + shared.pictures().used());
            }
        }
        assertEquals(0, shared.pictures().used());
    }

    @Test
    void closingFreesEveryNativeHandleAndCancelsWhatWaits() throws Exception {
        MediaSession session = open("whole.mp4");
        Frame held = session.frame(0, Priority.NOW).get(30, TimeUnit.SECONDS);
        session.proved().get(30, TimeUnit.SECONDS);
        List<CompletableFuture<Frame>> waiting = IntStream.range(0, 50)
                .mapToObj(n -> session.frame(49 - n, Priority.BACKGROUND))
                .toList();
        session.close();
        for (CompletableFuture<Frame> each : waiting) {
            assertTrue(each.isDone());
            if (!each.isCompletedExceptionally()) {
                each.join().close();
            }
        }
        assertEquals(1, session.openHandles(), "the frame that is still held");
        assertEquals(96, held.picture().width());
        held.close();
        held.close();
        assertEquals(0, session.openHandles());
        ExecutionException refused = assertThrows(ExecutionException.class, () -> {
            try {
                session.frame(1, Priority.NOW).get();
            } catch (CancellationException e) {
                throw new ExecutionException(e);
            }
        });
        assertInstanceOf(CancellationException.class, refused.getCause());
    }

    @Test
    void closingDuringIndexingStopsItAndLeavesNothingBehind() throws Exception {
        for (int round = 0; round < 20; round++) {
            MediaSession session = open("whole.mp4");
            CompletableFuture<Frame> frame = session.frame(round, Priority.NOW);
            session.close();
            assertTrue(session.proved().isDone());
            if (!frame.isCompletedExceptionally()) {
                frame.join().close();
            }
            assertEquals(0, session.openHandles());
        }
        try (Stream<Path> left = files()) {
            assertTrue(left.noneMatch(path -> path.toString().endsWith(".part")));
        }
    }

    private Stream<Path> files() throws IOException {
        Path index = folder.resolve("index");
        return Files.isDirectory(index) ? Files.list(index) : Stream.empty();
    }

    @Test
    void progressRisesToOneAndTheIndexIsRememberedForTheNextTime() throws Exception {
        List<IndexProgress> told = Collections.synchronizedList(new ArrayList<>());
        try (MediaSession session = open("vfr.mkv")) {
            session.onProgress(told::add);
            assertEquals(23, session.proved().get(30, TimeUnit.SECONDS).count());
            assertFalse(session.isIndexRemembered());
            assertEquals(23, session.frameCount().orElse(-1));
            assertEquals(new IndexProgress(IndexProgress.Stage.PROVED, 1.0, 23), session.progress());
        }
        assertTrue(IntStream.range(1, told.size())
                .allMatch(i -> told.get(i).stage().compareTo(told.get(i - 1).stage()) > 0
                        || told.get(i).fraction() >= told.get(i - 1).fraction()));
        try (MediaSession session = open("vfr.mkv")) {
            session.proved().get(30, TimeUnit.SECONDS);
            assertTrue(session.isIndexRemembered());
        }
    }

    @Test
    void aChangedFileIsIndexedAgain() throws Exception {
        Path copy = Files.copy(Clips.clip("vfr.mkv"), folder.resolve("clip.bin"));
        try (MediaSession session = MediaSession.open(copy, options)) {
            assertEquals(23, session.proved().get(30, TimeUnit.SECONDS).count());
        }
        Files.write(copy, Files.readAllBytes(Clips.clip("open_gop.mp4")));
        try (MediaSession session = MediaSession.open(copy, options)) {
            assertEquals(50, session.proved().get(30, TimeUnit.SECONDS).count());
            assertFalse(session.isIndexRemembered());
        }
    }

    @Test
    void aFrameThatIsNotThereIsAFailureNotAnotherFrame() throws Exception {
        try (MediaSession session = open("still.png")) {
            session.proved().get(30, TimeUnit.SECONDS);
            ExecutionException failure = assertThrows(
                    ExecutionException.class,
                    () -> session.frame(1, Priority.NOW).get(30, TimeUnit.SECONDS));
            FrameUnreachable cause = assertInstanceOf(FrameUnreachable.class, failure.getCause());
            assertEquals(1, cause.frame());
            assertEquals("there is no frame 1; the video has frames 0 to 0", cause.getMessage());
        }
    }

    @Test
    void whatHangsOnAFrameMayAskForTheNextOneAndMayClose() throws Exception {
        MediaSession session = open("open_gop.mp4");
        session.proved().get(30, TimeUnit.SECONDS);
        CompletableFuture<Integer> chain = CompletableFuture.completedFuture(0);
        for (int n = 0; n < 20; n++) {
            int next = n;
            chain = chain.thenCompose(sum -> session.frame(next, Priority.PLAYBACK)
                    .thenApply(frame -> {
                        try (frame) {
                            return sum + frame.number();
                        }
                    }));
        }
        assertEquals(190, chain.get(30, TimeUnit.SECONDS));
        session.frame(45, Priority.NOW)
                .thenAccept(frame -> {
                    frame.close();
                    session.close();
                })
                .get(30, TimeUnit.SECONDS);
        session.close();
        assertEquals(0, session.openHandles());
    }

    @Test
    void theRotationIsToldClockwiseAndNotApplied() throws Exception {
        try (MediaSession session = MediaSession.open(Clips.clip("colour/turned.mp4"), options);
                Frame frame = session.frame(0, Priority.NOW).get(30, TimeUnit.SECONDS)) {
            assertEquals(90, session.info().rotation());
            assertEquals(96, frame.picture().width());
            assertEquals(96, session.info().width());
        }
    }

    @Test
    void steppingBackFindsThePictureInTheCache() throws Exception {
        try (MediaSession session = open("open_gop.mp4")) {
            session.proved().get(30, TimeUnit.SECONDS);
            session.frame(40, Priority.NOW).get(30, TimeUnit.SECONDS).close();
            session.frame(39, Priority.NOW).get(30, TimeUnit.SECONDS).close();
            int cached = 0;
            for (int n = 38; n >= 20; n--) {
                cached += session.isCached(n) ? 1 : 0;
                session.frame(n, Priority.NOW).get(30, TimeUnit.SECONDS).close();
            }
            assertTrue(cached >= 10, cached + " of 19 steps were ready");
        }
    }

    @Test
    void aFileThatVanishesIsNamedAndWhatIsStillOpenStaysUsable() throws Exception {
        Path copy = Files.copy(Clips.clip("open_gop.mp4"), folder.resolve("clip.mp4"));
        SessionOptions bare = options.withPictureBytes(1).withoutPrefetch();
        try (MediaSession session = MediaSession.open(copy, bare)) {
            FrameIndex index = session.proved().get(30, TimeUnit.SECONDS);
            assertEquals(index.checksum(45), checksum(session.frame(45, Priority.NOW)));
            byte[] bytes = Files.readAllBytes(copy);
            Files.delete(copy);
            for (int round = 0; round < 3; round++) {
                ExecutionException failure =
                        assertThrows(ExecutionException.class, () -> checksum(session.frame(0, Priority.NOW)));
                assertInstanceOf(MediaException.Gone.class, failure.getCause());
                assertEquals(index.checksum(44), checksum(session.frame(44, Priority.NOW)));
            }
            Files.write(copy, bytes);
            assertEquals(index.checksum(0), checksum(session.frame(0, Priority.NOW)), "it is back");
        }
    }

    @Test
    void aFileThatIsReplacedByOneWithFewerStreamsIsNoticed() throws Exception {
        Path copy = Files.copy(Clips.clip("sound_first.mkv"), folder.resolve("clip.mkv"));
        SessionOptions bare = options.withPictureBytes(1).withoutPrefetch();
        try (MediaSession session = MediaSession.open(copy, bare)) {
            assertEquals(1, session.info().stream());
            FrameIndex index = session.proved().get(30, TimeUnit.SECONDS);
            assertEquals(index.checksum(20), checksum(session.frame(20, Priority.NOW)));
            Files.delete(copy);
            Files.copy(Clips.clip("vfr.mkv"), copy);
            ExecutionException failure =
                    assertThrows(ExecutionException.class, () -> checksum(session.frame(0, Priority.NOW)));
            assertInstanceOf(MediaException.Changed.class, failure.getCause());
        }
    }

    @Test
    void whatIsShownOfADamagedFileBeforeItsIndexIsThereIsWhatTheIndexSaw() throws Exception {
        for (int round = 0; round < 10; round++) {
            try (MediaSession session = open("damaged.mkv")) {
                List<CompletableFuture<Frame>> asked = IntStream.range(0, 48)
                        .mapToObj(n -> session.frame(n, Priority.PLAYBACK))
                        .toList();
                FrameIndex index = session.proved().get(30, TimeUnit.SECONDS);
                for (int n = 0; n < 48; n++) {
                    assertEquals(index.checksum(n), checksum(asked.get(n)), "frame " + n + ", round " + round);
                }
            }
        }
    }

    @Test
    void aFileThatIsReplacedWhileOpenIsNoticed() throws Exception {
        Path copy = Files.copy(Clips.clip("whole.mp4"), folder.resolve("clip.mp4"));
        SessionOptions bare = options.withPictureBytes(1).withoutPrefetch();
        try (MediaSession session = MediaSession.open(copy, bare)) {
            session.proved().get(30, TimeUnit.SECONDS);
            session.frame(30, Priority.NOW).get(30, TimeUnit.SECONDS).close();
            byte[] bytes = Files.readAllBytes(copy);
            for (int i = bytes.length / 3; i < bytes.length; i++) {
                bytes[i] ^= 0x5a;
            }
            Files.write(copy, java.util.Arrays.copyOf(bytes, bytes.length + 1));
            ExecutionException failure = assertThrows(
                    ExecutionException.class,
                    () -> session.frame(2, Priority.NOW)
                            .get(30, TimeUnit.SECONDS)
                            .close());
            Throwable cause = failure.getCause();
            assertTrue(cause instanceof MediaException || cause instanceof FrameUnreachable, String.valueOf(cause));
        }
    }
}
