package limner.media.index;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The folder of cached indexes. A file is believed only when magic, version, its own SHA-256 and every part of the
/// [IndexIdentity] agree; otherwise it counts as absent. It is read whole, and replaced by writing beside and moving.
/// Safe for several threads and processes: the last complete writer wins.
///
/// Layout: 8 bytes magic, 4 bytes version (big endian), the body, 32 bytes SHA-256 of everything before.
public final class FrameIndexFile {
    private static final byte[] MAGIC = {'L', 'M', 'N', 'I', 'D', 'X', '\n', 0x1a};
    private static final int VERSION = 2;
    private static final int HEAD = MAGIC.length + 4;
    private static final int TAIL = 32;
    private static final long LARGEST = 1L << 28;

    private final Path folder;

    /// @param folder where to keep the files; made when the first one is written
    public FrameIndexFile(Path folder) {
        this.folder = folder;
    }

    /// Where the index with this identity is kept.
    public Path pathOf(IndexIdentity identity) {
        String name = identity.size() + "/" + identity.headTail() + "/" + identity.stream();
        byte[] digest = sha256(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)));
        return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ".lmnidx");
    }

    /// The cached index, proved or provisional, or nothing when there is none that can be believed.
    ///
    /// A provisional one that is found here was in use: it is only written for somebody who works with its numbers.
    public Optional<FrameIndex> read(IndexIdentity identity) {
        Path path = pathOf(identity);
        try {
            long size = Files.size(path);
            if (size < HEAD + TAIL || size > LARGEST) {
                return Optional.empty();
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
            int bodyEnd = bytes.capacity() - TAIL;
            byte[] stated = Arrays.copyOfRange(bytes.array(), bodyEnd, bytes.capacity());
            boolean ours = Arrays.equals(MAGIC, 0, MAGIC.length, bytes.array(), 0, MAGIC.length)
                    && bytes.getInt(MAGIC.length) == VERSION
                    && Arrays.equals(stated, sha256(bytes.slice(0, bodyEnd)));
            if (!ours) {
                return Optional.empty();
            }
            return Optional.of(IndexBytes.read(bytes.slice(HEAD, bodyEnd - HEAD), identity));
        } catch (IOException
                | BufferUnderflowException
                | IllegalArgumentException
                | ArithmeticException
                | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            return Optional.empty();
        }
    }

    /// Keeps `index`. A process killed at any moment leaves the old file or the new one.
    public void write(IndexIdentity identity, FrameIndex index) throws IOException {
        Files.createDirectories(folder);
        byte[] body = IndexBytes.write(identity, index);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + body.length + TAIL);
        bytes.put(MAGIC).putInt(VERSION).put(body);
        bytes.put(sha256(bytes.slice(0, HEAD + body.length))).flip();
        Path target = pathOf(identity);
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
