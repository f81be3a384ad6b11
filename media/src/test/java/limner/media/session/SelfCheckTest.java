package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Logger;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.index.CheckVerdict;
import limner.media.index.CheckVerdictFile;
import limner.media.index.Forged;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexFile;
import limner.media.index.IndexIdentity;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures in order against pictures in any order, and what is kept of that.
@Timeout(120)
class SelfCheckTest {
    private static final Logger LOG = Logger.getLogger(SelfCheckTest.class.getName());

    @TempDir
    Path folder;

    private SessionOptions options() {
        return SessionOptions.usual().withIndexFolder(folder);
    }

    private CheckVerdict check(Path file, SelfCheck.Extent extent) {
        long seed = System.nanoTime();
        LOG.info("self-check of " + file.getFileName() + ": seed " + seed);
        try (FrameSession session = SelfCheck.open(file, OptionalInt.empty(), options())) {
            return new SelfCheck(session, extent, seed, new Cancellation()).run(_ -> {});
        }
    }

    private Optional<CheckVerdict> reported(Path file) {
        try (FrameSession session = FrameSession.open(file, options())) {
            return session.report(session.proved().join()).selfCheck();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whole.mp4",
                "open_gop.mp4",
                "intra_refresh.mp4",
                "vfr.mkv",
                "wrap.ts",
                "raw.h264",
                "edit_list.mp4",
                "b_frames.avi",
                "anim.gif",
                "interlaced.mpg",
                "still.png"
            })
    void everyPictureOfASoundFileIsTheSameInAnyOrderAndTheReportKnowsIt(String clip) {
        Path file = Clips.clip(clip);
        CheckVerdict made = check(file, SelfCheck.Extent.SAMPLE);
        assertTrue(made.holds(), made.sentence());
        assertTrue(made.isWhole(), made.toString());
        assertTrue(made.sentence().startsWith("Holds: "), made.sentence());
        assertEquals(Optional.of(made), reported(file));
        // Now the index is remembered, so the file is decoded anew in order.
        CheckVerdict again = check(file, SelfCheck.Extent.WHOLE);
        assertTrue(again.holds() && again.isWhole(), again.toString());
        assertEquals(made.frames(), again.inOrder());
        assertEquals(2 * again.frames(), again.accesses(), "shuffled and backwards");
        assertEquals(Optional.of(again), reported(file));
    }

    @Test
    void placesToSeekToAreCountedAndTheOnesThatDidNotDeliver() {
        CheckVerdict keys = check(Clips.clip("whole.mp4"), SelfCheck.Extent.SAMPLE);
        assertTrue(keys.seekPoints() >= 4, keys.toString());
        CheckVerdict refresh = check(Clips.clip("intra_refresh.mp4"), SelfCheck.Extent.SAMPLE);
        assertTrue(refresh.demoted() > 0, "recovery points do not deliver at once: " + refresh);
    }

    /// The index of one clip under the name of another that has as many pictures: what a lying cache would be.
    @Test
    void anIndexThatDoesNotBelongToThePicturesIsFoundOutAndNoPictureIsShownByIt() throws IOException {
        Path clip = Clips.clip("whole.mp4");
        try (MediaSession session = MediaSession.open(clip, options())) {
            session.proved().join();
        }
        FrameIndexFile cache = new FrameIndexFile(folder);
        IndexIdentity identity = IndexIdentity.of(MediaFile.of(clip), FfmpegReaders.libraries(), 0);
        FrameIndex right = cache.read(identity).orElseThrow();
        cache.write(identity, Forged.withOtherChecksums(right, List.of(7, 30)));
        CheckVerdict verdict = check(clip, SelfCheck.Extent.SAMPLE);
        assertFalse(verdict.holds());
        assertEquals(7, verdict.firstBad());
        assertEquals(2, verdict.unreachable() + verdict.different(), verdict.toString());
        assertTrue(verdict.sentence().startsWith("Does not hold: "), verdict.sentence());
        assertEquals(Optional.of(verdict), reported(clip));
    }

    @Test
    void aVerdictIsAbsentWhenAnyByteIsOtherOrTheIndexTheFileOrTheDecoderIs() throws IOException {
        Path clip = Clips.clip("whole.mp4");
        CheckVerdict made = check(clip, SelfCheck.Extent.SAMPLE);
        CheckVerdictFile kept = new CheckVerdictFile(folder);
        IndexIdentity identity = IndexIdentity.of(MediaFile.of(clip), FfmpegReaders.libraries(), 0);
        FrameIndex index = new FrameIndexFile(folder).read(identity).orElseThrow();
        assertEquals(Optional.of(made), kept.read(identity, index, CheckVerdict.SOFTWARE));
        assertEquals(Optional.empty(), kept.read(identity, index, "vaapi"));
        assertEquals(Optional.empty(), kept.read(identity.withDecoder("another"), index, CheckVerdict.SOFTWARE));
        FrameIndex other = Forged.withOtherChecksums(index, List.of(3));
        assertEquals(Optional.empty(), kept.read(identity, other, CheckVerdict.SOFTWARE));
        Path path = kept.pathOf(identity, CheckVerdict.SOFTWARE);
        byte[] good = Files.readAllBytes(path);
        for (int i = 0; i < good.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) (1 << bit);
                Files.write(path, bad);
                assertEquals(Optional.empty(), kept.read(identity, index, CheckVerdict.SOFTWARE), "byte " + i);
            }
            Files.write(path, Arrays.copyOf(good, i));
            assertEquals(Optional.empty(), kept.read(identity, index, CheckVerdict.SOFTWARE), i + " bytes");
        }
        Files.write(path, good);
        assertEquals(Optional.of(made), reported(clip));
    }

    @Test
    void anIndexThatEndsBeforeItsFileIsFoundOut() throws IOException {
        Path clip = Clips.clip("whole.mp4");
        try (MediaSession session = MediaSession.open(clip, options())) {
            session.proved().join();
        }
        FrameIndexFile cache = new FrameIndexFile(folder);
        IndexIdentity identity = IndexIdentity.of(MediaFile.of(clip), FfmpegReaders.libraries(), 0);
        FrameIndex right = cache.read(identity).orElseThrow();
        cache.write(identity, Forged.without(right, right.count() - 1));
        CheckVerdict verdict = check(clip, SelfCheck.Extent.SAMPLE);
        assertFalse(verdict.holds(), verdict.sentence());
        assertEquals(right.count() - 2, verdict.firstBad());
    }
}
