package limner.media.sound;

import limner.media.decode.NativeOwner;
import limner.media.source.MediaFile;

/// Opens the sound of files. Any thread. It is closed after what it opened.
public interface SoundReaders extends NativeOwner {
    /// Opens a stream of sound at its beginning.
    ///
    /// @param stream number of the stream in the file
    /// @throws limner.media.source.MediaException when there is no such sound, or it cannot be decoded
    SoundReader open(MediaFile file, int stream, SoundFormat format);

    /// [#open(MediaFile, int, SoundFormat)] with samples as close to those of the file as can be.
    SoundReader openAsStored(MediaFile file, int stream);

    /// A change of speed.
    ///
    /// @param factor from [Tempo#SLOWEST] to [Tempo#FASTEST]
    Tempo tempo(SoundFormat format, double factor);

    /// Versions of the decoding libraries: a waveform is good for these only.
    String version();
}
