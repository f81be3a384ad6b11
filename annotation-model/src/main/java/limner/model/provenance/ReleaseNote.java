package limner.model.provenance;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.id.MediaId;

/// That a release was made: which events it holds, and the digest by which any copy of it is recognised.
///
/// @param name of the release
/// @param upTo number of the last event it was read at
/// @param manifestSha256 digest of its manifest in lower-case hex
/// @param parts the part each video is in, also of videos that only releases before it held: what a later release keeps
///     to when the folder of this one is gone. Empty where the release is not divided, and for releases that were
///     recorded before the log said it.
public record ReleaseNote(String name, long upTo, String manifestSha256, SortedMap<MediaId, String> parts) {

    public ReleaseNote {
        Objects.requireNonNull(manifestSha256, "manifestSha256");
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        if (name.isBlank()) {
            throw new IllegalArgumentException("a release needs a name");
        }
        if (upTo < 0) {
            throw new IllegalArgumentException("events are numbered from 1: " + upTo);
        }
    }

    /// Of a release that is not divided.
    public ReleaseNote(String name, long upTo, String manifestSha256) {
        this(name, upTo, manifestSha256, Collections.emptySortedMap());
    }
}
