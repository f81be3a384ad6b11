package limner.media.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A quick identity of a file for caches: its size in bytes and the SHA-256 (hex) of its first and last MiB.
/// It is no proof of equal content; [ContentDigest] is.
public record Fingerprint(long size, String headTail) {
    private static final int EDGE = 1 << 20;

    public Fingerprint {
        if (size < 0 || headTail.length() != 64) {
            throw new IllegalArgumentException("a fingerprint needs a size and 64 hex digits");
        }
    }

    /// Reads at most 2 MiB of `path`.
    public static Fingerprint of(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            MessageDigest digest = sha256();
            update(digest, channel, 0, Math.min(size, EDGE));
            if (size > EDGE) {
                update(digest, channel, Math.max(EDGE, size - EDGE), size);
            }
            return new Fingerprint(size, HexFormat.of().formatHex(digest.digest()));
        }
    }

    /// As one word: size, a hyphen, digest.
    public String text() {
        return size + "-" + headTail;
    }

    private static void update(MessageDigest digest, FileChannel channel, long from, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) (to - from));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                break;
            }
        }
        digest.update(buffer.flip());
    }

    /// A new SHA-256.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
