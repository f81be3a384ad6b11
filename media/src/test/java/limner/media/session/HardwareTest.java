package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limner.media.decode.Accelerator;
import limner.media.decode.Decoded;
import limner.media.decode.PictureReader;
import limner.media.decode.PictureReaders;
import limner.media.decode.ReadListener;
import limner.media.index.CheckVerdict;
import limner.media.index.FrameIndex;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The choice of a device, its trial, and the way back. No device that decodes was there when this was written: a
/// decoder of software with another number of threads takes the place of one that is right, one over another file
/// that of one that is wrong.
@Timeout(120)
class HardwareTest {
    @TempDir
    Path folder;

    private SessionOptions options(Accelerator... devices) {
        Accelerators accelerators = new Accelerators();
        accelerators.use(List.of(devices));
        return SessionOptions.usual().withIndexFolder(folder).withoutPrefetch().withAccelerators(accelerators);
    }

    /// Decodes by three threads, and counts how often it was opened.
    private record ThreeThreads(AtomicInteger opened) implements Accelerator {
        @Override
        public String name() {
            return "three threads";
        }

        @Override
        public PictureReader open(PictureReaders readers, MediaFile file) {
            opened.incrementAndGet();
            return readers.open(file, 3);
        }
    }

    /// Decodes another file.
    private record Elsewhere(Path other) implements Accelerator {
        @Override
        public String name() {
            return "elsewhere";
        }

        @Override
        public PictureReader open(PictureReaders readers, MediaFile file) {
            return readers.open(MediaFile.of(other), 1);
        }
    }

    /// Right when it is opened for the first time, which is its trial, and elsewhere from then on.
    private record RightAtFirst(Path other, AtomicInteger opened) implements Accelerator {
        @Override
        public String name() {
            return "right at first";
        }

        @Override
        public PictureReader open(PictureReaders readers, MediaFile file) {
            return readers.open(opened.getAndIncrement() == 0 ? file : MediaFile.of(other), 1);
        }
    }

    private static void assertEveryPicture(MediaSession session) throws Exception {
        FrameIndex index = session.proved().get(60, TimeUnit.SECONDS);
        int[] order = IntStream.iterate(0, n -> (n + 17) % index.count())
                .limit(index.count())
                .toArray();
        for (int n : order) {
            try (Frame frame = session.frame(n, Priority.NOW).get(30, TimeUnit.SECONDS)) {
                assertEquals(index.checksum(n), frame.picture().checksum(), "frame " + n);
            }
        }
    }

    @Test
    void aDecoderThatGivesTheSamePicturesIsUsedAndItsTrialIsRemembered() throws Exception {
        ThreeThreads device = new ThreeThreads(new AtomicInteger());
        try (MediaSession session = MediaSession.open(Clips.clip("whole.mp4"), options(device))) {
            assertEquals(Optional.of("three threads"), session.decoding().join().device());
            assertEveryPicture(session);
            IndexReport report = session.report(session.proved().join());
            assertEquals(Optional.of("three threads"), report.decoder().device());
            CheckVerdict trial = report.selfCheck().orElseThrow();
            assertEquals("three threads", trial.decoding());
            assertTrue(trial.holds() && trial.compared() >= 48, trial.toString());
        }
        assertEquals(2, device.opened().get(), "once for the trial, once for the pictures");
        try (MediaSession session = MediaSession.open(Clips.clip("whole.mp4"), options(device))) {
            session.decoding().join();
            assertEveryPicture(session);
        }
        assertEquals(3, device.opened().get(), "not tried again");
    }

    @Test
    void oneThatGivesOtherPicturesIsRefusedBySayingSoAndEveryPictureComesBySoftware() throws Exception {
        Elsewhere device = new Elsewhere(Clips.clip("intra_refresh.mp4"));
        for (int again = 0; again < 2; again++) {
            try (MediaSession session = MediaSession.open(Clips.clip("whole.mp4"), options(device))) {
                DecoderUse use = session.decoding().join();
                assertTrue(use.isWayBack(), use.words());
                assertTrue(
                        use.words().contains("elsewhere is not used: it does not give the same picture"), use.words());
                assertEveryPicture(session);
                assertTrue(session.report(session.proved().join()).decoder().isWayBack());
            }
        }
    }

    @Test
    void oneThatFailsLaterIsLeftForSoftwareWithoutAWrongPictureAndItIsTold() throws Exception {
        RightAtFirst device = new RightAtFirst(Clips.clip("intra_refresh.mp4"), new AtomicInteger());
        List<DecoderUse> told = new CopyOnWriteArrayList<>();
        try (MediaSession session = MediaSession.open(Clips.clip("whole.mp4"), options(device))) {
            session.onDecoder(told::add);
            assertEquals(
                    Optional.of("right at first"), session.decoding().join().device());
            assertEveryPicture(session);
            assertTrue(session.decoder().isWayBack(), session.decoder().words());
            assertTrue(
                    session.decoder().words().contains("it did not give frame"),
                    session.decoder().words());
        }
        assertEquals(
                List.of(false, true), told.stream().map(DecoderUse::isWayBack).toList());
    }

    /// Decodes another file, and changes the one it was tried on meanwhile.
    private record Meddling(Path other) implements Accelerator {
        @Override
        public String name() {
            return "meddling";
        }

