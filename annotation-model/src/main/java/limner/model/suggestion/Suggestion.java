package limner.model.suggestion;

import java.util.Objects;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import org.jspecify.annotations.Nullable;

/// One thing a model said about one frame, or where a run carried a track to on it. It never becomes a label by itself:
/// somebody, or a recorded policy, judges it.
///
/// @param run which model, which weights, which settings
/// @param score what the model gave it, 0 to 1; of a place of a track 1 less its drift
/// @param refines the suggestion this one is a finer shape of (the box a mask was made from), or null
/// @param target the track that this is a place of, or null for a thing of its own: accepting a place makes a keyframe
/// of
/// the track, and no label
public record Suggestion(
        SuggestionId id,
        MediaId media,
        int frame,
        ClassId classId,
        Shape shape,
        double score,
        RunId run,
        @Nullable SuggestionId refines,
        @Nullable LabelId target) {

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

    /// A thing of its own.
    public Suggestion(
            SuggestionId id,
            MediaId media,
            int frame,
            ClassId classId,
            Shape shape,
            double score,
            RunId run,
            @Nullable SuggestionId refines) {
        this(id, media, frame, classId, shape, score, run, refines, null);
    }

    /// How far a place of a track is to be doubted: 0 where all signs agree, 1 where the thing is lost.
    public double drift() {
        return 1 - score;
    }

    /// The same place, of another track.
    public Suggestion withTarget(LabelId track) {
        return new Suggestion(id, media, frame, classId, shape, score, run, refines, track);
    }

    /// Whether this is a place of that track.
    public boolean isPlaceOf(LabelId track) {
        return track.equals(target);
    }
}
