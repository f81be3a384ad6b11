package limner.model.suggestion;

import java.util.Objects;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import org.jspecify.annotations.Nullable;

/// One thing a model said about one frame. It never becomes a label by itself: somebody, or a recorded policy, judges
/// it.
///
/// @param run which model, which weights, which settings
/// @param score what the model gave it, 0 to 1
/// @param refines the suggestion this one is a finer shape of (the box a mask was made from), or null
public record Suggestion(
        SuggestionId id,
        MediaId media,
        int frame,
        ClassId classId,
        Shape shape,
        double score,
        RunId run,
        @Nullable SuggestionId refines) {

    public Suggestion {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(classId, "classId");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(run, "run");
        if (frame < 0) {
            throw new IllegalArgumentException("frames start at 0: " + frame);
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is between 0 and 1: " + score);
        }
    }
}
