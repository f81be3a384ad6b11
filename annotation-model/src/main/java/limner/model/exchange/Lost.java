package limner.model.exchange;

import java.util.Objects;

/// One thing that is lost.
///
/// @param at whose it is, in the source
/// @param category the name of its class; empty where it has none
/// @param what a clause for people
/// @param pixels how many change by it
public record Lost(Entry.At at, String category, Loss loss, String what, long pixels) {

    public Lost {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(what, "what");
        if (pixels < 0) {
            throw new IllegalArgumentException("pixels are counted: " + pixels);
        }
    }

    /// One that changes no pixels.
    public Lost(Entry.At at, String category, Loss loss, String what) {
        this(at, category, loss, what, 0);
    }
}
