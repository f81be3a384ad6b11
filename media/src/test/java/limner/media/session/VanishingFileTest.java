package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import limner.media.index.FrameIndex;
import limner.media.index.IndexProgress;
import limner.media.source.MediaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A drive that disappears while its video is in use, and comes back.
///
/// A drive that is pulled out makes reads fail. Here the file is emptied before it is deleted, so that the open handle
/// gives nothing any more either.
@Timeout(90)
class VanishingFileTest {
    @TempDir
    Path folder;

    private Path clip;
    private byte[] bytes;

    @BeforeEach
    void copyAClip() throws IOException {
        clip = Files.copy(Clips.clip("open_gop.mp4"), folder.resolve("clip.mp4"));
        bytes = Files.readAllBytes(clip);
    }

    private MediaSession open() {
        return MediaSession.open(
                clip,
                SessionOptions.usual()
                        .withIndexFolder(folder.resolve("index"))
                        .withPictureBytes(1)
                        .withoutPrefetch());
    }

    private void cut(long length) throws IOException {
        try (FileChannel file = FileChannel.open(clip, StandardOpenOption.WRITE)) {
            file.truncate(length);
        }
    }

    private static Throwable failure(MediaSession session, int frame) {
        return Objects.requireNonNull(assertThrows(ExecutionException.class, () -> checksum(session, frame))
                .getCause());
    }

    private static int checksum(MediaSession session, int frame) throws Exception {
        try (Frame got = session.frame(frame, Priority.NOW).get(30, TimeUnit.SECONDS)) {
            return got.picture().checksum();
        }
    }

    private static void assertAllRight(MediaSession session, FrameIndex index) throws Exception {
        for (int n = index.count() - 1; n >= 0; n -= 7) {
            assertEquals(index.checksum(n), checksum(session, n), "frame " + n);
        }
    }

    @Test
    void aFileThatIsGoneIsNamedAndWorkGoesOnWhenItIsBack() throws Exception {
        try (MediaSession session = open()) {
            FrameIndex index = session.proved().get(30, TimeUnit.SECONDS);
            CountDownLatch back = new CountDownLatch(1);
            session.onReturn(back::countDown);
            assertEquals(index.checksum(40), checksum(session, 40));
            cut(0);
            Files.delete(clip);
            MediaException told = assertInstanceOf(MediaException.Gone.class, failure(session, 3));
            assertTrue(told.toString().contains("clip.mp4: the file is not there any more"), told::toString);
            assertInstanceOf(MediaException.Gone.class, failure(session, 2));
            assertEquals(1, back.getCount());
            Files.write(clip, bytes);
            assertTrue(back.await(30, TimeUnit.SECONDS), "the session noticed its return");
            assertAllRight(session, index);
        }
    }

    @Test
    void oneWhoFailsToHearOfItsReturnHindersNobodyElse() throws Exception {
        try (MediaSession session = open()) {
            FrameIndex index = session.proved().get(30, TimeUnit.SECONDS);
            Semaphore told = new Semaphore(0);
            session.onReturn(() -> {
                throw new IllegalStateException("this listener is broken");
            });
            session.onReturn(told::release);
            for (int time = 0; time < 2; time++) {
                assertEquals(index.checksum(40), checksum(session, 40));
                cut(0);
                Files.delete(clip);
                assertInstanceOf(MediaException.Gone.class, failure(session, 3 + time));
                Files.write(clip, bytes);
                assertTrue(told.tryAcquire(30, TimeUnit.SECONDS), "told each time");
                assertAllRight(session, index);
            }
        }
    }

    @Test
    void aFileThatIsCutIsNotTakenForTheSame() throws Exception {
        try (MediaSession session = open()) {
            FrameIndex index = session.proved().get(30, TimeUnit.SECONDS);
            CountDownLatch back = new CountDownLatch(1);
            session.onReturn(back::countDown);
            cut(bytes.length / 3);
            assertInstanceOf(MediaException.Changed.class, failure(session, 45));
            Files.write(clip, bytes);
            assertTrue(back.await(30, TimeUnit.SECONDS));
            assertAllRight(session, index);
        }
    }

    @Test
    void anotherFileInItsPlaceShowsNoPictureOfItsOwn() throws Exception {
        try (MediaSession session = open()) {
            FrameIndex index = session.proved().get(30, TimeUnit.SECONDS);
            CountDownLatch back = new CountDownLatch(1);
            session.onReturn(back::countDown);
            assertEquals(index.checksum(30), checksum(session, 30));
            // In place, so that the open handle sees it too.
            Files.write(clip, Files.readAllBytes(Clips.clip("whole.mp4")));
            // What was read ahead of time may still come, and is right; nothing else may.
            for (int n = index.count() - 1; n >= 0; n -= 10) {
                try {
                    assertEquals(index.checksum(n), checksum(session, n), "frame " + n);
                } catch (ExecutionException e) {
                    assertInstanceOf(MediaException.Changed.class, e.getCause(), "frame " + n);
                }
            }
            assertInstanceOf(MediaException.Changed.class, failure(session, 2));
            assertEquals(1, back.getCount());
            Path original = Files.write(folder.resolve("original.mp4"), bytes);
            Files.move(original, clip, StandardCopyOption.REPLACE_EXISTING);
            assertTrue(back.await(30, TimeUnit.SECONDS));
            assertAllRight(session, index);
        }
    }

    @Test
    void aFileThatIsCutWhileItIsIndexedGivesNoIndex() throws Exception {
        // A transport stream after itself is a transport stream.
        byte[] once = Files.readAllBytes(Clips.clip("wrap.ts"));
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 250; i++) {
            many.write(once);
        }
        clip = Files.write(folder.resolve("long.ts"), many.toByteArray());
        try (MediaSession session = open()) {
            CountDownLatch started = new CountDownLatch(1);
            session.onProgress(progress -> {
                if (progress.stage() == IndexProgress.Stage.COUNTING && progress.frames() > 30) {
                    started.countDown();
                }
            });
            assertTrue(started.await(30, TimeUnit.SECONDS));
            cut(many.size() / 2);
            ExecutionException failure =
                    assertThrows(ExecutionException.class, () -> session.index().get(60, TimeUnit.SECONDS));
            assertInstanceOf(MediaException.Changed.class, failure.getCause());
            assertInstanceOf(MediaException.Changed.class, failure(session, 400));
        }
        try (MediaSession session = open()) {
            int count = session.proved().get(60, TimeUnit.SECONDS).count();
            assertTrue(count > 100, "what is left is a shorter video: " + count);
        }
    }

    @Test
    void closingWhileTheFileIsAwayLeavesNothingOpen() throws Exception {
        MediaSession session = open();
        session.proved().get(30, TimeUnit.SECONDS);
        cut(0);
        Files.delete(clip);
        assertInstanceOf(MediaException.Gone.class, failure(session, 20));
        session.close();
        assertEquals(0, session.openHandles());
    }
}
