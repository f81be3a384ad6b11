package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.index.Forged;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexFile;
import limner.media.index.IndexIdentity;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A proved index of another version of the decoder lies in the cache: a real one, written again under that name.
@Timeout(120)
class DecoderUpgradeTest {
    private static final String BEFORE = "ffmpeg 4.4";

    @TempDir
    Path folder;

    private SessionOptions options() {
        return SessionOptions.usual().withIndexFolder(folder).withoutPrefetch();
    }

    private static IndexIdentity identity(Path clip) {
        return IndexIdentity.of(MediaFile.of(clip), FfmpegReaders.libraries(), 0);
    }

    private FrameIndex proved(Path clip, SessionOptions options) {
        try (MediaSession session = MediaSession.open(clip, options)) {
            return session.proved().join();
        }
    }

    private byte[] leaveBehind(Path clip, FrameIndex index) throws IOException {
        FrameIndexFile cache = new FrameIndexFile(folder);
        cache.write(identity(clip).withDecoder(BEFORE), index);
        return Files.readAllBytes(cache.pathOf(identity(clip)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole.mp4", "open_gop.mp4", "wrap.ts", "damaged.mkv"})
    void whereThePicturesAreTheSameTheNewIndexTakesThePlaceOfTheOld(String name) throws IOException {
        Path clip = Clips.clip(name);
        FrameIndex right = proved(clip, options());
        leaveBehind(clip, right);
        FrameIndex now = proved(clip, options());
        assertTrue(now.numbersAs(right));
        assertTrue(new FrameIndexFile(folder).read(identity(clip)).orElseThrow().isProved(), "kept under its version");
    }

    @Test
    void otherPicturesAreRefusedInASentenceAndTheOldIndexStays() throws IOException {
        Path clip = Clips.clip("whole.mp4");
        FrameIndex right = proved(clip, options());
        List<Integer> all = IntStream.range(0, right.count()).boxed().toList();
        byte[] old = leaveBehind(clip, Forged.withOtherChecksums(right, all));
        for (int again = 0; again < 2; again++) {
            assertRefused(clip, old, "16 of 16 pictures");
        }
        MediaException.Drifted byCommand = assertThrows(
                MediaException.Drifted.class, () -> FramesProtocol.open(clip, options(), _ -> {}, new Cancellation()));
        assertTrue(String.valueOf(byCommand.getMessage()).contains("--accept-decoder"));
    }

    private void assertRefused(Path clip, byte[] old, String what) throws IOException {
        CompletionException e = assertThrows(CompletionException.class, () -> proved(clip, options()));
        MediaException.Drifted drifted = assertInstanceOf(MediaException.Drifted.class, e.getCause());
        String sentence = String.valueOf(drifted.getMessage());
        assertTrue(sentence.contains(what), sentence);
        assertTrue(sentence.contains(BEFORE), sentence);
        assertTrue(sentence.contains("what was labelled is safe"), sentence);
        assertArrayEquals(old, Files.readAllBytes(new FrameIndexFile(folder).pathOf(identity(clip))));
    }

    /// One picture of fifty: the sample may miss it, the pass over all does not.
    @Test
    void oneOtherPictureIsFoundByThePassOverAllEvenWhereTheSampleMissesIt() throws IOException {
        Path clip = Clips.clip("whole.mp4");
        FrameIndex right = proved(clip, options());
        for (int n = 0; n < 4; n++) {
            byte[] old = leaveBehind(clip, Forged.withOtherChecksums(right, List.of(n)));
            assertRefused(clip, old, "frame " + n);
        }
    }

    @Test
    void anotherNumberOfPicturesIsRefused() throws IOException {
        Path clip = Clips.clip("whole.mp4");
        FrameIndex right = proved(clip, options());
        byte[] old = leaveBehind(clip, Forged.without(right, right.count() - 1));
        assertRefused(clip, old, right.count() + " pictures instead of " + (right.count() - 1));
    }

    @Test
    void whoAcceptsGoesOnWithTheOtherPicturesUnderTheNumbersThereWere() throws IOException {
        Path clip = Clips.clip("whole.mp4");
        FrameIndex right = proved(clip, options());
        // The earlier decoder left picture 20 out, so everything behind it was labelled under a number lower by one.
        leaveBehind(clip, Forged.without(right, 20));
        FrameIndex accepted = proved(clip, options().acceptingOtherPictures());
        assertEquals(right.count() - 1, accepted.count());
        assertEquals(right.checksum(19), accepted.checksum(19));
        for (int n = 20; n < accepted.count(); n++) {
            assertEquals(right.packetOf(n + 1), accepted.packetOf(n), "the picture of number " + n);
            assertEquals(right.checksum(n + 1), accepted.checksum(n));
        }
        try (MediaSession session = MediaSession.open(clip, options());
                Frame frame = session.frame(30, Priority.NOW).join()) {
            assertEquals(right.checksum(31), frame.picture().checksum(), "accepted once, no question again");
        }
    }

    @Test
    void anUnprovedIndexOfAnEarlierVersionKeepsItsNumbers() throws IOException {
        Path clip = Clips.clip("whole.mp4");
        try (FfmpegReaders readers = new FfmpegReaders()) {
            FrameIndex scanned = new limner.media.decode.PacketScan(readers, MediaFile.of(clip))
                    .run(_ -> {}, new Cancellation())
                    .index();
            assertTrue(scanned != null, "it earns trust");
            leaveBehind(clip, scanned);
            assertTrue(proved(clip, options()).numbersAs(scanned));
        }
    }
}
