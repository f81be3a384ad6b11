package limner.media.sound;

import java.util.function.DoubleConsumer;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import org.jspecify.annotations.Nullable;

/// Makes the waveform of a stream by decoding it once. Blocks: for a thread that may wait.
public final class WaveformPass {
    private final SoundReaders readers;
    private final MediaFile file;
    private final int stream;

    /// @param stream number of the stream in the file
    public WaveformPass(SoundReaders readers, MediaFile file, int stream) {
        this.readers = readers;
        this.file = file;
        this.stream = stream;
    }

    /// Decodes.
    ///
    /// @param progress told how far it is, from 0 to 1
    /// @throws limner.media.source.MediaException when there is no such sound, or `cancellation` was used
    public Waveform run(DoubleConsumer progress, Cancellation cancellation) {
        WaveformBuilder builder = new WaveformBuilder();
        try (SoundReader reader = readers.openAsStored(file, stream)) {
            @Nullable SoundPiece piece = reader.next();
            int told = -1;
            while (piece != null) {
                cancellation.check(file.path());
                builder.add(piece);
                int now = (int) (100 * reader.position());
                if (now != told) {
                    told = now;
                    progress.accept(now / 100.0);
                }
                piece = reader.next();
            }
        }
        return builder.build();
    }
}
