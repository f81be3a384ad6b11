package limner.model.provenance;

import java.util.Objects;
import limner.model.id.PolicyId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import org.jspecify.annotations.Nullable;

/// Where a label came from.
public sealed interface Origin {

    /// Drawn by a person.
    record Manual() implements Origin {}

    /// A model's suggestion that was accepted as it was, or amended by a person first.
    ///
    /// @param score what the model gave it, 0 to 1
    /// @param policy the recorded rule that accepted it, or null when a person looked at it
    record Suggested(
            SuggestionId suggestion,
            RunId run,
            double score,
            How how,
            @Nullable PolicyId policy) implements Origin {

        public Suggested {
            Objects.requireNonNull(suggestion, "suggestion");
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(how, "how");
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a score is between 0 and 1: " + score);
            }
        }
    }

    /// Read from somebody's file.
    ///
    /// @param source name of the file or the release
    /// @param key what identified the object there
    record Imported(String source, String key) implements Origin {

        public Imported {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(key, "key");
        }
    }

    /// What became of the suggestion a label grew from.
    enum How {
        ACCEPTED,
        AMENDED
    }
}
