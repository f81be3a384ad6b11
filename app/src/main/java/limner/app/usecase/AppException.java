package limner.app.usecase;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A use case could not do what was asked. The message is a sentence for the user: what happened, what is safe, what to
/// do.
public final class AppException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public AppException(Kind kind, String sentence) {
        this(kind, sentence, null);
    }

    public AppException(Kind kind, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /// The sentence to show.
    public String sentence() {
        return Objects.requireNonNullElse(getMessage(), "");
    }

    public Kind kind() {
        return kind;
    }

    /// What sort of failure it is, for exit codes and for the look of a message.
    public enum Kind {
        /// Everything could be read, and a check found something wrong.
        CHECK_FAILED,
        /// What was given cannot be used.
        BAD_INPUT,
        /// The machine would not: disk, memory, a library; or a fault of ours.
        FAILED,
        CANCELLED
    }
}
