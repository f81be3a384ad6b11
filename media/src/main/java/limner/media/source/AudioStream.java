package limner.media.source;

import java.util.Comparator;
import java.util.List;

/// A stream of sound in a file, as its container describes it.
///
/// @param number number of the stream in the file
/// @param codec short codec name
/// @param channels number of channels
/// @param sampleRate samples a second of one channel
/// @param usual whether the file flags it as the one to hear when nobody chooses
/// @param title what the file calls it, or its language, or empty
public record AudioStream(int number, String codec, int channels, int sampleRate, boolean usual, String title) {

    /// The streams in the order in which they are offered: those flagged first, else as in the file.
    public static List<AudioStream> offered(List<AudioStream> streams) {
        return streams.stream()
                .sorted(Comparator.comparing((AudioStream s) -> !s.usual))
                .toList();
    }
}
