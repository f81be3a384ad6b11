package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.index.CheckVerdict;
import limner.media.index.Damage;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexFile;
import limner.media.index.IndexIdentity;
import limner.media.index.IndexProgress;
import limner.media.report.DamageSpan;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A file of which one packet gives no picture, whose number is in use before decoding finds that out.
@Timeout(120)
class HolesTest {
    private static final int BROKEN = Hollow.BROKEN;
    private static final int COUNT = Hollow.COUNT;

    @TempDir
    Path folder;

    private SessionOptions options() {
        return SessionOptions.usual().withIndexFolder(folder.resolve("index")).withoutPrefetch();
    }

    private static int shown(MediaSession session, int n) throws Exception {
        try (Frame frame = session.frame(n, Priority.NOW).get(30, TimeUnit.SECONDS)) {
            return frame.picture().checksum();
        }
    }

    @Test
    void aNumberThatWentOutStaysAndTheOneWithoutAPictureIsUnreachableAndNamedEverywhere() throws Exception {
        Path file = Hollow.in(folder);
        int behind;
        CountDownLatch handedOut = new CountDownLatch(1);
        FrameIndex proof;
        try (MediaSession session = MediaSession.open(file, options())) {
            // The proof is held up until a picture behind the broken one is out: as it is where a file is long.
            Consumer<IndexProgress> holdUp = p -> {
                if (p.stage() == IndexProgress.Stage.PROVING) {
                    await(handedOut);
                }
            };
            session.onProgress(holdUp);
            FrameIndex first = session.index().get(30, TimeUnit.SECONDS);
            assertFalse(first.isProved(), "its packets earn trust");
            assertEquals(COUNT, first.count());
            behind = shown(session, BROKEN + 5);
            assertFalse(session.proved().isDone(), "it went out before the proof");
            handedOut.countDown();
            proof = session.proved().get(60, TimeUnit.SECONDS);
            assertHole(proof);
            assertUnreachable(session);
            assertEquals(behind, shown(session, BROKEN + 5), "the number still names the picture that went out");
            assertEquals(proof.checksum(BROKEN + 5), behind);
            assertTrue(session.corrected().isEmpty());
            assertNamed(session.report(proof));
        }
        try (MediaSession session = MediaSession.open(file, options())) {
            FrameIndex again = session.proved().get(60, TimeUnit.SECONDS);
            assertTrue(session.isIndexRemembered());
            assertHole(again);
            assertUnreachable(session);
            assertEquals(behind, shown(session, BROKEN + 5), "after opening again");
            assertNamed(session.report(again));
        }
        IndexIdentity identity = IndexIdentity.of(MediaFile.of(file), FfmpegReaders.libraries(), 0);
        assertHole(new FrameIndexFile(options().indexFolder()).read(identity).orElseThrow());
        try (FramesProtocol frames = FramesProtocol.open(file, options(), p -> {}, new Cancellation())) {
            StringBuilder out = new StringBuilder();
            frames.print(List.of(BROKEN, BROKEN + 1).stream().mapToInt(n -> n), out);
            assertTrue(out.toString().startsWith("frames 40\n17 - - -\n18 "), out.toString());
            assertFalse(out.toString().contains("18 -"), out.toString());
        }
        try (FrameSession session = SelfCheck.open(file, OptionalInt.empty(), options())) {
            CheckVerdict verdict = new SelfCheck(session, SelfCheck.Extent.WHOLE, 1, new Cancellation()).run(p -> {});
            assertTrue(verdict.holds() && verdict.isWhole(), verdict.toString());
            assertEquals(COUNT - 1, verdict.frames(), "a hole is no picture");
        }
    }

    /// The same holes after an upgrade: numbers that were in use stay in use.
    @Test
    void holesStayWhenAnotherVersionOfTheDecoderProvesThem() throws Exception {
        Path file = Hollow.in(folder);
        FrameIndexFile cache = new FrameIndexFile(options().indexFolder());
        IndexIdentity identity = IndexIdentity.of(MediaFile.of(file), FfmpegReaders.libraries(), 0);
        cache.write(identity, Hollow.scanned(file));
        try (MediaSession session = MediaSession.open(file, options())) {
            assertHole(session.proved().get(60, TimeUnit.SECONDS));
        }
        cache.write(identity.withDecoder("ffmpeg 4.4"), cache.read(identity).orElseThrow());
        try (MediaSession session = MediaSession.open(file, options())) {
            assertHole(session.proved().get(60, TimeUnit.SECONDS));
            assertUnreachable(session);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS), "somebody lets the proof go on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertHole(FrameIndex index) {
        assertTrue(index.isProved());
        assertEquals(COUNT, index.count());
        assertTrue(index.isHole(BROKEN));
        assertEquals(1, index.holeCount());
    }

    private static void assertUnreachable(MediaSession session) {
        CompletionException e = assertThrows(
                CompletionException.class,
                () -> session.frame(BROKEN, Priority.NOW).join().close());
        assertEquals(
                BROKEN, assertInstanceOf(FrameUnreachable.class, e.getCause()).frame());
    }

    private static void assertNamed(IndexReport report) {
        DamageSpan named = report.damagedFrames().stream()
                .filter(span -> span.kind() == Damage.Kind.NUMBER_WITHOUT_PICTURE)
                .findFirst()
                .orElseThrow();
        assertNotNull(named);
        assertEquals(BROKEN, named.frames().first());
        assertEquals(BROKEN, named.frames().last());
    }
}
