package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limner.media.frame.PngWriter;
import limner.media.index.FrameIndex;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import limner.media.still.PictureList;
import limner.media.still.PictureTimes;
import limner.media.still.Stills;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceSessionTest {
    @TempDir
    Path folder;

    private SessionOptions options() {
        return SessionOptions.usual().withIndexFolder(folder.resolve("cache")).withPictureBytes(1 << 20);
    }

    private Path pictures(int count) throws IOException {
        Path place = Files.createDirectories(folder.resolve("pictures"));
        for (int n = 0; n < count; n++) {
            Files.write(place.resolve("p" + n + ".png"), png(32 + n, 24, n));
        }
        return place;
    }

    /// A picture of one colour; the first byte of each pixel is `mark`.
    private static byte[] png(int width, int height, int mark) throws IOException {
        ByteBuffer rgb = ByteBuffer.allocate(width * height * 3);
        while (rgb.hasRemaining()) {
            rgb.put((byte) mark).put((byte) 7).put((byte) 9);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter.write(out, width, height, rgb.flip());
        return out.toByteArray();
    }

    private static int mark(Frame frame) {
        ByteBuffer rgb = ByteBuffer.allocateDirect(
                frame.picture().width() * frame.picture().height() * 3);
        frame.picture().toRgb24(rgb);
        return rgb.get(0) & 0xFF;
    }

    @Test
    void everyPictureComesUnderItsNumberForwardBackwardAndShuffled() throws IOException {
        Path place = pictures(14);
        long seed = 77;
        List<Integer> order = new ArrayList<>();
        IntStream.range(0, 14).forEach(order::add);
        IntStream.range(0, 14).forEach(n -> order.add(13 - n));
        List<Integer> shuffled = new ArrayList<>(order);
        Collections.shuffle(shuffled, new Random(seed));
        order.addAll(shuffled);
        FrameSession session = FrameSession.open(place, options());
        try (session) {
            assertEquals(14, session.index().join().count());
            for (int n : order) {
                try (Frame frame = session.frame(n, Priority.NOW).join()) {
                    assertEquals(n, frame.number(), "seed " + seed);
                    assertEquals(n, mark(frame), "seed " + seed);
                    assertEquals(32 + n, frame.picture().width(), "each picture has its own size");
                    assertEquals(n * 0.04, frame.seconds(), 1e-9);
                }
                assertEquals(Optional.of("p" + n + ".png"), session.name(n));
            }
        }
        assertEquals(0, session.openHandles());
    }

    @Test
    void aBrokenFileIsNamedAndHarmsNoOther() throws IOException {
        Path place = pictures(6);
        byte[] whole = Files.readAllBytes(place.resolve("p3.png"));
        Files.write(place.resolve("p3.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
        Files.write(place.resolve("p0.png"), new byte[0]);
        try (FrameSession session = FrameSession.open(place, options())) {
            for (int n = 0; n < 6; n++) {
                CompletableFuture<Frame> future = session.frame(n, Priority.BACKGROUND);
                if (n == 0 || n == 3) {
                    CompletionException e = assertThrows(CompletionException.class, future::join);
                    MediaException why = assertInstanceOf(MediaException.class, e.getCause());
                    assertTrue(String.valueOf(why.getMessage()).contains("p" + n + ".png"), why.getMessage());
                } else {
                    try (Frame frame = future.join()) {
                        assertEquals(n, mark(frame));
                    }
                }
            }
            assertEquals(33, session.info().width(), "the first that can be decoded tells the size");
            CompletionException beyond = assertThrows(CompletionException.class, session.frame(6, Priority.NOW)::join);
            assertInstanceOf(FrameUnreachable.class, beyond.getCause());
        }
    }

    @Test
    void aFileThatChangesOrGoesWhileItIsOpenIsNotShown() throws IOException {
        Path place = pictures(4);
        try (FrameSession session = FrameSession.open(place, options().withoutPrefetch())) {
            String before = session.identity();
            assertEquals(before, FrameSession.identity(place));
            Files.write(place.resolve("p2.png"), png(32 + 2, 24, 99));
            Files.setLastModifiedTime(place.resolve("p2.png"), FileTime.fromMillis(1));
            Files.delete(place.resolve("p3.png"));
            CompletionException changed = assertThrows(CompletionException.class, session.frame(2, Priority.NOW)::join);
            assertInstanceOf(MediaException.Changed.class, changed.getCause());
            CompletionException gone = assertThrows(CompletionException.class, session.frame(3, Priority.NOW)::join);
            assertInstanceOf(MediaException.Missing.class, gone.getCause());
            assertNotEquals(before, FrameSession.identity(place));
            String words = ((SequenceSession) session).list().changesTo(PictureList.of(place));
            assertEquals("1 gone (p3.png), 1 changed (p2.png)", words);
        }
    }

    @Test
    void timesOfChangeAloneLeaveTheNamesTheSame() throws IOException {
        Path place = pictures(3);
        String before = FrameSession.identity(place);
        Files.setLastModifiedTime(place.resolve("p1.png"), FileTime.fromMillis(1));
        String touched = FrameSession.identity(place);
        assertNotEquals(before, touched);
        assertTrue(PictureList.sameNames(before, touched));
        Files.write(place.resolve("p9.png"), png(8, 8, 1));
        assertFalse(PictureList.sameNames(before, FrameSession.identity(place)));
    }

    @Test
    void theDigestIsThatOfTheListOfDigests() throws IOException, NoSuchAlgorithmException {
        Path place = pictures(3);
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < 3; n++) {
            MessageDigest one = MessageDigest.getInstance("SHA-256");
            String hex = HexFormat.of().formatHex(one.digest(Files.readAllBytes(place.resolve("p" + n + ".png"))));
            text.append(hex).append("  p").append(n).append(".png\n");
        }
        MessageDigest all = MessageDigest.getInstance("SHA-256");
        String wanted = HexFormat.of().formatHex(all.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        try (FrameSession session = FrameSession.open(place, options())) {
            assertEquals(wanted, session.digest(f -> {}, new Cancellation()));
        }
    }

    @Test
    void aListNamesItsPicturesInItsOwnOrder() throws IOException {
        Path place = pictures(5);
        Path list = folder.resolve("some.pictures");
        PictureList.write(list, List.of(place.resolve("p4.png"), place.resolve("p1.png")));
        try (FrameSession session = FrameSession.open(list, options());
                Frame first = session.frame(0, Priority.NOW).join()) {
            assertEquals(2, session.index().join().count());
            assertEquals(4, mark(first));
            assertEquals(Optional.of("pictures/p1.png"), session.name(1));
        }
        Files.delete(place.resolve("p1.png"));
        MediaException refused = assertThrows(
                MediaException.class, () -> FrameSession.open(list, options()).close());
        assertTrue(String.valueOf(refused.getMessage()).contains("p1.png"), refused.getMessage());
    }

    @Test
    void aFolderWithoutPicturesIsRefused() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("notes.txt"), "nothing");
        Files.write(empty.resolve(".hidden.png"), png(4, 4, 1));
        assertThrows(
                MediaException.NoPictureFiles.class,
                () -> FrameSession.open(empty, options()).close());
    }

    @Test
    void theProtocolAnswersForAFolder() throws IOException {
        Path place = pictures(3);
        Files.write(place.resolve("p1.png"), new byte[] {1, 2, 3});
        StringBuilder out = new StringBuilder();
        try (FramesProtocol frames = FramesProtocol.open(place, options(), p -> {}, new Cancellation())) {
            frames.print(IntStream.of(2, 1, 0, 7), out);
            assertEquals(3, frames.report().frames());
        }
        List<String> lines = out.toString().lines().toList();
        assertEquals("frames 3", lines.get(0));
        assertTrue(lines.get(1).matches("2 [0-9a-f]{32} 0\\.080000 [0-9.]+"), lines.get(1));
        assertEquals("1 - - -", lines.get(2));
        assertTrue(lines.get(3).matches("0 [0-9a-f]{32} 0\\.000000 [0-9.]+"), lines.get(3));
        assertEquals("7 - - -", lines.get(4));
    }

    @Test
    void aPictureByItselfIsASequenceOfOneAndAnAnimationAVideo() throws IOException {
        Path one = Stills.file("turned_6.jpg");
        try (FrameSession session = FrameSession.open(one, options())) {
            assertInstanceOf(SequenceSession.class, session);
            assertEquals(80, session.info().width(), "upright");
            assertEquals(1, session.index().join().count());
            assertEquals(0.0, session.index().join().seconds(0));
        }
        Path png = Files.write(folder.resolve("movie.png"), Files.readAllBytes(Clips.clip("whole.mp4")));
        try (FrameSession session = FrameSession.open(png, options())) {
            assertInstanceOf(MediaSession.class, session, "content tells, not the name");
        }
    }

    @Test
    void aFolderOfAHundredThousandPicturesOpensWithinTwoSeconds() throws IOException {
        Path place = Files.createDirectories(folder.resolve("many"));
        byte[] picture = png(8, 8, 200);
        Path first = Files.write(place.resolve("f000000.png"), picture);
        for (int n = 1; n < 100_000; n++) {
            // Names of few files: the time to make them is not what is measured.
            Path next = place.resolve(String.format(Locale.ROOT, "f%06d.png", n));
            if (n % 50_000 == 0) {
                first = Files.write(next, picture);
            } else {
                Files.createLink(next, first);
            }
        }
        Files.delete(place.resolve("f050000.png"));
        Files.write(place.resolve("f050000.png"), png(9, 8, 50));
        // A machine that does other things as well is measured by how long a mere look at the files takes, and by the
        // best of a few tries, each with nothing kept.
        long took = Long.MAX_VALUE;
        long most = 0;
        for (int turn = 0; turn < 4 && took >= most; turn++) {
            long look = System.nanoTime();
            try (Stream<Path> files = Files.list(place)) {
                assertEquals(100_000, files.filter(Files::isRegularFile).count());
            }
            most = Math.max(2000, 6 * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - look));
            took = opened(place, options().withIndexFolder(folder.resolve("cache-" + turn)));
        }
        assertTrue(took < most, took + " ms of " + most);
    }

    /// How long it takes to have the numbers and a picture from the middle, in milliseconds.
    private static long opened(Path place, SessionOptions options) {
        long start = System.nanoTime();
        try (FrameSession session = FrameSession.open(place, options)) {
            FrameIndex index = session.index().join();
            try (Frame frame = session.frame(50_000, Priority.NOW).join()) {
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                System.getLogger("test").log(System.Logger.Level.INFO, "100,000 pictures opened in " + took + " ms");
                assertEquals(100_000, index.count());
                assertEquals(50, mark(frame));
                assertEquals(50_000 * 0.04, frame.seconds(), 1e-6);
                return took;
            }
        }
    }

    @Test
    void timesAreThoseOfTheFileOfTimes() throws IOException {
        Path place = pictures(3);
        Files.writeString(place.resolve("timestamps.csv"), "p0.png,10\np1.png,10.5\np2.png,13\n");
        try (FrameSession session = FrameSession.open(place, options())) {
            FrameIndex index = session.index().join();
            assertArrayEquals(
                    new double[] {10, 10.5, 13},
                    IntStream.range(0, 3).mapToDouble(index::seconds).toArray());
            assertEquals(1, index.frameAt(12.9));
            assertEquals(Optional.of(PictureTimes.Source.SIDECAR), ((SequenceSession) session).timesFrom());
        }
    }

    @Test
    void closingCancelsWhatWaits() throws IOException {
        Path place = pictures(40);
        List<CompletableFuture<Frame>> asked = new ArrayList<>();
        FrameSession session = FrameSession.open(place, options());
        for (int n = 0; n < 40; n++) {
            asked.add(session.frame(n, Priority.BACKGROUND));
        }
        session.close();
        for (CompletableFuture<Frame> future : asked) {
            assertTrue(future.isDone());
            if (!future.isCompletedExceptionally()) {
                future.join().close();
            }
        }
        assertEquals(0, session.openHandles());
    }
}
