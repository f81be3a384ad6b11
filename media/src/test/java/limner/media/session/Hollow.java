package limner.media.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import limner.media.decode.PacketScan;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.index.FrameIndex;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import org.jspecify.annotations.Nullable;

/// A file whose packets earn trust and of which one gives no picture: it begins as a JPEG does, and then is empty.
public final class Hollow {
    /// The number that its packets promise and no picture has.
    public static final int BROKEN = 17;

    /// How many its packets promise.
    public static final int COUNT = 40;

    private Hollow() {}

    /// Writes it into `folder`.
    public static Path in(Path folder) throws IOException {
        Path clip = Clips.clip("every_key.mkv");
        byte[] bytes = Files.readAllBytes(clip);
        FrameIndex index = scanned(clip);
        int end = (int) index.position(BROKEN + 1);
        int start = end - 1;
        while (bytes[start] != (byte) 0xD8 || bytes[start - 1] != (byte) 0xFF) {
            start--;
        }
        // What lies between this picture and the next is the container's; it ends with the mark that ends a JPEG.
        int last = end - 1;
        while (bytes[last] != (byte) 0xD9 || bytes[last - 1] != (byte) 0xFF) {
            last--;
        }
        for (int at = start + 1; at <= last; at++) {
            bytes[at] = 0;
        }
        return Files.write(folder.resolve("broken.mkv"), bytes);
    }

    /// What the packets of `file` tell.
    public static FrameIndex scanned(Path file) {
        try (FfmpegReaders readers = new FfmpegReaders()) {
            PacketScan.Result result =
                    new PacketScan(readers, MediaFile.of(file)).run(progress -> {}, new Cancellation());
            @Nullable FrameIndex index = result.index();
            if (index == null) {
                throw new AssertionError(file + " earns no trust: " + result.doubt());
            }
            return index;
        }
    }
}
