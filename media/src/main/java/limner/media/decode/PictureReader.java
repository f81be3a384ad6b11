package limner.media.decode;

import limner.media.source.MediaInfo;
import org.jspecify.annotations.Nullable;

/// A demuxer and a decoder over one stream of one file. One thread at a time; the opener closes it. Only
/// [#interrupt()] may be called by others.
public interface PictureReader extends AutoCloseable {
    /// What the file says about itself.
    MediaInfo info();

    /// The next picture in output order, or null at the end of the stream.
    @Nullable
    Decoded next(ReadListener listener);

    /// Moves to the key packet at or before timestamp `stamp` of the chosen stream and empties the decoder. False when
    /// the container cannot.
    boolean seekToStamp(long stamp);

    /// Whether [#seekToByte] is the sound way for this container: streams made of independent packets, whose
    /// timestamps may wrap, repeat or be absent.
    boolean prefersBytes();

    /// Moves to byte `position` and empties the decoder. False when the container cannot.
    boolean seekToByte(long position);

    /// Starts again exactly as after opening: nothing of the decoder's state survives.
    void restart();

    /// The same, decoding by `threads` threads from now on (0: as many as make sense on this machine). A file that was
    /// only opened so far is not opened again, which for hours of video is most of the time to the first picture.
    void restart(int threads);

    /// Share of the file that was read, 0 to 1.
    double position();

    /// Makes a blocking read end soon with `MediaException.Cancelled`. Any thread.
    void interrupt();

    @Override
    void close();
}
