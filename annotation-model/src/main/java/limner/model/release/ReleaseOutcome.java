package limner.model.release;

import java.nio.file.Path;
import java.util.Objects;

/// How writing a release ended. Only [Written] changed anything on disk.
public sealed interface ReleaseOutcome {

    /// The folder is there, complete.
    ///
    /// @param manifestSha256 digest of its manifest in lower-case hex, which names the release
    record Written(Path folder, String manifestSha256, ReleaseReport report) implements ReleaseOutcome {
        public Written {
            Objects.requireNonNull(folder, "folder");
            Objects.requireNonNull(manifestSha256, "manifestSha256");
            Objects.requireNonNull(report, "report");
        }
    }

    /// The folder held the very same release already, byte for byte; it was not touched.
    record Unchanged(Path folder, String manifestSha256, ReleaseReport report) implements ReleaseOutcome {
        public Unchanged {
            Objects.requireNonNull(folder, "folder");
            Objects.requireNonNull(manifestSha256, "manifestSha256");
            Objects.requireNonNull(report, "report");
        }
    }

    /// It may not or could not be written, and nothing was left behind.
    ///
    /// @param reason a sentence for the user
    record Refused(String reason) implements ReleaseOutcome {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /// Somebody stopped it, and nothing was left behind.
    record Cancelled() implements ReleaseOutcome {}
}
