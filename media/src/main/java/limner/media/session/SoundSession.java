package limner.media.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import limner.media.decode.NativeOwner;
import limner.media.ffmpeg.FfmpegSounds;
import limner.media.index.IndexIdentity;
import limner.media.sound.SoundFormat;
import limner.media.sound.SoundReader;
import limner.media.sound.SoundReaders;
import limner.media.sound.Tempo;
import limner.media.sound.Waveform;
import limner.media.sound.WaveformFile;
import limner.media.sound.WaveformPass;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sound of one file in use. Which streams there are is in [limner.media.source.MediaInfo#audioStreams()]. Has no
/// thread: what is called waits where it is called. Any thread may call any method; whoever opens a reader closes it.
public final class SoundSession implements NativeOwner {
    private static final Logger LOG = LoggerFactory.getLogger(SoundSession.class);

    private final SoundReaders readers = new FfmpegSounds();
    private final MediaFile file;
    private final WaveformFile cache;

    /// @param folder where waveforms are remembered
    private SoundSession(MediaFile file, Path folder) {
        this.file = file;
        this.cache = new WaveformFile(folder);
    }

    /// Looks at `path` and decodes nothing.
    ///
    /// @param folder where waveforms are remembered
    /// @throws MediaException when there is no file to read
    public static SoundSession open(Path path, Path folder) {
        return new SoundSession(MediaFile.of(path), folder);
    }

    /// Opens a stream at its beginning.
    ///
    /// @param stream number of the stream in the file
    /// @throws MediaException when there is no such sound
    public SoundReader reader(int stream, SoundFormat format) {
        return readers.open(file, stream, format);
    }

    /// A change of speed that keeps the pitch.
    public Tempo tempo(SoundFormat format, double factor) {
        return readers.tempo(format, factor);
    }

    /// The waveform of a stream: remembered if that can be believed, else made by decoding all of it and remembered.
    ///
    /// @param progress told how far it is, from 0 to 1
    /// @throws MediaException when there is no such sound, the file is not the same any more, or `cancellation` was
    /// used
    public Waveform waveform(int stream, DoubleConsumer progress, Cancellation cancellation) {
        IndexIdentity identity = IndexIdentity.of(file, readers.version(), stream);
        Optional<Waveform> known = file.isUnchanged() ? cache.read(identity) : Optional.empty();
        if (known.isPresent()) {
            return known.get();
        }
        Waveform made = new WaveformPass(readers, file, stream).run(progress, cancellation);
        if (!file.isUnchanged()) {
            throw new MediaException.Changed(file.path());
        }
        try {
            cache.write(identity, made);
        } catch (IOException e) {
            // It is only kept to save time.
            LOG.warn("the waveform of {} could not be kept for the next time", file.path(), e);
        }
        return made;
    }

    @Override
    public int openHandles() {
        return readers.openHandles();
    }

    @Override
    public void close() {
        readers.close();
    }
}
