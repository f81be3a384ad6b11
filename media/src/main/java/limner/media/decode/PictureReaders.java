package limner.media.decode;

import limner.media.source.MediaFile;

/// Opens readers. Any thread. It is closed after the readers and frees what they shared.
public interface PictureReaders extends AutoCloseable {
    /// Opens `file` for decoding by `threads` threads (0: as many as make sense on this machine).
    ///
    /// @throws limner.media.source.MediaException when it is no readable video
    PictureReader open(MediaFile file, int threads);

    /// Versions of the decoding libraries: an index is good for these only.
    String version();

    /// Native handles that are open now: zero after everything was closed.
    int openHandles();

    @Override
    void close();
}
