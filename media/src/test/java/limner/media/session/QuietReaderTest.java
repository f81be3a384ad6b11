package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import limner.media.index.FrameIndex;
import limner.media.still.Stills;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class QuietReaderTest {
    @TempDir
    private Path folder = Path.of("");

    private SessionOptions options() {
        return SessionOptions.usual().withIndexFolder(folder.resolve("index"));
    }

    @Test
    void itGivesTheSamePicturesAndLeavesCacheAndPlayheadAlone() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String clip : List.of("open_gop.mp4", "wrap.ts", "intra_refresh.mp4")) {
            try (MediaSession session =
                    MediaSession.open(Clips.clip(clip), options().withoutPrefetch())) {
                FrameIndex index = session.proved().get(30, TimeUnit.SECONDS);
                try (QuietReader quiet = session.quiet(index)) {
                    for (int i = 0; i < 20; i++) {
                        int n = random.nextInt(index.count());
                        int start = quiet.startOf(n);
                        assertTrue(start <= n && start >= 0, clip + ": " + start + " for " + n);
                        assertEquals(start, quiet.startOf(start), clip + ", seed " + seed);
                        for (int each : List.of(n, start)) {
                            boolean cached = session.isCached(each);
                            try (Frame frame = quiet.read(each, () -> false).orElseThrow()) {
                                assertEquals(
                                        index.checksum(each),
                                        frame.picture().checksum(),
                                        clip + " " + each + ", seed " + seed);
                                assertEquals(each, frame.number());
                            }
                            assertEquals(cached, session.isCached(each));
                        }
                        if (i == 10) {
                            quiet.rest();
                        }
                    }
                }
            }
        }
    }

    @Test
    void itStopsWhenAskedAndWhenTheSessionIsClosedAndLeavesNothingOpen() throws Exception {
        MediaSession session = MediaSession.open(Clips.clip("open_gop.mp4"), options());
        FrameIndex index = session.proved().get(30, TimeUnit.SECONDS);
        QuietReader quiet = session.quiet(index);
        assertEquals(Optional.empty(), quiet.read(index.count() - 1, () -> true));
        assertTrue(quiet.read(5, () -> false)
                .map(frame -> {
                    frame.close();
                    return true;
                })
                .orElse(false));
        session.close();
        assertEquals(0, session.openHandles());
        assertEquals(Optional.empty(), quiet.read(3, () -> false));
        quiet.close();
        QuietReader late = session.quiet(index);
        assertFalse(late.read(3, () -> false).isPresent());
        assertEquals(0, session.openHandles());
    }

    @Test
    void picturesOfASequenceComeEachByItself() throws Exception {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (int n = 0; n < 5; n++) {
            Files.copy(Stills.file("turned_6.jpg"), pictures.resolve(n + ".jpg"));
        }
        try (SequenceSession session = SequenceSession.open(pictures, options())) {
            FrameIndex index = session.index().get(30, TimeUnit.SECONDS);
            try (QuietReader quiet = session.quiet(index)) {
                assertEquals(3, quiet.startOf(3));
                assertEquals(Optional.empty(), quiet.read(3, () -> true));
                try (Frame frame = quiet.read(3, () -> false).orElseThrow()) {
                    assertEquals(3, frame.number());
                }
            }
        }
    }
}
