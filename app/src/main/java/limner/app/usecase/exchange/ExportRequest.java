package limner.app.usecase.exchange;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import limner.model.exchange.Choices;
import limner.model.exchange.out.Wanted;
import limner.model.media.FrameState;

/// What to export, and how.
///
/// @param format a [limner.model.exchange.DatasetWriter#id()]
/// @param media names of videos; none for all
/// @param classes names of classes; none for all
/// @param states of the frames that go out
/// @param original the file that labels were taken from, so that they go out with the ids they had there
public record ExportRequest(
        String format,
        Choices choices,
        Set<String> media,
        Set<String> classes,
        Set<FrameState> states,
        Wanted.Frames frames,
        Optional<Path> original) {

    public ExportRequest {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(choices, "choices");
        Objects.requireNonNull(frames, "frames");
        Objects.requireNonNull(original, "original");
        media = Set.copyOf(media);
        classes = Set.copyOf(classes);
        states = Set.copyOf(states);
    }
}
