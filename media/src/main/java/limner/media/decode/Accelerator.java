package limner.media.decode;

import limner.media.source.MediaFile;

/// Another way to decode a file than the one its index was made by, such as a device of the machine. It must give the
/// very pictures that the index knows; whoever uses it checks that. Any thread.
public interface Accelerator {
    /// A short name, which stays the same from one run to the next.
    String name();

    /// Opens `file` for decoding.
    ///
    /// @throws limner.media.source.MediaException when it is no readable video, or cannot be decoded this way; the
    ///     message says why
    PictureReader open(PictureReaders readers, MediaFile file);
}
