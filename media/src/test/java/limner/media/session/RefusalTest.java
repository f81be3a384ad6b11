package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cannot be read is refused in one sentence that names the file, by a type that tells the cause.
class RefusalTest {
    @TempDir
    Path folder;

    private <T extends MediaException> T refused(Class<T> kind, Path file) {
        Path cache = folder.resolve("cache");
        SessionOptions options = SessionOptions.usual().withIndexFolder(cache);
        MediaException refusal = assertThrows(
                MediaException.class,
                () -> FramesProtocol.open(file, options, progress -> {}, new Cancellation())
                        .close());
        String sentence = Objects.requireNonNull(refusal.getMessage());
        assertTrue(sentence.startsWith(file + ": "), sentence);
        assertFalse(sentence.contains("\n"), sentence);
        assertFalse(Files.exists(cache), "nothing was written");
        assertEquals(file, refusal.path());
        return assertInstanceOf(kind, refusal, sentence);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    @Test
    void aMissingFile() {
        refused(MediaException.Missing.class, folder.resolve("nothing.mp4"));
    }

    @Test
    void aFolderWithoutPictures() throws IOException {
        refused(MediaException.NoPictureFiles.class, Files.createDirectory(folder.resolve("folder.mp4")));
    }

    @Test
    void anEmptyFile() throws IOException {
        refused(MediaException.Empty.class, file("empty.mp4", new byte[0]));
    }

    @Test
    void aTextThatIsCalledAVideo() throws IOException {
        refused(
                MediaException.NotMedia.class,
                file("notes.mp4", "shopping: milk, bread\n".repeat(50).getBytes()));
    }

    @Test
    void aVideoThatWasCutBeforeItsTableOfContents() {
        refused(MediaException.Truncated.class, Clips.clip("cut_short.mp4"));
    }

    @Test
    void aSoundRecording() throws IOException {
        byte[] wave = new byte[44 + 8000];
        byte[] head = {
            'R', 'I', 'F', 'F', 0x64, 0x1f, 0, 0, 'W', 'A', 'V', 'E', 'f', 'm', 't', ' ', 16, 0, 0, 0, 1, 0, 1, 0, 0x40,
            0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0, 'd', 'a', 't', 'a', 0x40, 0x1f, 0, 0
        };
        System.arraycopy(head, 0, wave, 0, head.length);
        refused(MediaException.NoVideo.class, file("sound.wav", wave));
    }

    @Test
    void aPlaylistReachesNoOtherFile() throws IOException {
        Path video = Files.copy(Clips.clip("wrap.ts"), folder.resolve("secret.ts"));
        String list = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.6,\n" + video + "\n#EXT-X-ENDLIST\n";
        refused(MediaException.class, file("list.m3u8", list.getBytes()));
        refused(MediaException.class, file("list.mp4", list.getBytes()));
        String concat = "ffconcat version 1.0\nfile secret.ts\n";
        refused(MediaException.class, file("list.ffconcat", concat.getBytes()));
    }

    @Test
    void bytesAfterAVideosHeadDoNotCrashTheReader() throws IOException {
        long seed = System.nanoTime();
        java.util.Random random = new java.util.Random(seed);
        for (String name :
                new String[] {"whole.mp4", "vfr.mkv", "wrap.ts", "b_frames.avi", "odd.webm", "interlaced.mpg"}) {
            byte[] bytes = Files.readAllBytes(Clips.clip(name));
            for (int hit = 0; hit < 60; hit++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            Path broken = file("broken-" + name, bytes);
            SessionOptions options = SessionOptions.usual().withIndexFolder(folder.resolve("broken"));
            try (FramesProtocol frames = FramesProtocol.open(broken, options, p -> {}, new Cancellation())) {
                StringBuilder inOrder = new StringBuilder();
                frames.printAll(inOrder);
                assertEquals(
                        frames.index().count() + 1, inOrder.toString().lines().count(), name + ", seed " + seed);
            } catch (MediaException refusal) {
                assertTrue(Objects.requireNonNull(refusal.getMessage()).contains("broken-"), "seed " + seed);
            }
        }
    }
}
