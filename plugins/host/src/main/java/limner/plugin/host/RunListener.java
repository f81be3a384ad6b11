package limner.plugin.host;

import limner.plugin.api.SessionInfo;

/// Follows a run. Called only on the thread that runs [PluginRunner#run].
public interface RunListener {

    /// Whether to stop; asked many times a second.
    boolean cancelled();

    /// The plugin is ready.
    default void opened(SessionInfo session) {}

    /// A frame is done. What this throws ends the run and reaches the caller of it.
    void answered(FrameAnswer answer);

    /// How far the run is, 0 to 1; never less than before.
    default void progress(double fraction) {}

    /// A line from the plugin.
    default void log(String line) {}
}
