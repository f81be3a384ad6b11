package limner.media.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// A kind of cache file that is believed only when it is whole: read whole, and replaced by writing beside and moving.
/// Safe for several threads and processes: the last complete writer wins.
///
/// Layout: 8 bytes magic, 4 bytes version (big endian), the body, 32 bytes SHA-256 of everything before.
public final class SealedFile {
    private static final int TAIL = 32;

    private final byte[] magic;
    private final int version;
    private final long largest;

    /// @param magic six letters
    /// @param version of the body's layout
    /// @param largest bytes that such a file has at most
    public SealedFile(String magic, int version, long largest) {
        this.magic = (magic + "\n\u001a").getBytes(StandardCharsets.US_ASCII);
        this.version = version;
        this.largest = largest;
        if (this.magic.length != 8) {
            throw new IllegalArgumentException("not six letters: " + magic);
        }
    }

    /// A file name, without ending, for whatever these words identify.
    public static String name(String words) {
        byte[] digest = sha256(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest, 0, 16);
    }

    /// The body, or nothing when the file is not there, is of another kind or version, or is not whole.
    public Optional<ByteBuffer> read(Path path) {
        try {
            long size = Files.size(path);
            int head = magic.length + Integer.BYTES;
            if (size < head + TAIL || size > largest) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
            int bodyEnd = bytes.capacity() - TAIL;
            if (bodyEnd < head) {
                return Optional.empty();
            }
            byte[] stated = Arrays.copyOfRange(bytes.array(), bodyEnd, bytes.capacity());
            boolean ours = Arrays.equals(magic, 0, magic.length, bytes.array(), 0, magic.length)
                    && bytes.getInt(magic.length) == version
                    && Arrays.equals(stated, sha256(bytes.slice(0, bodyEnd)));
            return ours ? Optional.of(bytes.slice(head, bodyEnd - head)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Writes `body`. A process killed at any moment leaves the old file or the new one.
    public void write(Path target, ByteBuffer body) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + " is no place for a file");
        }
        Files.createDirectories(folder);
        int head = magic.length + Integer.BYTES;
        int length = body.remaining();
        ByteBuffer bytes = ByteBuffer.allocate(head + length + TAIL);
        bytes.put(magic).putInt(version).put(body);
        bytes.put(sha256(bytes.slice(0, head + length))).flip();
        String part = target.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().threadId() + ".part";
        Path beside = folder.resolve(part);
        try {
            try (FileChannel channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static byte[] sha256(ByteBuffer bytes) {
        MessageDigest digest = Fingerprint.sha256();
        digest.update(bytes);
        return digest.digest();
    }
}
