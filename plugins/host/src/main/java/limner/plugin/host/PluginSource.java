package limner.plugin.host;

import java.util.List;

/// A place where plugins are found: our own jars, a folder of strangers' jars, programs with manifests.
///
/// Never throws because of a plugin: what cannot be used is a [PluginFinding.Broken].
public interface PluginSource {

    /// What is there now, in an order that is the same every time.
    List<PluginFinding> find();
}
