package limner.app.task;

import java.util.Objects;

/// How far a task is.
///
/// @param fraction 0 to 1, or [Progress#UNKNOWN]
/// @param message what is being done, a few words, or empty
/// @param state whether it still runs
public record TaskProgress(double fraction, String message, State state) {

    public TaskProgress {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(state, "state");
        if (!Double.isNaN(fraction)) {
            fraction = Math.clamp(fraction, 0.0, 1.0);
        }
    }

    /// Whether a fraction is known.
    public boolean isMeasured() {
        return !Double.isNaN(fraction);
    }

    /// What became of a task.
    public enum State {
        RUNNING,
        /// Somebody asked to stop; it has not stopped yet.
        STOPPING,
        DONE,
        FAILED,
        CANCELLED;

        /// Whether nothing more will happen.
        public boolean ended() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }
}
