package limner.plugin.host;

import java.util.Objects;

/// What looking for plugins brought.
public sealed interface PluginFinding {

    /// One that can be run.
    record Found(Plugin plugin) implements PluginFinding {

        public Found {
            Objects.requireNonNull(plugin, "plugin");
        }
    }

    /// One that cannot.
    ///
    /// @param sentence which one, and why, for the user
    record Broken(String sentence) implements PluginFinding {

        public Broken {
            Objects.requireNonNull(sentence, "sentence");
        }
    }
}
