package limner.media.session;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A second way to the pictures of a session, for what nobody waits for, such as thumbnails. It has a decoder of its
/// own, so that the one at the playhead stays where it is, keeps nothing in the cache, and gives way while a picture
/// is decoded that somebody waits for.
///
/// Reading blocks the calling thread, one at a time. Whoever opens it closes it; closing the session closes it as well.
public interface QuietReader extends AutoCloseable {
    /// One picture, for the caller to close; nothing when it cannot be decoded, or when somebody asked to stop.
    ///
    /// @param stop looked at between pictures
    /// @throws limner.media.source.MediaException when the file cannot be read
    Optional<Frame> read(int number, BooleanSupplier stop);

    /// The picture at or before this one from which decoding can begin, and which is therefore soonest there.
    int startOf(int number);

    /// Gives the memory of the decoder back until the next read.
    void rest();

    @Override
    void close();
}
