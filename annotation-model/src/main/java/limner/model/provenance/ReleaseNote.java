package limner.model.provenance;

import java.util.Objects;

/// That a release was made: which events it holds, and the digest by which any copy of it is recognised.
///
/// @param name of the release
/// @param upTo number of the last event it was read at
/// @param manifestSha256 digest of its manifest in lower-case hex
public record ReleaseNote(String name, long upTo, String manifestSha256) {

    public ReleaseNote {
        Objects.requireNonNull(manifestSha256, "manifestSha256");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a release needs a name");
        }
        if (upTo < 0) {
            throw new IllegalArgumentException("events are numbered from 1: " + upTo);
        }
    }
}
