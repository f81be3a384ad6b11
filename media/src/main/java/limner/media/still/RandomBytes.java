package limner.media.still;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Bytes that can be read at any place: a file, or a part of it that is in memory.
interface RandomBytes {
    long size();

    /// Fills `into` from byte `at` on.
    ///
    /// @throws EOFException when there are not as many bytes
    void read(long at, byte[] into) throws IOException;

    static RandomBytes of(FileChannel channel) throws IOException {
        long size = channel.size();
        return new RandomBytes() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(long at, byte[] into) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(into);
                while (buffer.hasRemaining()) {
                    if (at < 0 || channel.read(buffer, at + buffer.position()) < 0) {
                        throw new EOFException("the file is cut short");
                    }
                }
            }
        };
    }

    static RandomBytes of(byte[] bytes, int from, int to) {
        return new RandomBytes() {
            @Override
            public long size() {
                return to - from;
            }

            @Override
            public void read(long at, byte[] into) throws IOException {
                if (at < 0 || at > to - from - (long) into.length) {
                    throw new EOFException("the file is cut short");
                }
                System.arraycopy(bytes, from + (int) at, into, 0, into.length);
            }
        };
    }
}
