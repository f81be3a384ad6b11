package limner.model.release;

import org.jspecify.annotations.Nullable;

/// Ends the writing of a release from deep inside; never leaves this package.
final class StoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String reason;

    private StoppedException(@Nullable String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    static StoppedException cancelled() {
        return new StoppedException(null);
    }

    static StoppedException because(String sentence) {
        return new StoppedException(sentence);
    }

    ReleaseOutcome outcome() {
        return reason == null ? new ReleaseOutcome.Cancelled() : new ReleaseOutcome.Refused(reason);
    }
}
