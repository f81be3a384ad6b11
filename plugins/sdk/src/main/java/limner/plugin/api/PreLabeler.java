package limner.plugin.api;

/// Looks at frames and suggests labels: the one thing a plugin implements.
///
/// An implementation is a public class with a public constructor without parameters, named in
/// `META-INF/services/limner.plugin.api.PreLabeler` of its jar. Constructor and [#describe()] are quick and touch no
/// model: they run when the desk starts.
public interface PreLabeler {

    /// What this plugin is; the same value every time.
    PluginDescriptor describe();

    /// Loads what is needed and tries it. May take seconds.
    ///
    /// @throws PluginException when it cannot work with this request; the sentence names the file and the cure
    PreLabelSession open(SessionRequest request) throws PluginException;
}
