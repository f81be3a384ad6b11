package limner.media.decode;

import java.nio.ByteBuffer;
import limner.media.index.PacketMark;
import limner.media.source.MediaInfo;
import org.jspecify.annotations.Nullable;

/// A demuxer over one stream of one file, without a decoder. One thread; the opener closes it.
public interface PacketReader extends AutoCloseable {
    /// What the file says about itself.
    MediaInfo info();

    /// What the container keeps apart from the packets (FFmpeg's extradata), good until this is closed.
    ByteBuffer headers();

    /// How many pictures the decoder holds back before it shows one.
    int delay();

    /// The next packet of the stream, good until the next call, or null at the end.
    @Nullable
    Packet next();

    /// Whether the end was an error.
    boolean readingFailed();

    /// Share of the file that was read, 0 to 1.
    double position();

    @Override
    void close();

    /// A packet as the demuxer gives it.
    ///
    /// @param mark what is remembered of it
    /// @param plain whether the demuxer has no reservation: not to be discarded, not incomplete, no change of codec
    ///     parameters
    /// @param bytes its content, which must not be kept
    record Packet(PacketMark mark, boolean plain, ByteBuffer bytes) {}
}
