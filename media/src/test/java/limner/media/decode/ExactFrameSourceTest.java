package limner.media.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.index.FrameIndex;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ExactFrameSourceTest {
    /// How many pictures a decoder put out for one wanted picture.
    private static int outputs(FrameSource source, int wanted, int keepFrom) {
        AtomicInteger looks = new AtomicInteger();
        FrameSource.Outcome outcome = source.read(
                wanted, keepFrom, (n, picture) -> assertEquals(source.index().checksum(n), picture.checksum()), () -> {
                    looks.incrementAndGet();
                    return false;
                });
        assertEquals(FrameSource.Outcome.FOUND, outcome);
        return looks.get();
    }

    @Test
    void picturesNobodyRefersToAreLeftOutOnTheWayAndNeverMissed() {
        Path clip = Path.of(System.getProperty("limner.media", "../../shared/media"), "h264_gop250_b3.mp4");
        assumeTrue(Files.isRegularFile(clip), "left out: no " + clip + ", so no long group was walked");
        MediaFile file = MediaFile.of(clip);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (FfmpegReaders readers = new FfmpegReaders()) {
            FrameIndex index = new IndexPass(readers, file).run(_ -> {}, new Cancellation());
            try (FrameSource source = ExactFrameSource.open(readers, file, index)) {
                int far = 249;
                assertEquals(0, index.packetOf(0));
                outputs(source, 300, 300);
                int some = outputs(source, far, far);
                outputs(source, 300, 300);
                int all = outputs(source, far, 0);
                assertTrue(some < all * 0.75, some + " of " + all + " pictures came out of the decoder");
                for (int round = 0; round < 30; round++) {
                    int wanted = random.nextInt(index.count());
                    int patience = random.nextInt(120);
                    AtomicInteger looks = new AtomicInteger();
                    source.read(wanted, wanted, (_, _) -> {}, () -> looks.incrementAndGet() > patience);
                    int other = Math.max(0, wanted - random.nextInt(60));
                    outputs(source, other, other);
                }
                outputs(source, 300, 300);
                assertEquals(some, outputs(source, far, far), "it is still done after being stopped, seed " + seed);
            }
        }
    }
}
