package limner.app.usecase;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// What checking a project or a release found.
///
/// @param path what was checked
/// @param what "project" or "release"
/// @param digest head of the chain, or digest of the manifest; empty where it could not be read
/// @param counts what was looked at, in words: "312 events", "40 files"
/// @param faults what is wrong, the first first; empty when all holds
public record VerifyReport(Path path, What what, String digest, List<String> counts, List<Fault> faults) {

    public VerifyReport {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(digest, "digest");
        counts = List.copyOf(counts);
        faults = List.copyOf(faults);
    }

    public boolean holds() {
        return faults.isEmpty();
    }

    /// What kind of thing was checked.
    public enum What {
        PROJECT,
        RELEASE
    }

    /// Something that is wrong.
    ///
    /// @param place an event ("event 17"), a file of a release, or empty
    /// @param sentence what is wrong
    public record Fault(String place, String sentence) {}
}
