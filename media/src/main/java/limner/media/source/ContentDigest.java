package limner.media.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.DoubleConsumer;

/// The SHA-256 of a whole file, for provenance. Blocks on the disk: call it on a thread that may wait.
public final class ContentDigest {
    private ContentDigest() {}

    /// Reads all of `path`, reporting progress from 0 to 1, and returns 64 hex digits.
    ///
    /// @throws MediaException.Cancelled when `cancellation` was used
    /// @throws MediaException.Unreadable when the bytes cannot be read
    public static String sha256(Path path, DoubleConsumer progress, Cancellation cancellation) {
        MessageDigest digest = Fingerprint.sha256();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = Math.max(1, channel.size());
            ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
            long done = 0;
            int got = channel.read(buffer);
            while (got >= 0) {
                cancellation.check(path);
                digest.update(buffer.flip());
                buffer.clear();
                done += got;
                progress.accept(Math.min(1.0, (double) done / size));
                got = channel.read(buffer);
            }
        } catch (IOException e) {
            throw new MediaException.Unreadable(path, String.valueOf(e.getMessage()), e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
