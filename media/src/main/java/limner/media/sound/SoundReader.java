package limner.media.sound;

import org.jspecify.annotations.Nullable;

/// Decodes one stream of sound, forwards from any time. One thread, except [#interrupt()]; the opener closes it.
///
/// Every method may end with a [limner.media.source.MediaException]: the file went away, reading it took too long, or
/// somebody interrupted. Sound that is damaged is left out, which shows as a gap between two pieces.
public interface SoundReader extends AutoCloseable {

    SoundFormat format();

    /// The next piece, or null at the end. Pieces come in the order of time but for files whose timestamps jump; where
    /// one begins later than the one before ends, there is no sound in between.
    @Nullable
    SoundPiece next();

    /// Lets [#next()] go on with the sample of this time, exactly; with the first one after it where there is none.
    ///
    /// @param seconds on the clock of the file
    void seek(double seconds);

    /// How far reading the file is, from 0 to 1.
    double position();

    /// Ends what is being read, now and for ever. Any thread.
    void interrupt();

    @Override
    void close();
}
