package limner.plugin.api;

/// The version of this promise, and what it means.
///
/// A plugin states in its descriptor the version it was built against. A host runs plugins of its own version and of
/// every earlier one, and refuses later ones with a sentence. Within a version nothing is removed or renamed:
///
/// - Interfaces that plugins implement ([PreLabeler], [PreLabelSession]) only gain methods that have a default.
/// - Records that plugins construct keep every constructor they had.
/// - Records and interfaces that only the host makes ([FrameView], [SessionRequest], [PreLabelContext]) may gain
///   components; a plugin reads them by name and does not construct them outside its tests.
/// - Closed sets that the host fills ([PixelLayout], [ModelSource]) gain members only with a new version, so a plugin
///   that covers those of its own version is never handed another.
///
/// Everything is a value that can be written as JSON, except the pixels, which lie in one block of bytes. So the same
/// plugin may run beside the desk or in a process of its own without a change.
public final class PluginApi {

    /// The version described by this jar.
    public static final int VERSION = 1;

    private PluginApi() {}

    /// Whether a host with this jar can run a plugin built against the given version.
    public static boolean canRun(int pluginVersion) {
        return pluginVersion >= 1 && pluginVersion <= VERSION;
    }
}