        @Override
        public PictureReader open(PictureReaders readers, MediaFile file) {
            try {
                Files.setLastModifiedTime(file.path(), FileTime.fromMillis(0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return readers.open(MediaFile.of(other), 1);
        }
    }

    @Test
    void aTrialOnAFileThatWasChangedMeanwhileIsNotRemembered() throws Exception {
        Path clip = Files.copy(Clips.clip("whole.mp4"), folder.resolve("clip.mp4"));
        try (MediaSession session = MediaSession.open(clip, options(new Meddling(Clips.clip("intra_refresh.mp4"))))) {
            assertTrue(session.decoding().get(60, TimeUnit.SECONDS).isWayBack());
        }
        try (Stream<Path> kept = Files.walk(folder)) {
            assertEquals(
                    List.of(),
                    kept.filter(f -> f.toString().endsWith(".lmnchk")).toList());
        }
    }

    @Test
    void theFirstOfSeveralThatIsRightIsTaken() {
        try (MediaSession session = MediaSession.open(
                Clips.clip("whole.mp4"),
                options(new Elsewhere(Clips.clip("vfr.mkv")), new ThreeThreads(new AtomicInteger())))) {
            assertEquals(Optional.of("three threads"), session.decoding().join().device());
        }
    }

    @Test
    void aDamagedFileStaysWithSoftware() throws Exception {
        try (MediaSession session =
                MediaSession.open(Clips.clip("damaged.mkv"), options(new ThreeThreads(new AtomicInteger())))) {
            assertTrue(session.decoding().get(60, TimeUnit.SECONDS).isWayBack());
        }
    }

    @Test
    void commandsGoTheSameWayAndTheSameWayBack() throws Exception {
        RightAtFirst device = new RightAtFirst(Clips.clip("intra_refresh.mp4"), new AtomicInteger());
        try (FramesProtocol frames =
                FramesProtocol.open(Clips.clip("whole.mp4"), options(device), _ -> {}, new Cancellation())) {
            assertEquals(Optional.of("right at first"), frames.decoder().device());
            StringBuilder out = new StringBuilder();
            frames.print(IntStream.of(40, 3, 20), out);
            assertFalse(out.toString().contains("- - -"), out.toString());
            assertTrue(frames.decoder().isWayBack());
            assertTrue(frames.report().decoder().isWayBack());
        }
    }

    /// Right in its trial, and gone at the first picture after that, as a device that is pulled out.
    private record GoneLater(AtomicInteger opened) implements Accelerator {
        @Override
        public String name() {
            return "gone later";
        }

        @Override
        public PictureReader open(PictureReaders readers, MediaFile file) {
            PictureReader right = readers.open(file, 1);
            return opened.getAndIncrement() == 0 ? right : new Gone(file, right);
        }
    }

    private record Gone(MediaFile file, PictureReader right) implements PictureReader {
        @Override
        public Decoded next(ReadListener listener) {
            throw new MediaException.NoDevice(file.path(), "gone later", "its pictures cannot be read back");
        }

        @Override
        public MediaInfo info() {
            return right.info();
        }

        @Override
        public boolean seekToStamp(long stamp) {
            return right.seekToStamp(stamp);
        }

        @Override
        public boolean prefersBytes() {
            return right.prefersBytes();
        }

        @Override
        public boolean seekToByte(long position) {
            return right.seekToByte(position);
        }

        @Override
        public void restart() {
            right.restart();
        }

        @Override
        public void restart(int threads) {
            right.restart(threads);
        }

        @Override
        public double position() {
            return right.position();
        }

        @Override
        public void interrupt() {
            right.interrupt();
        }

        @Override
        public void close() {
            right.close();
        }
    }

    @Test
    void oneThatIsGoneInTheMiddleIsLeftForSoftwareInSessionsAndCommands() throws Exception {
        GoneLater device = new GoneLater(new AtomicInteger());
        try (MediaSession session = MediaSession.open(Clips.clip("whole.mp4"), options(device))) {
            assertEquals(Optional.of("gone later"), session.decoding().join().device());
            assertEveryPicture(session);
            assertTrue(
                    session.decoder().words().contains("cannot be read back"),
                    session.decoder().words());
        }
        try (FramesProtocol frames =
                FramesProtocol.open(Clips.clip("whole.mp4"), options(device), _ -> {}, new Cancellation())) {
            assertEquals(Optional.of("gone later"), frames.decoder().device());
            StringBuilder out = new StringBuilder();
            frames.print(IntStream.of(40, 3, 20), out);
            assertFalse(out.toString().contains("- - -"), out.toString());
            assertTrue(
                    frames.decoder().words().contains("cannot be read back"),
                    frames.decoder().words());
        }
    }

    /// Whatever this machine has: a device that is listed gives the right pictures or is refused for a reason.
    @Test
    void everyDeviceThatIsListedHereIsEitherRightOrLeftForSoftware() throws Exception {
        for (Accelerator device : Accelerators.listed()) {
            try (MediaSession session = MediaSession.open(Clips.clip("whole.mp4"), options(device))) {
                DecoderUse use = session.decoding().get(60, TimeUnit.SECONDS);
                assertTrue(
                        use.device().isPresent() || use.words().contains(device.name() + " is not used: "),
                        use.words());
                assertEveryPicture(session);
                assertEquals(List.of(), session.report(session.proved().join()).complaints());
            }
        }
    }

    @Test
    void aDeviceThatNobodyHasIsRefusedInASentence() {
        Accelerator unknown = new Accelerator() {
            @Override
            public String name() {
                return "abacus";
            }

            @Override
            public PictureReader open(PictureReaders readers, MediaFile file) {
                return readers.openOn(file, name());
            }
        };
        try (MediaSession session = MediaSession.open(Clips.clip("whole.mp4"), options(unknown))) {
            String words = session.decoding().join().words();
            assertEquals("software; abacus is not used: FFmpeg does not know it here", words);
        } catch (MediaException e) {
            throw new AssertionError("the video itself is fine", e);
        }
    }
}
