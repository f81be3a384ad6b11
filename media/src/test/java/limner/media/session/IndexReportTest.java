package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import limner.media.index.FrameIndex;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import limner.media.source.VideoStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is told about a file after indexing it, and the choice between its streams.
@Timeout(60)
class IndexReportTest {
    @TempDir
    Path folder;

    private SessionOptions options() {
        return SessionOptions.usual().withIndexFolder(folder.resolve("index"));
    }

    private IndexReport report(String clip) {
        try (FramesProtocol frames =
                FramesProtocol.open(Clips.clip(clip), options(), progress -> {}, new Cancellation())) {
            return frames.report();
        }
    }

    @Test
    void aSoundFileHasNothingToComplainOf() {
        IndexReport report = report("whole.mp4");
        assertEquals(List.of(), report.complaints());
        assertEquals(List.of(), report.damagedFrames());
        assertEquals(report.frames(), report.stableFrames());
        assertTrue(report.longestGroup() >= 1 && report.longestGroup() <= report.frames());
        assertTrue(report.timing().constant());
        assertFalse(report.info().profile().isEmpty(), "H.264 states a profile");
    }

    @Test
    void theDecodersComplaintsAboutADamagedFileAreFewAndDistinct() {
        IndexReport report = report("damaged.mkv");
        assertFalse(report.complaints().isEmpty());
        assertTrue(report.complaints().size() <= 6, report.complaints().toString());
        for (String line : report.complaints()) {
            assertFalse(line.contains("0x") || line.contains("\n"), line);
        }
        assertFalse(report.damagedFrames().isEmpty());
        assertTrue(report.stableFrames() < report.frames());
    }

    @Test
    void whatTheDecoderSaysOfOneFileIsNotToldOfAnother() throws Exception {
        try (MediaSession sound = MediaSession.open(Clips.clip("whole.mp4"), options());
                MediaSession damaged = MediaSession.open(Clips.clip("damaged.mkv"), options());
                MediaSession other = MediaSession.open(Clips.clip("open_gop.mp4"), options())) {
            FrameIndex broken = damaged.proved().get(30, TimeUnit.SECONDS);
            assertFalse(damaged.report(broken).complaints().isEmpty());
            for (MediaSession each : List.of(sound, other)) {
                FrameIndex index = each.proved().get(30, TimeUnit.SECONDS);
                assertEquals(List.of(), each.report(index).complaints());
            }
        }
    }

    @Test
    void anyOfSeveralVideoStreamsCanBeTaken() throws Exception {
        Path two = Clips.clip("two_video.mkv");
        try (MediaSession usual = MediaSession.open(two, options());
                MediaSession first = MediaSession.open(two, OptionalInt.of(0), options());
                MediaSession second = MediaSession.open(two, OptionalInt.of(1), options())) {
            assertEquals(0, usual.info().stream());
            assertEquals(64, first.info().width());
            assertEquals(1, second.info().stream());
            assertEquals(0, second.info().usualStream());
            assertEquals(96, second.info().width());
            VideoStream other = usual.info().otherVideoStreams().getFirst();
            assertEquals(new VideoStream(1, "h264", 96, 64, false, false, "Second camera"), other);
            assertEquals(10, usual.proved().get(30, TimeUnit.SECONDS).count());
            assertEquals(10, first.proved().get(30, TimeUnit.SECONDS).count());
            FrameIndex index = second.proved().get(30, TimeUnit.SECONDS);
            assertEquals(12, index.count());
            for (int n : new int[] {11, 0, 6}) {
                try (Frame frame = second.frame(n, Priority.NOW).get(30, TimeUnit.SECONDS)) {
                    assertEquals(96, frame.picture().width());
                    assertEquals(index.checksum(n), frame.picture().checksum());
                }
            }
        }
        try (MediaSession again = MediaSession.open(two, OptionalInt.of(1), options())) {
            assertEquals(12, again.proved().get(30, TimeUnit.SECONDS).count(), "each stream has an index of its own");
            assertTrue(again.isIndexRemembered());
        }
    }

    @Test
    void aStreamThatHoldsNoVideoIsRefusedWithTheOnesThatDo() {
        Path two = Clips.clip("two_video.mkv");
        for (int wrong : new int[] {2, 7, -1}) {
            MediaException refusal = assertThrows(
                    MediaException.NoSuchStream.class,
                    () -> MediaSession.open(two, OptionalInt.of(wrong), options())
                            .close());
            String sentence = Objects.requireNonNull(refusal.getMessage());
            assertTrue(sentence.endsWith("stream " + wrong + " of this file holds no video; choose 0 or 1"), sentence);
        }
    }
}
