package limner.media.proxy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One file of pictures, one after the other behind eight bytes of magic, mapped into memory for reading. What another
/// process writes behind its end is seen by [#look]. One thread at a time.
///
/// A file that was cut while it is mapped answers with an `InternalError` where its pages are missing; that is taken
/// for damage like any other.
final class Segment implements AutoCloseable {
    static final byte[] MAGIC = {'L', 'M', 'N', 'P', 'X', '1', '\n', 0x1a};

    private final Path path;
    private @Nullable Arena arena;
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private long seenTo;
    private long looked = -1;

    Segment(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /// Whether a file of `size` bytes has nothing that was not there the last time.
    boolean isSeen(long size) {
        return size == looked;
    }

    /// Tells of every picture that was not there the last time. What is torn, or being written now, is left for the
    /// next time.
    ///
    /// @param found gets each header and the place of its content
    void look(BiConsumer<Entry, Integer> found) throws IOException {
        map();
        looked = bytes.capacity();
        try {
            if (seenTo == 0) {
                if (bytes.capacity() < MAGIC.length
                        || !bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
                    return;
                }
                seenTo = MAGIC.length;
            }
            while (true) {
                Entry entry = Entry.read(bytes.duplicate().position((int) seenTo));
                if (entry == null || entry.length() > bytes.capacity() - seenTo - Entry.BYTES) {
                    return;
                }
                found.accept(entry, (int) seenTo + Entry.BYTES);
                seenTo += Entry.BYTES + entry.length();
            }
        } catch (InternalError e) {
            throw new IOException(path + " was cut while it was read", e);
        }
    }

    /// A copy of some content; null when it is not what its header says.
    byte @Nullable [] read(Entry entry, int place) throws IOException {
        if (place + entry.length() > bytes.capacity()) {
            map();
        }
        if (place > bytes.capacity() - entry.length()) {
            return null;
        }
        byte[] content = new byte[entry.length()];
        try {
            bytes.get(place, content);
        } catch (InternalError e) {
            throw new IOException(path + " was cut while it was read", e);
        }
        return Entry.crc(ByteBuffer.wrap(content)) == entry.crc() ? content : null;
    }

    private void map() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = Math.min(channel.size(), Integer.MAX_VALUE);
            if (size == bytes.capacity()) {
                return;
            }
            Arena next = Arena.ofShared();
            try {
                MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, next);
                close();
                arena = next;
                bytes = mapped.asByteBuffer();
                seenTo = Math.min(seenTo, size);
            } catch (IOException | RuntimeException e) {
                next.close();
                throw e;
            }
        }
    }

    @Override
    public void close() {
        bytes = ByteBuffer.allocate(0);
        if (arena != null) {
            arena.close();
            arena = null;
        }
    }
}
