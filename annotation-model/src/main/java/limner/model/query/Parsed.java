package limner.model.query;

import java.util.Objects;

/// What became of a text that should be a query.
public sealed interface Parsed {

    record Understood(Query query) implements Parsed {
        public Understood {
            Objects.requireNonNull(query, "query");
        }
    }

    /// Nothing is asked.
    record Blank() implements Parsed {}

    /// It cannot be understood.
    ///
    /// @param at where, as the number of characters before it
    /// @param sentence what stands there, and what was expected
    record Mistaken(int at, String sentence) implements Parsed {
        public Mistaken {
            Objects.requireNonNull(sentence, "sentence");
        }
    }
}
