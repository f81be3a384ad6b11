package limner.model.store;

import java.util.Objects;

/// The end of the log: the number of the last event and the hash that stands for everything before it.
///
/// @param number of the last event, 0 in an empty log
/// @param hash in lower-case hex
public record LogHead(long number, String hash) {

    public LogHead {
        Objects.requireNonNull(hash, "hash");
    }
}
