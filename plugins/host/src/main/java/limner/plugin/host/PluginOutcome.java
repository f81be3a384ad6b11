package limner.plugin.host;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a run ended. Answers that were handed over before stand in every case.
public sealed interface PluginOutcome {

    /// How far it came.
    RunReport report();

    /// Every frame was answered.
    record Completed(RunReport report) implements PluginOutcome {

        public Completed {
            Objects.requireNonNull(report, "report");
        }
    }

    /// The user stopped it.
    record Cancelled(RunReport report) implements PluginOutcome {

        public Cancelled {
            Objects.requireNonNull(report, "report");
        }
    }

    /// The plugin could not go on.
    ///
    /// @param sentence what happened and what to do, for the user
    /// @param cause for the log, or null
    record Failed(
            RunReport report, String sentence, @Nullable Throwable cause) implements PluginOutcome {

        public Failed {
            Objects.requireNonNull(report, "report");
            Objects.requireNonNull(sentence, "sentence");
        }
    }

    /// The plugin did not come back in time and was given up.
    ///
    /// @param sentence what happened and what to do, for the user
    record TimedOut(RunReport report, String sentence) implements PluginOutcome {

        public TimedOut {
            Objects.requireNonNull(report, "report");
            Objects.requireNonNull(sentence, "sentence");
        }
    }
}
