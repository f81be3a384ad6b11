package limner.model.exchange;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A picture as a format says it. What is lost is worked out from this alone ([Losses]).
///
/// @param pieces what becomes of each annotation, in their order
/// @param tags those that the format can say
public record Fitted(List<Piece> pieces, List<Entry.Tag> tags) {

    public Fitted {
        pieces = List.copyOf(pieces);
        tags = List.copyOf(tags);
    }

    /// What becomes of one annotation.
    ///
    /// @param before as it is
    /// @param after as the format's reader would tell what is written of it (but for the keys); none where it is left
    /// out
    /// @param because words for losses that need a reason, and losses that cannot be seen from both
    public record Piece(Entry.Annotation before, List<Entry.Annotation> after, Map<Loss, String> because) {

        public Piece {
            Objects.requireNonNull(before, "before");
            after = List.copyOf(after);
            Map<Loss, String> copy = new EnumMap<>(Loss.class);
            copy.putAll(because);
            because = Collections.unmodifiableMap(copy);
        }

        public static Piece of(Entry.Annotation before, Entry.Annotation after) {
            return new Piece(before, List.of(after), Map.of());
        }

        /// One that is not written.
        ///
        /// @param reason a clause for people
        public static Piece leftOut(Entry.Annotation before, String reason) {
            return new Piece(before, List.of(), Map.of(Loss.OBJECT, reason));
        }
    }

    /// All that is written.
    public Page page(Entry.Picture picture) {
        return new Page(
                picture, pieces.stream().flatMap(p -> p.after().stream()).toList(), tags);
    }
}
