package limner.app.sound;

import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import limner.media.source.AudioStream;

/// The sound of a video and how its clock runs beside that of the pictures.
///
/// @param streams at least one, in the order in which they are offered
/// @param fileSeconds from seconds after the first picture, as a video plays, to seconds on the clock of the file
public record SoundSource(Path file, List<AudioStream> streams, DoubleUnaryOperator fileSeconds) {
    public SoundSource {
        streams = List.copyOf(streams);
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("no sound");
        }
    }
}
