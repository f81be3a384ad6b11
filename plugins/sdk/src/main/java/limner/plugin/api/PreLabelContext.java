package limner.plugin.api;

/// The little a plugin may say to, or ask of, the host while it works on a frame. Safe from any thread; never blocks.
public interface PreLabelContext {

    /// Whether the user no longer wants the answer. A plugin asks between steps and returns what it has, at once.
    boolean cancelled();

    /// How far the work on this frame is, 0 to 1. Worth a call when a frame takes longer than a second.
    void progress(double fraction);

    /// A line for the log: what helps to find a fault, nothing private.
    void log(String line);
}
