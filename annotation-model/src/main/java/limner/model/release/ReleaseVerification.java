package limner.model.release;

import java.util.List;
import java.util.Objects;

/// The outcome of checking a release.
///
/// @param manifestSha256 digest of the manifest as it is now, which names the release; empty when there is none
/// @param name the name the manifest states, or empty
/// @param files how many files are as the manifest states
/// @param pictures how many pictures the annotations name
/// @param annotations how many annotations were read
/// @param framesCompared how many pictures were looked for in a video
/// @param faults what is wrong; empty when all holds
/// @param signedBy the key that has signed this very release ([HeadSignature#key()]), or empty
public record ReleaseVerification(
        String manifestSha256,
        String name,
        int files,
        int pictures,
        int annotations,
        int framesCompared,
        List<Fault> faults,
        String signedBy) {

    public ReleaseVerification {
        Objects.requireNonNull(manifestSha256, "manifestSha256");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(signedBy, "signedBy");
        faults = List.copyOf(faults);
    }

    public boolean holds() {
        return faults.isEmpty();
    }

    /// Something that is wrong.
    ///
    /// @param file by its path in the release, or empty when it is not about one file
    /// @param sentence what is wrong, for the user
    public record Fault(String file, String sentence) {
        public Fault {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(sentence, "sentence");
        }
    }
}
